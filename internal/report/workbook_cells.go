package report

import (
	"encoding/binary"
	"math"
	"slices"
	"strconv"
	"strings"

	"chs/rubric"
	"chs/scoring"
)

// workbookCells writes accounts as records for a [Workbook], in which each cell
// is a look, a kind and, but for a blank one, a number or a text: many goroutines
// can tell what cells hold, but one alone can write the rows of a sheet.
type workbookCells struct {
	layout  *Layout
	columns []cellColumn
}

// A cellColumn is a column, and how cells of the input are read there.
type cellColumn struct {
	Column
	read    cellReading
	judged  int // its index in the rubric's columns, or scoring.None
	isValue bool
}

// A cellReading says as what a cell of the input is read.
type cellReading int

// The readings: text, as a number or date that the rubric reads, and, where it
// reads neither, as what the cell itself looks like.
const (
	readText cellReading = iota
	readNumber
	readDate
	readPlain
)

// The kinds of cells in a record.
const (
	blankCell byte = iota
	numberCell
	textCell
)

func newWorkbookCells(l *Layout) *workbookCells {
	w := &workbookCells{layout: l}
	for _, c := range l.Columns {
		w.columns = append(w.columns, l.cellColumn(c))
	}
	return w
}

// cellColumn says how the cells of a column are read.
func (l *Layout) cellColumn(c Column) cellColumn {
	column := cellColumn{c, readPlain, scoring.None, l.isValue(c)}
	name := strings.TrimSpace(c.Name)
	if c.Kind != Input || slices.Contains([]string{l.Rubric.ID, l.Rubric.Label, l.Rubric.Owner}, name) {
		column.read = readText
		return column
	}
	i := slices.IndexFunc(l.Rubric.Columns, func(judged rubric.Column) bool { return judged.Name == name })
	if i < 0 {
		return column
	}
	switch l.Rubric.Columns[i].Type {
	case rubric.Number:
		column.read, column.judged = readNumber, i
	case rubric.Date:
		column.read, column.judged = readDate, i
	case rubric.Text:
		column.read = readText
	}
	return column
}

// Begin implements [Writer]: a record holds an account.
func (w *workbookCells) Begin(dst []byte) []byte { return dst }

// Between implements [Writer].
func (w *workbookCells) Between() string { return "" }

// End implements [Writer].
func (w *workbookCells) End(dst []byte) []byte { return dst }

// Append implements [Writer].
func (w *workbookCells) Append(dst []byte, a *Account) []byte {
	for i := range w.columns {
		c := &w.columns[i]
		if c.Kind == Input {
			dst = w.appendInput(dst, c, a)
		} else {
			dst = w.appendAdded(dst, c, a)
		}
	}
	return dst
}

func appendNumberCell(dst []byte, l cellLook, x float64) []byte {
	return binary.LittleEndian.AppendUint64(append(dst, byte(l), numberCell), math.Float64bits(x))
}

func appendTextCell[T string | []byte](dst []byte, l cellLook, text T) []byte {
	if len(text) == 0 {
		return append(dst, byte(l), blankCell)
	}
	dst = binary.AppendUvarint(append(dst, byte(l), textCell), uint64(len(text)))
	return append(dst, text...)
}

// appendInput appends a cell of the input: text, unless it is read as a number or
// a date and a workbook gives back the same one.
func (w *workbookCells) appendInput(dst []byte, c *cellColumn, a *Account) []byte {
	text := a.Cells.Cell(c.Index)
	if text == "" || c.read == readText || c.judged != scoring.None && !a.lost() && a.Result.States[c.judged] < scoring.Known {
		return appendTextCell(dst, lookText, text)
	}
	if c.read == readNumber || c.read == readPlain && isPlainNumber(text, w.layout.Rubric.Decimal) {
		if n, ok := scoring.ParseNumber(text, w.layout.Rubric.Decimal); ok && hasFewDigits(n.Value) {
			return w.appendNumeral(dst, c, text, n.Value)
		}
	}
	if c.read != readNumber {
		if x, l, ok := sheetDate(text, w.layout.Rubric.Dates); ok {
			return appendNumberCell(dst, l, x)
		}
	}
	return appendTextCell(dst, lookText, text)
}

// appendNumeral appends a number of the input, with its decimals.
func (w *workbookCells) appendNumeral(dst []byte, c *cellColumn, text string, x float64) []byte {
	_, behind, _ := strings.Cut(text, string(w.layout.Rubric.Decimal))
	decimals := len(behind) - len(strings.TrimLeft(behind, digits))
	switch {
	case strings.HasSuffix(strings.TrimSpace(text), "%"):
		return appendNumberCell(dst, lookPercent, x/100)
	case c.isValue && decimals == 0:
		return appendNumberCell(dst, lookAmount, x)
	case c.isValue:
		return appendNumberCell(dst, lookCents, x)
	case decimals > maxDecimals || strings.ContainsAny(text, "eE"):
		return appendNumberCell(dst, lookNumber, x)
	}
	return appendNumberCell(dst, lookDecimals+cellLook(decimals), x)
}

const digits = "0123456789"

// isPlainNumber reports whether a text is a number and nothing else may be meant:
// at most 15 digits, perhaps with a decimal sign between them, without a leading
// zero, and perhaps with a "-" before them.
func isPlainNumber(text string, decimal byte) bool {
	whole, decimals, parted := strings.Cut(strings.TrimPrefix(text, "-"), string(decimal))
	isDigits := func(s string) bool { return s != "" && strings.Trim(s, digits) == "" }
	return len(whole)+len(decimals) <= maxDigits && isDigits(whole) && (!parted || isDigits(decimals)) && (whole == "0" || whole[0] != '0')
}

// maxDigits is how many digits of a number spreadsheet programs keep.
const maxDigits = 15

// hasFewDigits reports whether a number is the same with as many digits as
// spreadsheet programs keep.
func hasFewDigits(x float64) bool {
	if x == math.Trunc(x) && math.Abs(x) < 1e15 {
		return true
	}
	kept, err := strconv.ParseFloat(strconv.FormatFloat(x, 'g', maxDigits, 64), 64)
	return err == nil && kept == x
}

// appendAdded appends a cell that chs adds: what the scored CSV has there, as a
// number, a date or a text.
func (w *workbookCells) appendAdded(dst []byte, c *cellColumn, a *Account) []byte {
	var room [64]byte
	text := w.layout.appendAdded(room[:0], c.Column, a)
	l := w.addedLook(c, a, text)
	if len(text) == 0 {
		return appendTextCell(dst, l, text)
	}
	switch {
	case c.Kind.isNumeric():
		if x, err := strconv.ParseFloat(string(text), 64); err == nil {
			return appendNumberCell(dst, l, x)
		}
	case c.Kind == AsOf || c.Kind == Since:
		if day, err := scoring.ParseDay(string(text)); err == nil && day >= firstSheetDay {
			return appendNumberCell(dst, lookDate, sheetDay(day))
		}
	}
	return appendTextCell(dst, l, text)
}

// addedLook returns how a cell that chs adds looks.
func (w *workbookCells) addedLook(c *cellColumn, a *Account, text []byte) cellLook {
	switch c.Kind {
	case Score:
		return lookScore
	case Uncapped, Previous:
		return lookHundredths
	case Coverage:
		return lookCoverage
	case Priority, ExpectedLoss:
		return lookAmount
	case ChurnProbability:
		return lookLikely
	case Rating:
		if rating := a.Result.Ratings[c.Index]; rating > 0 && !a.lost() {
			return lookRating + cellLook(rating-1)
		}
	case Band:
		return w.layout.bandLook(a)
	case Change:
		return changeLook(text)
	case Warning:
		if a.Past.Warned {
			return lookWarned
		}
	}
	return lookText
}

// bandLook returns how an account's band looks.
func (l *Layout) bandLook(a *Account) cellLook {
	if a.lost() || a.Result.Band == scoring.None {
		return lookUnscored
	}
	return colorLook(l.Rubric.Bands[a.Result.Band].Color)
}

// changeLook returns how a change without a plus sign looks.
func changeLook(text []byte) cellLook {
	switch {
	case len(text) == 0 || string(text) == "0.00":
		return lookFlat
	case text[0] == '-':
		return lookDown
	}
	return lookUp
}
