package report

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"chs/rubric"
)

func names(columns []Column) []string {
	var all []string
	for _, c := range columns {
		all = append(all, c.Name)
	}
	return all
}

func TestAddedColumnsReplaceThoseOfTheirName(t *testing.T) {
	r, err := rubric.Load("rubric.yaml", []byte(oneCriterion))
	if err != nil {
		t.Fatal(err)
	}
	header := []string{"id", "health_score", "usage", "health_band", "health_score"}
	l, replaced, err := NewLayout(r, header, Options{Prefix: "health_"})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"health_score", "health_band", "health_score"}, replaced); diff != "" {
		t.Errorf("replaced (-want +got):\n%s", diff)
	}
	want := []string{"id", "usage", "health_score", "health_band", "health_coverage", "health_rating_usage"}
	if diff := cmp.Diff(want, names(l.Columns)); diff != "" {
		t.Errorf("columns (-want +got):\n%s", diff)
	}
	_, replaced, err = NewLayout(r, header, Options{Prefix: "h_"})
	if replaced != nil || err != nil {
		t.Errorf("another prefix replaces %q, %v", replaced, err)
	}
}

func TestColumnsAreChosenByName(t *testing.T) {
	r, err := rubric.Load("rubric.yaml", []byte(oneCriterion))
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		wanted []string
		err    string
	}{
		{wanted: []string{"health_band", "id", "health_rubric"}},
		{[]string{"helth_band"}, `there is no column "helth_band"; did you mean "health_band"?`},
		{[]string{"xyz"}, `there is no column "xyz"; want some of id, health_score, health_band, health_coverage, health_rating_usage, health_rubric, health_as_of`},
		{[]string{"health_drivers"}, `there is no column "health_drivers"; --why adds it`},
	}
	for _, test := range tests {
		l, _, err := NewLayout(r, []string{"id"}, Options{Prefix: "health_", Columns: test.wanted, Stamp: true})
		switch {
		case test.err == "" && err == nil:
			if diff := cmp.Diff(test.wanted, names(l.Columns)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		case err == nil || err.Error() != test.err:
			t.Errorf("%q: got error %v, want %q", test.wanted, err, test.err)
		}
	}
}

func TestForPeople(t *testing.T) {
	const text = `
name: Test
id: id
label: company
owner: csm
show: [plan, csm]
value: arr
criteria: [{name: Usage, column: usage, weight: 1}]
plays: [{name: Call, when: usage < 2}]
`
	r, err := rubric.Load("rubric.yaml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"company", "id", "h_score", "h_band", "h_rating_usage", "arr", "csm", "h_plays", "plan"}
	if diff := cmp.Diff(want, ForPeople(r, Options{Prefix: "h_"})); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	want = slices.Insert(want, 4, "h_drivers")
	if diff := cmp.Diff(want, ForPeople(r, Options{Prefix: "h_", Why: true})); diff != "" {
		t.Errorf("with drivers (-want +got):\n%s", diff)
	}
}

func TestRubricStampTellsRubricsApart(t *testing.T) {
	stamp := func(name, version, source string) string {
		return stampOf(&rubric.Rubric{Name: name, Version: version, Source: []byte(source)})
	}
	if got, want := stamp("SaaS", "2026-11", ""), "SaaS 2026-11 e3b0c442"; got != want { // SHA-256 of nothing
		t.Errorf("got %q, want %q", got, want)
	}
	if got, want := stamp("SaaS", "", "x"), "SaaS 2d711642"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestFormatOfAFileIsThatOfItsEnding(t *testing.T) {
	for file, want := range map[string]Format{
		"a.csv": FormatCSV, "A.CSV": FormatCSV, "a.tsv": FormatTSV, "b/a.json": FormatJSON,
		"a.jsonl": FormatNDJSON, "a.ndjson": FormatNDJSON, "a.md": FormatMarkdown, "a.html": FormatHTML, "a.htm": FormatHTML,
		"a.xlsx": FormatXLSX, "a.txt": "", "csv": "", "-": "",
	} {
		if got, ok := FormatOf(file, ScoreFormats); got != want || ok != (want != "") {
			t.Errorf("%s: got %q, %t, want %q", file, got, ok, want)
		}
	}
}
