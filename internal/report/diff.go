package report

import (
	"fmt"
	"io"
	"strings"

	"chs/internal/fleet"
	"chs/scoring"
)

// A Diff is a comparison of two runs, as it is drawn.
type Diff struct {
	*fleet.Diff
	OldRun, NewRun DiffRun
}

// A DiffRun says what one of the runs was made of.
type DiffRun struct {
	File, Rubric string
	Set          []string // what was changed in the rubric
	AsOf         string
}

// maxFact is how many columns of a terminal a rubric, or a change of it, takes
// at most where it is named.
const maxFact = 80

// facts words what the run was made of, but for the file.
func (r *DiffRun) facts() []string {
	facts := []string{truncate(r.Rubric, maxFact)}
	for _, change := range r.Set {
		facts = append(facts, "with "+truncate(change, maxFact))
	}
	return append(facts, "as of "+r.AsOf)
}

// String returns it in a line.
func (r *DiffRun) String() string {
	return strings.Join(append([]string{r.File}, r.facts()...), " · ")
}

// A DiffOutput is where a diff is written to: each account as it comes, and
// what stands behind them.
type DiffOutput struct {
	Each func(*fleet.Change) error // nil where the lists say enough
	End  func() error
}

// NewDiffOutput returns what writes a diff in a format: CSV, TSV and NDJSON
// have every account, the others the counts and lists. A table fits a terminal's
// width, 0 for any.
func NewDiffOutput(w io.Writer, f Format, d *Diff, width int, painted bool) DiffOutput {
	switch f {
	case FormatCSV:
		return newDiffLines(w, ',', d)
	case FormatTSV:
		return newDiffLines(w, '\t', d)
	case FormatNDJSON:
		return newDiffObjects(w, d)
	case FormatJSON:
		return DiffOutput{End: func() error { return writeDiffJSON(w, d) }}
	case FormatMarkdown:
		return DiffOutput{End: func() error { return writeDiffMarkdown(w, d) }}
	}
	return DiffOutput{End: func() error { return writeDiffTable(w, d, width, painted) }}
}

// counted words a count of accounts on a side: 12 ($1.9M), if its rubric has
// values.
func counted(c fleet.Sum, s fleet.Side) string {
	if c.Accounts == 0 || !s.Rubric.Valued() {
		return count(c.Accounts)
	}
	return fmt.Sprintf("%s (%s)", count(c.Accounts), CompactMoney(c.Value, s.Rubric.Value.Currency))
}

// most names the criterion that adds most to a change, or the caps; "" where
// there is no change.
func (d *Diff) most(c *fleet.Change) string {
	switch cause, criterion, ok := c.Most(); {
	case !ok:
		return ""
	case criterion == scoring.None:
		return cause.String()
	default:
		return d.Criteria[criterion].Name
	}
}

// used returns the rows and the columns of the matrix that are drawn: the bands,
// and of what is beyond them what has accounts.
func (d *Diff) used() (rows, columns []int) {
	total := func(row, column int) (sum int) {
		for i := range d.Matrix {
			for j := range d.Matrix[i] {
				if i == row || j == column {
					sum += d.Matrix[i][j].Accounts
				}
			}
		}
		return sum
	}
	for i := range d.Matrix {
		if i < len(d.Old.Rubric.Bands) || total(i, -1) > 0 {
			rows = append(rows, i)
		}
	}
	for j := range d.Matrix[0] {
		if j < len(d.New.Rubric.Bands) || total(-1, j) > 0 {
			columns = append(columns, j)
		}
	}
	return rows, columns
}

// called returns what changed accounts are called, as [nameAmong].
func called(list []*fleet.Change) []string {
	labels := map[string]int{}
	for _, c := range list {
		labels[c.Label]++
	}
	names := make([]string, len(list))
	for i, c := range list {
		names[i] = nameAmong(labels, c.ID, c.Label)
	}
	return names
}

// nameAmong returns what an account is called among some whose labels are counted:
// its label, with the id where the label is there twice, or else its id.
func nameAmong(labels map[string]int, id, label string) string {
	switch {
	case label == "":
		return id
	case labels[label] > 1:
		return id + " · " + label
	}
	return label
}
