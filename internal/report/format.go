package report

import (
	"path/filepath"
	"slices"
	"strings"
)

// A Format is a way to write results.
type Format string

// The formats.
const (
	FormatTable    Format = "table"
	FormatCSV      Format = "csv"
	FormatTSV      Format = "tsv"
	FormatJSON     Format = "json"
	FormatNDJSON   Format = "ndjson"
	FormatMarkdown Format = "markdown"
	FormatHTML     Format = "html"
	FormatXLSX     Format = "xlsx"
	FormatSVG      Format = "svg"
	FormatEML      Format = "eml"
)

// Formats are those of most results, in the order in which help names them.
var Formats = []Format{FormatTable, FormatCSV, FormatTSV, FormatJSON, FormatNDJSON, FormatMarkdown}

// ScoreFormats are those of scored accounts, in the order in which help names
// them.
var ScoreFormats = append(slices.Clip(Formats), FormatHTML, FormatXLSX, FormatEML)

// endings are those of files' names that tell a format.
var endings = []struct {
	ending string
	format Format
}{
	{".csv", FormatCSV}, {".tsv", FormatTSV}, {".json", FormatJSON}, {".ndjson", FormatNDJSON}, {".jsonl", FormatNDJSON},
	{".md", FormatMarkdown}, {".html", FormatHTML}, {".htm", FormatHTML}, {".xlsx", FormatXLSX}, {".svg", FormatSVG},
	{".eml", FormatEML},
}

// FormatOf returns the format, one of some, that the ending of a file's name
// tells; ok is false if it tells none.
func FormatOf(file string, among []Format) (f Format, ok bool) {
	for _, e := range endings {
		if e.ending == strings.ToLower(filepath.Ext(file)) && slices.Contains(among, e.format) {
			return e.format, true
		}
	}
	return "", false
}

// Endings returns the endings that tell one of some formats.
func Endings(of []Format) []string {
	var all []string
	for _, e := range endings {
		if slices.Contains(of, e.format) {
			all = append(all, e.ending)
		}
	}
	return all
}

// A Writer turns accounts into the bytes of one format. It has no state that
// writing changes: goroutines may share it, each with a dst of its own.
type Writer interface {
	// Begin appends what stands before the accounts.
	Begin(dst []byte) []byte
	// Append appends one account.
	Append(dst []byte, a *Account) []byte
	// Between is what stands between two accounts.
	Between() string
	// End appends what stands behind the accounts.
	End(dst []byte) []byte
}

// NewWriter returns the writer of a format. The table has none: it needs all
// its rows at once; see [Layout.WriteTable]. What that of FormatXLSX writes is for
// a [Workbook].
func NewWriter(f Format, l *Layout) Writer {
	switch f {
	case FormatTSV:
		return newCSV(l, '\t')
	case FormatJSON:
		return newJSON(l, "[\n", ",\n", "\n]\n")
	case FormatNDJSON:
		return newJSON(l, "", "", "")
	case FormatMarkdown:
		return newMarkdown(l)
	case FormatXLSX:
		return newWorkbookCells(l)
	}
	return NewCSV(l)
}
