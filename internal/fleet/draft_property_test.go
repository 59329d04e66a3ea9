package fleet_test

import (
	"strings"
	"testing"

	"chs/internal/fleet"
	"chs/rubric"
	"chs/scoring"

	"pgregory.net/rapid"
)

// drawFile draws a file of awkward names and cells.
func drawFile(t *rapid.T) (header []string, rows [][]string) {
	names := rapid.OneOf(
		rapid.SampledFrom([]string{
			"id", "No", "a: b", "# of logins", "!tickets", "&usage", "*nps", "two  spaces", "日付", "value", "score", "not", "it's",
			`say "hi"`, `back\slash`, "-", "a-b", "last login", "renewal date", "arr", "nps", "csat", "max", "null", "{x}", "a,b", "1st",
			"usage: {x} # y", "tenure", "__", "\u202eodd", "seats", "active users", "days_since_order",
		}),
		rapid.StringMatching(`[a-zA-Z :#&!'"{}\[\],%@]{1,12}`),
	)
	cells := rapid.SampledFrom([][]string{
		{"1", "2", "3", "40", "5.5", ""}, {"1,5", "2,5", "1.000,5", "7"}, {"1,500", "2,500"}, {"Yes", "No", "n/a"}, {"low", "high", "?"},
		{"2026-01-02", "2026-01-30", ""}, {"01/02/2026", "13/02/2026"}, {"02/13/2026", "01/02/2026"}, {"$1", "$2.5", "€3"}, {"-1", "0", "5", "9"},
		{"none", "full", "-"}, {"x: y", "# z", "don't"}, {"1e300", "-1e300", "5"}, {"0"}, {"1", "2", "3", "4", "5", "12O"},
	})
	header = rapid.SliceOfNDistinct(names, 1, 8, strings.TrimSpace).Draw(t, "header")
	kinds := make([][]string, len(header))
	for i := range header {
		header[i] = strings.TrimSpace(header[i])
		kinds[i] = cells.Draw(t, "cells")
	}
	rows = make([][]string, rapid.IntRange(1, 60).Draw(t, "rows"))
	for r := range rows {
		for i := range header {
			rows[r] = append(rows[r], rapid.SampledFrom(kinds[i]).Draw(t, "cell"))
		}
	}
	return header, rows
}

// TestDraftsScoreTheirFileWithoutProblems draws files: whatever is proposed loads,
// gives no reason for doubt about its directions, and reads every cell.
func TestDraftsScoreTheirFileWithoutProblems(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		header, rows := drawFile(t)
		var template *rubric.Template
		if all := rubric.Templates(); rapid.Bool().Draw(t, "template") {
			template = &all[rapid.IntRange(0, len(all)-1).Draw(t, "which")]
		}
		d := draft(header, rows)
		drafted, err := fit(d, template)
		if err != nil {
			if strings.Contains(err.Error(), "please report") {
				t.Fatal(err)
			}
			return // nothing to judge by
		}
		checkScores(t, drafted.Rubric, header, rows)
	})
}

func fit(d *fleet.Draft, template *rubric.Template) (*fleet.Drafted, error) {
	if template == nil {
		return d.Rubric("accounts.csv")
	}
	return d.Fit("accounts.csv", *template)
}

func checkScores(t *rapid.T, r *rubric.Rubric, header []string, rows [][]string) {
	t.Helper()
	at := map[string]int{}
	for i, name := range header {
		at[name] = i
	}
	scorer := scoring.New(r, 20_000)
	result := scorer.NewResult()
	for _, row := range rows {
		cells := make([]string, len(r.Columns))
		for i, c := range r.Columns {
			cells[i] = row[at[c.Name]]
		}
		if scorer.Score(cells, result); len(result.Problems) > 0 {
			t.Fatalf("row %q has problems %+v by\n%s", row, result.Problems, r.Source)
		}
	}
}
