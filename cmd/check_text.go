package cmd

import (
	"bytes"
	"fmt"
	"io"
	"slices"

	"chs/internal/fleet"
	"chs/internal/report"
	"chs/scoring"
)

// print writes the check for people, at a terminal's width, 0 for any.
func (k *check) print(w io.Writer, width int, painted bool) error {
	var page bytes.Buffer
	r := k.rubric
	title := fmt.Sprintf("%s (%s)", r.Title(), r.File)
	page.WriteString(report.Facts(width, painted, title, k.facts()...))
	if err := k.printData(&page, width, painted); err != nil {
		return err
	}
	page.WriteString("\n")
	found := slices.Concat(k.examples.Differing, k.advice)
	if len(found) == 0 {
		page.WriteString("no faults, no advice\n")
	}
	for _, f := range found {
		page.WriteString(report.Wrapped(f.In(r.File), width, ""))
		if f.Hint != "" {
			page.WriteString(report.Wrapped(f.Hint, width, "  "))
		}
	}
	_, err := w.Write(page.Bytes())
	return err
}

// facts returns what is said behind the title.
func (k *check) facts() []string {
	var facts []string
	if s := k.run; s != nil {
		facts = append(facts,
			fmt.Sprintf("%s: %d scored, %d unscored, %d rejected", count(s.Read, "row"), s.Scored, s.Unscored, s.Rejected),
			"as of "+scoring.FormatDay(k.day))
	} else {
		facts = append(facts, count(len(k.rubric.Criteria), "criterion", "criteria"), count(len(k.rubric.Bands), "band"))
	}
	switch e := k.examples; {
	case e.Run > 0 && e.Held == e.Run:
		facts = append(facts, count(e.Run, "example holds", "examples hold"))
	case e.Run > 0:
		facts = append(facts, fmt.Sprintf("%d of %d examples hold", e.Held, e.Run))
	}
	return facts
}

// printData writes what is said of the files.
func (k *check) printData(page *bytes.Buffer, width int, painted bool) error {
	s := k.run
	if s == nil || s.Scored+s.Unscored == 0 {
		return nil
	}
	page.WriteString("\n")
	if err := report.WriteMetrics(page, k.metrics(), width, painted); err != nil {
		return err
	}
	page.WriteString("\n" + report.Bands(k.rubric, s.Tally, width, painted))
	return nil
}

// metrics returns the criteria, each with the columns that it reads, and then
// the columns that only others read.
func (k *check) metrics() []report.Metric {
	var metrics []report.Metric
	var shown []int
	for i, c := range k.rubric.Criteria {
		columns := fleet.ColumnsOf(k.rubric, c)
		shown = append(shown, columns...)
		metric := k.criterion(i)
		if len(columns) == 1 && k.run.Columns[columns[0]].Known == metric.Known {
			cells := k.run.Columns[columns[0]]
			metric.Missing, metric.Unreadable = cells.Missing, cells.Unreadable
			columns = nil
		}
		metrics = append(metrics, metric)
		for _, column := range columns {
			part := k.column(column)
			part.Part = true
			metrics = append(metrics, part)
		}
	}
	for i, c := range k.rubric.Columns {
		if !slices.Contains(shown, i) {
			other := k.column(i)
			other.Name = fmt.Sprintf("%s (%s)", c.Name, c.By)
			metrics = append(metrics, other)
		}
	}
	return metrics
}

// criterion returns what is known of a criterion. What is missing and
// unreadable is said of its columns.
func (k *check) criterion(i int) report.Metric {
	all, counts := k.run.Scored+k.run.Unscored, k.run.Ratings[i]
	return report.Metric{
		Name: k.rubric.Criteria[i].Name, Ratings: counts[1:], Of: all, Known: all - counts[0], Missing: -1, Unreadable: -1,
	}
}

// column returns what is known of a column.
func (k *check) column(i int) report.Metric {
	c := &k.run.Columns[i]
	return report.Metric{
		Name: k.rubric.Columns[i].Name, Of: c.Known + c.Missing + c.Unreadable,
		Known: c.Known, Missing: c.Missing, Unreadable: c.Unreadable,
	}
}
