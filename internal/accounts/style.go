package accounts

import (
	"regexp"
	"strings"
)

// A style is how a workbook's cell shows its number, as far as that tells what
// the number means.
type style struct {
	date    bool   // a day and a time of day
	elapsed bool   // hours, minutes and seconds
	percent bool   // of 1
	mask    string // slots for digits, with text between them, of an id such as 007-11; else ""
}

// readStyles reads the styles that cells name by their numbers.
func (b *workbook) readStyles(part string) error {
	var doc struct {
		Formats []struct {
			ID   int    `xml:"numFmtId,attr"`
			Code string `xml:"formatCode,attr"`
		} `xml:"numFmts>numFmt"`
		Cells []struct {
			Format int `xml:"numFmtId,attr"`
		} `xml:"cellXfs>xf"`
	}
	if err := b.decode(part, &doc); err != nil {
		return err
	}
	codes := map[int]string{}
	for _, format := range doc.Formats {
		codes[format.ID] = format.Code
	}
	for _, cell := range doc.Cells {
		code, ok := codes[cell.Format]
		if !ok {
			code = builtinCode(cell.Format)
		}
		b.styles = append(b.styles, styleOf(code))
	}
	return nil
}

// builtinCode returns a format code of the kind that the number of a format
// stands for without being defined (ISO 29500-1, 18.8.30).
func builtinCode(id int) string {
	switch {
	case id == 9, id == 10:
		return "0%"
	case id == 46:
		return "[h]:mm:ss"
	case id >= 14 && id <= 22, id >= 27 && id <= 36, id >= 45 && id <= 47, id >= 50 && id <= 58:
		return "yyyy-mm-dd"
	}
	return ""
}

var (
	// codeTokens are what a format code is made of: text, escaped characters,
	// room as wide as a character, fillers, conditions, and signs.
	codeTokens = regexp.MustCompile(`(?s)"[^"]*"?|\\.?|_.?|\*.?|\[[^\]]*\]?|.`)
	elapsed    = regexp.MustCompile(`(?i)^\[(h+|m+|s+)\]$`)
	maskSigns  = regexp.MustCompile(`^[-+ ():0]*0[-+ ():0]*0[-+ ():0]*$`)
)

// slot stands for a digit in a mask.
const slot = '\x00'

// styleOf returns the style that a format code gives to positive numbers.
func styleOf(code string) style {
	var signs, mask []byte
	for _, token := range codeTokens.FindAllString(code, -1) {
		switch {
		case token == ";": // formats of other numbers follow
			return styleOfSigns(string(signs), string(mask))
		case elapsed.MatchString(token):
			return style{elapsed: true}
		case token == "0":
			signs, mask = append(signs, '0'), append(mask, slot)
		case token[0] == '"':
			mask = append(mask, strings.Trim(token, `"`)...)
		case token[0] == '\\':
			mask = append(mask, token[1:]...)
		case !strings.ContainsAny(token[:1], "_*["):
			signs, mask = append(signs, token...), append(mask, token...)
		}
	}
	return styleOfSigns(string(signs), string(mask))
}

// styleOfSigns returns the style that the signs of a format code give.
func styleOfSigns(signs, mask string) style {
	switch {
	case strings.EqualFold(signs, "General"):
		return style{}
	case strings.ContainsAny(signs, "yYmMdDhHsS"):
		return style{date: true}
	case strings.Contains(signs, "%"):
		return style{percent: true}
	case maskSigns.MatchString(signs):
		return style{mask: mask}
	}
	return style{}
}
