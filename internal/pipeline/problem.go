package pipeline

import (
	"encoding/csv"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"chs/internal/accounts"
	"chs/rubric"
	"chs/scoring"

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

// writeProblems writes problems as CSV, with a header if it is first.
func writeProblems(w io.Writer, problems []Problem, first bool) error {
	if first {
		return gocsv.MarshalCSV(problems, gocsv.NewSafeCSVWriter(csv.NewWriter(w)))
	}
	return gocsv.MarshalCSVWithoutHeaders(problems, gocsv.NewSafeCSVWriter(csv.NewWriter(w)))
}

// rowProblem words why a row is rejected.
func rowProblem(f *file, row *accounts.Row) Problem {
	return Problem{File: f.Name(), Line: row.Line, Wanted: row.Reject, Offset: row.Offset}
}

// cellProblem words a problem of scoring.
func cellProblem(r *rubric.Rubric, p scoring.Problem) Problem {
	worded := Problem{Value: p.Value, Wanted: p.Wanted}
	if p.Column == scoring.None {
		worded.Column = r.Criteria[p.Criterion].Name
	} else {
		worded.Column = r.Columns[p.Column].Name
	}
	return worded
}

// encodingProblems are the cells of a row that are not text in the encoding.
func encodingProblems(header []string, cell func(int) string) []Problem {
	var all []Problem
	for i, name := range header {
		if text := cell(i); strings.ContainsRune(text, utf8.RuneError) {
			all = append(all, Problem{Column: name, Value: text, Wanted: "text in the file's encoding; --encoding names another"})
		}
	}
	return all
}
