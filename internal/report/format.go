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
)

// Formats are all formats, in the order in which help names them.
var Formats = []Format{FormatTable, FormatCSV, FormatTSV, FormatJSON, FormatNDJSON, FormatMarkdown}

// ParseFormat returns the format of that name; ok is false if there is none.
func ParseFormat(name string) (f Format, ok bool) {
	return Format(name), slices.Contains(Formats, Format(name))
}

// FormatOf returns the format that the ending of a file's name tells; ok is
// false if it tells none.
func FormatOf(file string) (f Format, ok bool) {
	ending := slices.Index(Endings, strings.ToLower(filepath.Ext(file)))
	if ending < 0 {
		return "", false
	}
	return [...]Format{FormatCSV, FormatTSV, FormatJSON, FormatNDJSON, FormatNDJSON, FormatMarkdown}[ending], true
}

// Endings are those of files' names that tell a format.
var Endings = []string{".csv", ".tsv", ".json", ".ndjson", ".jsonl", ".md"}

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
// its rows at once; see [Layout.WriteTable].
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
	}
	return NewCSV(l)
}
