package report

import (
	"slices"

	"chs/internal/history"
	"chs/rubric"
)

// Stored lays out reports on the accounts of a stored snapshot: what people see
// of an account, its value and its metrics, and behind these what chs adds to
// scored accounts, plays aside, which a history does not keep.
type Stored struct {
	*Layout
	cells storedCells
}

// NewStored returns the layout for a snapshot of a rubric.
func NewStored(r *rubric.Rubric, asOf string) (*Stored, error) {
	header, metrics := storedHeader(r)
	layout, _, err := NewLayout(r, append(header, metrics...), Options{Prefix: "health_", AsOf: asOf})
	if err != nil {
		return nil, err
	}
	layout.Columns = slices.DeleteFunc(layout.Columns, func(c Column) bool { return c.Kind == Plays })
	return &Stored{layout, storedCells{rubric: r, header: header}}, nil
}

// storedHeader returns the rubric's columns that a history keeps, each once,
// and names for its criteria's metrics.
func storedHeader(r *rubric.Rubric) (header, metrics []string) {
	for _, name := range []string{r.ID, r.Label, r.Owner, r.Value.Column} {
		if name != "" && !slices.Contains(header, name) {
			header = append(header, name)
		}
	}
	for _, c := range r.Criteria {
		metrics = append(metrics, "metric_"+c.Key)
	}
	return header, metrics
}

// Account returns a stored account, which a writer of the layout takes. It is
// good until the next one.
func (s *Stored) Account(a *history.Account) *Account {
	s.cells.account = a
	return &Account{Cells: &s.cells, Result: new(a.Result())}
}

// storedCells are the cells of a stored account: what it has of the columns of a
// header, "" for the others, and behind these its metrics.
type storedCells struct {
	rubric  *rubric.Rubric
	header  []string
	account *history.Account
}

// Cell implements [Cells].
func (c *storedCells) Cell(i int) string {
	if i >= len(c.header) {
		return history.NumberText(c.account.Metrics[i-len(c.header)])
	}
	switch c.header[i] {
	case c.rubric.ID:
		return c.account.ID
	case c.rubric.Label:
		return c.account.Label
	case c.rubric.Owner:
		return c.account.Owner
	case c.rubric.Value.Column:
		return history.NumberText(c.account.Value)
	}
	return ""
}

// Verbatim implements [Cells]: there is no input.
func (c *storedCells) Verbatim(int, int) (raw []byte, ok bool) { return nil, false }
