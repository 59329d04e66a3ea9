package report

import (
	"bufio"
	"cmp"
	"io"
	"slices"

	"chs/internal/fleet"
	"chs/rubric"
	"chs/scoring"
)

// SummaryOptions say how a summary is shown.
type SummaryOptions struct {
	Width      int    // of a table, in columns of the terminal, 0 for any number
	Color      bool   // whether to paint a table
	RubricFrom string // where the rubric was found
	AsOf       string // YYYY-MM-DD
	Limit      int    // groups of each column at most, 0 for all
}

// SummaryFormats are the formats of a summary.
var SummaryFormats = append(slices.Clip(Formats), FormatSVG, FormatHTML)

// WriteSummary writes a summary in a format: CSV and TSV have a line, JSON and
// NDJSON an object for the whole and then for each group, the worst group of
// each column first; a table and Markdown are for people, SVG is its pictures
// and HTML a page with these and their figures.
func WriteSummary(w io.Writer, f Format, s *fleet.Summary, o SummaryOptions) error {
	to := bufio.NewWriter(w)
	var err error
	switch f {
	case FormatCSV:
		err = writeSummaryLines(to, ',', s, o)
	case FormatTSV:
		err = writeSummaryLines(to, '\t', s, o)
	case FormatJSON:
		err = writeSummaryObjects(to, "[\n", ",\n", "\n]\n", s, o)
	case FormatNDJSON:
		err = writeSummaryObjects(to, "", "\n", "\n", s, o)
	case FormatMarkdown:
		err = writeSummaryMarkdown(to, s, o)
	case FormatTable:
		err = writeSummaryTable(to, s, o)
	case FormatSVG, FormatHTML:
		err = summaryPictures(s, o).write(to, f)
	}
	return cmp.Or(err, to.Flush())
}

// shown returns the groups of a column that are shown, and how many others
// there are.
func (o SummaryOptions) shown(by *fleet.Grouping) (groups []*fleet.Group, more int) {
	groups = by.Groups()
	if o.Limit > 0 && len(groups) > o.Limit {
		return groups[:o.Limit], len(groups) - o.Limit
	}
	return groups, 0
}

// costsOf returns what costs the accounts points, the most first, and what all of
// it costs together, which may be 0.
func costsOf(s *fleet.Summary) (costs []fleet.Cost, sum int) {
	costs = s.Costs(s.All)
	for _, cost := range costs {
		sum += cost.Points
	}
	return costs, sum
}

// costName names what costs points.
func costName(r *rubric.Rubric, c fleet.Cost) string {
	if c.Criterion == scoring.None {
		return "caps"
	}
	return r.Criteria[c.Criterion].Name
}
