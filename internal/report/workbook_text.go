package report

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
)

// maxProperty is how many characters a property of a file may have.
const maxProperty = 255

// textValue returns text as a cell's value, and counts it if it is cut.
func (b *Workbook) textValue(text string) any {
	fits := fitText(text, excelize.TotalCellChars)
	if len(fits) != len(text) {
		b.cut++
	}
	return textRuns(fits)
}

// fitText cuts text that has more than so many UTF-16 units, and ends it with "…"
// then.
func fitText(text string, most int) string {
	if len(text) <= most {
		return text
	}
	units, end := 0, 0 // end leaves room for the sign
	for i, r := range text {
		size := 1
		if r > 0xffff {
			size = 2
		}
		if units += size; units <= most-1 {
			end = i + utf8.RuneLen(r)
		}
		if units > most {
			return text[:end] + "…"
		}
	}
	return text
}

// halfSurrogates are texts that look like the escape of half a character, which
// excelize drops.
var halfSurrogates = regexp.MustCompile(`_x[dD][89a-fA-F][0-9a-fA-F]{2}_`)

// textRuns returns text as a value that excelize keeps whole: in runs that part
// what it would drop.
func textRuns(text string) any {
	if !strings.Contains(text, "_x") || !halfSurrogates.MatchString(text) {
		return text
	}
	var runs []excelize.RichTextRun
	for len(text) > 0 {
		end := len(text)
		if at := halfSurrogates.FindStringIndex(text); at != nil {
			end = at[0] + 2
		}
		runs = append(runs, excelize.RichTextRun{Text: text[:end]})
		text = text[end:]
	}
	return runs
}
