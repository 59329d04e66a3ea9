package report

import "fmt"

// pageData is how good the data is.
type pageData struct {
	Rows     string
	Coverage string
	Columns  []pageCells
	Problems string
	First    []string
	Warnings []string
}

// pageCells is what became of a column's cells.
type pageCells struct{ Name, Known, Missing, Unreadable string }

func (p *Page) data() pageData {
	run := &p.Run
	v := pageData{Rows: fmt.Sprintf("%s read = %s scored + %s unscored + %s rejected",
		rows(run.Read), count(run.Scored), count(run.Unscored), count(run.Rejected))}
	if run.Summary.All.Accounts > 0 {
		v.Coverage = fmt.Sprintf("mean coverage %s%%", points(run.Summary.All.Coverage()))
		if p.Chosen {
			v.Coverage += ", of those chosen"
		}
	}
	for _, c := range run.Columns {
		all := c.Known + c.Missing + c.Unreadable
		v.Columns = append(v.Columns, pageCells{visible(c.Name), shareOf(c.Known, all), shareOf(c.Missing, all), shareOf(c.Unreadable, all)})
	}
	for _, text := range run.First {
		v.First = append(v.First, visible(text))
	}
	if more := run.Problems - len(run.First); more > 0 {
		v.Problems = fmt.Sprintf("and %s more; “chs score --problems FILE” writes all", count(more))
	}
	for _, text := range run.Warnings {
		v.Warnings = append(v.Warnings, visible(text))
	}
	return v
}

// shareOf returns a part with its share, "0" of none.
func shareOf(part, all int) string {
	if part == 0 {
		return "0"
	}
	return fmt.Sprintf("%s (%s)", count(part), percent(part, all))
}

func rows(n int) string { return plural(n, "row") }
