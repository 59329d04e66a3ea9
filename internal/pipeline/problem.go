package pipeline

import (
	"strings"
	"unicode/utf8"

	"chs/internal/accounts"
	"chs/internal/report"
	"chs/rubric"
	"chs/scoring"
)

// rowProblem words why a row is rejected.
func rowProblem(f *file, row *accounts.Row) report.Problem {
	return report.Problem{File: f.Name(), Line: row.Line, Wanted: row.Reject, Offset: row.Offset}
}

// cellProblem words a problem of scoring.
func cellProblem(r *rubric.Rubric, p scoring.Problem) report.Problem {
	worded := report.Problem{Value: p.Value, Wanted: p.Wanted}
	if p.Column == scoring.None {
		worded.Column = r.Criteria[p.Criterion].Name
	} else {
		worded.Column = r.Columns[p.Column].Name
	}
	return worded
}

// encodingProblems are the cells of a row that are not text in the encoding.
func encodingProblems(header []string, cell func(int) string) []report.Problem {
	var all []report.Problem
	for i, name := range header {
		if text := cell(i); strings.ContainsRune(text, utf8.RuneError) {
			all = append(all, report.Problem{Column: name, Value: text, Wanted: "text in the file's encoding; --encoding names another"})
		}
	}
	return all
}
