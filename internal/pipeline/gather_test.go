package pipeline

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"chs/scoring"
)

// notes are what parts have given, in the order in which they gave it.
type notes struct {
	given []string
	parts int
}

// A notePart notes a line for each account.
type notePart struct {
	whole *notes
	noted []string
}

func (p *notePart) Note(_ string, line int, cell func(int) string, r *scoring.Result) {
	p.noted = append(p.noted, fmt.Sprintf("%d %s %d", line, cell(0), r.Score))
}

func (p *notePart) Give() error {
	p.whole.given = append(p.whole.given, p.noted...)
	p.noted = p.noted[:0]
	return nil
}

func TestPartsGiveWhatTheyNotedInTheOrderOfTheRows(t *testing.T) {
	file := tempFile(t, "accounts.csv", manyRows()+"a9,again,5,pro,1\n")
	var whole notes
	b := openBench(t, quintilesRubric, nil, file)
	b.job.Outputs = nil
	b.job.Gather = func() Part {
		whole.parts++
		return &notePart{whole: &whole}
	}
	run, err := Scan(t.Context(), b.job)
	if err != nil {
		t.Fatal(err)
	}
	if len(whole.given) != run.Scored+run.Unscored || whole.parts < 2 {
		t.Fatalf("%d of %d accounts from %d parts", len(whole.given), run.Scored+run.Unscored, whole.parts)
	}
	all := slices.Clone(whole.given)

	if err := b.job.Inputs.Reopen(); err != nil {
		t.Fatal(err)
	}
	whole.given = nil
	b.job.Scorer = run.Scorer()
	b.job.Rows = func(name string, line int) bool { return name == file && line%10 == 3 }
	if again := b.run(t); len(run.Warnings) != 1 || again.Warnings != nil {
		t.Errorf("warnings are %q, and then %q; want one, and none", run.Warnings, again.Warnings)
	}
	want := slices.DeleteFunc(all, func(note string) bool {
		var line int
		if _, err := fmt.Sscan(note, &line); err != nil {
			t.Fatal(err)
		}
		return line%10 != 3
	})
	if diff := cmp.Diff(want, whole.given); diff != "" || want == nil {
		t.Errorf("with the scorer of the first run (-want +got):\n%s", diff)
	}
}
