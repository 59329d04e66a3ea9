package report

import (
	"slices"
	"strings"

	"chs/rubric"

	"github.com/xuri/excelize/v2"
)

// A cellLook is how a cell of a workbook looks.
type cellLook byte

// The looks: of texts, numbers and dates, of what chs adds, and of the parts of a
// sheet; and last those of numbers by their decimals, of ratings from 1, and of
// [rubric.Colors].
const (
	lookText   cellLook = iota
	lookNumber          // as many decimals as it has
	lookCount           // of accounts
	lookAmount          // of the value's currency
	lookCents
	lookPercent // of 1, two decimals
	lookDate
	lookTime // a date and a time of day
	lookScore
	lookCoverage // 87 for 87%
	lookLikely   // of 1, one decimal
	lookUp
	lookDown
	lookFlat
	lookWarned
	lookUnscored
	lookHeader       // of a column of the input
	lookNumberHeader // the same, above numbers
	lookAddedHeader  // of one that chs adds
	lookAddedNumberHeader
	lookTitle
	lookNote
	lookHeading
	lookNumberHeading
	lookCode
	lookWords // text in lines

	lookDecimals
	lookHundredths = lookDecimals + 2
	lookRating     = lookDecimals + maxDecimals + 1
	lookColor      = lookRating + 5
	cellLooks      = lookColor + 8 // how many there are
)

// maxDecimals is how many decimals are shown even if they are zeros.
const maxDecimals = 6

// colorLook returns how the name of a band of that colour looks.
func colorLook(c rubric.Color) cellLook {
	return lookColor + cellLook(slices.Index(rubric.Colors, c))
}

// A tint is a colour for text, for what is behind it, and for a bar. Text has a
// contrast of 4.5 and more with its ground.
type tint struct{ ink, ground, bar string }

// tintOf returns the tint of a band's colour.
func tintOf(c rubric.Color) tint {
	switch c {
	case "red":
		return tint{"A61B1B", "FBDDDB", "D9544D"}
	case "orange":
		return tint{"96400B", "FDE4CF", "E58A3C"}
	case "yellow":
		return tint{"7A5600", "FDF0C2", "E2B33C"}
	case "green":
		return tint{"17633A", "D8F1E0", "3F9F69"}
	case "cyan":
		return tint{"0B5F70", "D2F0F4", "2B9FB3"}
	case "blue":
		return tint{"1B48A8", "DBE7FC", "4A7BD0"}
	case "magenta":
		return tint{"8A1580", "F9DFF4", "BF5AAF"}
	}
	return tint{"4B5563", "ECEEF1", "9AA3AF"}
}

// ratingTints returns the tints of the ratings 1 to 5.
func ratingTints() [5]tint {
	return [5]tint{tintOf("red"), tintOf("orange"), tintOf("yellow"), {"42600B", "E9F5D3", ""}, tintOf("green")}
}

// The colours of what is no data.
const (
	inkStrong   = "1F2937"
	inkFaint    = "6B7280"
	groundInput = "374151"
	groundAdded = "0F4C5C"
	barPlain    = "5B7A9D"
)

// styleOf returns a look as a style. Amounts are in a currency, an ISO 4217 code
// or "".
func styleOf(l cellLook, currency string) *excelize.Style {
	colored := func(t tint) *excelize.Style {
		return &excelize.Style{
			Font: font(t.ink, true), Fill: solidFill(t.ground), CustomNumFmt: new("0"),
			Alignment: &excelize.Alignment{Horizontal: "center", Vertical: "center"},
		}
	}
	switch {
	case l >= lookRating && l < lookColor:
		return colored(ratingTints()[l-lookRating])
	case l >= lookColor:
		style := colored(tintOf(rubric.Colors[l-lookColor]))
		style.CustomNumFmt, style.Alignment = new("@"), inText()
		return style
	}
	if code, ok := numberFormat(l, currency); ok {
		style := &excelize.Style{CustomNumFmt: &code, Alignment: &excelize.Alignment{Vertical: "center"}}
		switch l {
		case lookUp:
			style.Font = font(tintOf("green").ink, false)
		case lookDown:
			style.Font = font(tintOf("red").ink, false)
		case lookScore:
			style.Font = font("", true)
		case lookDate, lookTime:
			style.Alignment.Horizontal = "center"
		}
		return style
	}
	return textStyle(l)
}

// numberFormat returns the format of the numbers of a look, in Excel's own words;
// ok is false where there are none.
func numberFormat(l cellLook, currency string) (code string, ok bool) {
	sign := ""
	if prefix := withCurrency("", currency); prefix != "" {
		sign = `"` + prefix + `"`
	}
	if l >= lookDecimals {
		return strings.TrimSuffix("0."+strings.Repeat("0", int(l-lookDecimals)), "."), true
	}
	code, ok = map[cellLook]string{
		lookNumber: "General", lookCount: "#,##0", lookAmount: sign + "#,##0", lookCents: sign + "#,##0.00", lookPercent: "0.00%",
		lookDate: "yyyy-mm-dd", lookTime: "yyyy-mm-dd hh:mm:ss", lookScore: "0.00", lookCoverage: `0"%"`, lookLikely: "0.0%",
		lookUp: "+0.00", lookDown: "0.00", lookFlat: "0.00",
	}[l]
	if sign != "" && (l == lookAmount || l == lookCents) {
		code += ";-" + code // the minus before the sign
	}
	return code, ok
}

// textStyle returns a look of text as a style.
func textStyle(l cellLook) *excelize.Style {
	style := &excelize.Style{CustomNumFmt: new("@"), Font: font("", false), Alignment: inText()} // stays text when it is edited
	header := func(ground string, alignment *excelize.Alignment) {
		style.Font = font("FFFFFF", true)
		style.Fill = solidFill(ground)
		style.Alignment = alignment
		style.Alignment.WrapText = true
	}
	const filterButton = 2 // the indent that is as wide
	aboveNumbers := &excelize.Alignment{Horizontal: "right", Vertical: "center", Indent: filterButton}
	switch l {
	case lookWarned:
		style.Font = font(tintOf("red").ink, true)
	case lookUnscored:
		style.Font = font(inkFaint, false)
		style.Font.Italic = true
	case lookHeader:
		header(groundInput, inText())
	case lookNumberHeader:
		header(groundInput, aboveNumbers)
	case lookAddedHeader:
		header(groundAdded, inText())
	case lookAddedNumberHeader:
		header(groundAdded, aboveNumbers)
	case lookTitle:
		style.Font = font(inkStrong, true)
		style.Font.Size = 18
	case lookNote:
		style.Font = font(inkFaint, false)
	case lookHeading, lookNumberHeading:
		style.Font = font(inkFaint, true)
		style.Font.Size = 9
		style.Border = []excelize.Border{{Type: "bottom", Style: 1, Color: "C5CAD3"}}
		style.Alignment.Vertical = "bottom"
		if l == lookNumberHeading {
			style.Alignment = &excelize.Alignment{Horizontal: "right", Vertical: "bottom"}
		}
	case lookCode:
		style.Font = &excelize.Font{Family: "Consolas", Size: 10, Color: inkStrong}
	case lookWords:
		style.Alignment.WrapText = true
	}
	return style
}

// workbookFont is the font of all but code.
const workbookFont = "Calibri"

func font(color string, bold bool) *excelize.Font {
	return &excelize.Font{Family: workbookFont, Size: 11, Color: color, Bold: bold}
}

// inText keeps text off the numbers at its left.
func inText() *excelize.Alignment {
	return &excelize.Alignment{Horizontal: "left", Vertical: "center", Indent: 1}
}

func solidFill(color string) excelize.Fill {
	return excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{color}}
}
