package report

import (
	"encoding/csv"
	"io"
	"strconv"

	"github.com/gocarina/gocsv"
)

// A Problem is a cell or row that could not be read as what it should be.
type Problem struct {
	File    string `csv:"file"`
	Line    int    `csv:"line"`
	Account string `csv:"account"`
	Column  string `csv:"column"` // or the criterion, for a formula; empty for a whole row
	Value   string `csv:"value"`
	Wanted  string `csv:"wanted"`
	Offset  int64  `csv:"offset"` // of the row in the file, in bytes of its UTF-8 form
}

// String returns the problem as a message.
func (p Problem) String() string {
	at := p.File + ":" + strconv.Itoa(p.Line) + ": "
	if p.Column == "" {
		return at + p.Wanted
	}
	return at + "account " + strconv.Quote(p.Account) + ", column " + strconv.Quote(p.Column) + ": " +
		strconv.Quote(p.Value) + " is not " + p.Wanted
}

// WriteProblems writes problems as CSV, with a header if they are the first.
func WriteProblems(w io.Writer, problems []Problem, first bool) error {
	if first {
		return gocsv.MarshalCSV(problems, gocsv.NewSafeCSVWriter(csv.NewWriter(w)))
	}
	return gocsv.MarshalCSVWithoutHeaders(problems, gocsv.NewSafeCSVWriter(csv.NewWriter(w)))
}
