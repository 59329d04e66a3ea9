package cmd

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"chs/internal/fleet"
	"chs/internal/pipeline"
	"chs/internal/report"
	"chs/rubric"
	"chs/scoring"

	"github.com/spf13/cobra"
)

// summaryOptions are what the flags of chs summary say: those of chs score
// that it shares, and its own.
type summaryOptions struct {
	scoreOptions
	by []string
}

// summaryCommand returns chs summary.
func (a *app) summaryCommand() *cobra.Command {
	var o summaryOptions
	c := &cobra.Command{
		Use:     "summary [FILE…]",
		GroupID: "score",
		Short:   "sum up accounts: scores, bands, value, and what costs most points",
		Long: strings.TrimSpace(`
Scores the accounts of metric files as "chs score" does, and sums them up, all
together and in the groups that columns put them into: mean, median and
value-weighted score, bands with their value, plays, and what costs most points.

The result is a table on a terminal and CSV elsewhere, with a line for the
whole and one for each group; --format and the ending of --output choose
another format: .html is a page with pictures and their figures, .svg the
pictures alone. They and the table show 20 groups of each column, other formats
all.

Groups come with the lowest mean score first. Memory does not grow with the
files, but by up to 800 bytes a group. "chs help figures" says how each figure
is made, and what the columns are.`),
		Example: `  chs summary accounts.csv
  chs summary accounts.csv --by csm,plan
  chs summary accounts.csv --by segment --where 'arr >= 20000' -o summary.md
  chs summary accounts.csv --by csm -o summary.html -o summary.svg
  chs summary survey.csv -r survey.yaml --by feedback_theme`,
		RunE: func(c *cobra.Command, args []string) error {
			o.limited = c.Flags().Changed("limit")
			return a.summary(c.Context(), args, &o)
		},
	}
	f := c.Flags()
	o.flags(f)
	o.outputFlags(c, report.SummaryFormats, "the rows")
	f.StringSliceVar(&o.by, "by", nil, "group by `COLUMNS`; segment is the rubric's, if it has some")
	f.IntVar(&o.limit, "limit", defaultLimit, "write at most `N` groups of each column, 0 for all; the default is of tables and pictures alone")
	f.StringSliceVar(&o.bands, "band", nil, "only accounts of these `BANDS`; unscored is one, too")
	f.StringVar(&o.where, "where", "", "only accounts for which `FORMULA` holds; see \"chs help formulas\"")
	o.baseRateFlag(f)
	return c
}

// summary runs chs summary.
func (a *app) summary(ctx context.Context, args []string, o *summaryOptions) error {
	a.quiet = o.quiet
	o.by = trimmed(o.by)
	for i, name := range o.by {
		switch {
		case name == "":
			return &usageError{err: errors.New("--by: a name is empty; want columns, with commas between them")}
		case slices.Contains(o.by[:i], name):
			return &usageError{err: fmt.Errorf("--by: %q is there twice", name)}
		}
	}
	p, err := a.plan(ctx, args, &o.scoreOptions)
	if err != nil {
		return err
	}
	inputs, err := a.open(ctx, p.files, p.read, p.rubric.Relative())
	if err != nil {
		return err
	}
	var files outputFiles
	err = a.summarize(ctx, inputs, p, o, &files)
	return files.settle(ctx, errors.Join(err, inputs.Close(), ctx.Err()))
}

// summarize sums up what the inputs hold. Files are not kept yet.
func (a *app) summarize(ctx context.Context, inputs *pipeline.Inputs, p *scorePlan, o *summaryOptions, files *outputFiles) error {
	if hints, err := inputs.Check(append(p.needs(), o.needs(p.rubric)...)); err != nil {
		return &hintedError{err, hints}
	}
	s := fleet.NewSummary(p.rubric, o.columns(p.rubric, inputs))
	run, err := a.scan(ctx, p.files, &pipeline.Job{
		Inputs: inputs, Rubric: p.rubric, Day: p.day, Where: p.where, Bands: p.bands,
		Gather: func() pipeline.Part { return s.Part() },
	})
	if err != nil {
		return err
	}
	if err = a.tolerate(p, &run.Summary, "nothing was written"); err == nil {
		err = a.writeSummary(s, p, o, files)
	}
	a.report(p, &o.scoreOptions, run)
	return err
}

// needs are the columns that --by reads.
func (o *summaryOptions) needs(r *rubric.Rubric) pipeline.Needs {
	var needs pipeline.Needs
	var names []string
	if len(r.Segments) > 0 {
		names = append(names, string(rubric.NameSegment))
	}
	for _, name := range o.by {
		if !fleet.IsSegment(r, name) {
			needs = append(needs, pipeline.Need{Column: name, By: "--by", Names: names})
		}
	}
	return needs
}

// columns are those of --by, which the inputs have.
func (o *summaryOptions) columns(r *rubric.Rubric, inputs *pipeline.Inputs) []fleet.By {
	var by []fleet.By
	for _, name := range o.by {
		column := fleet.By{Name: name, Index: scoring.None}
		if !fleet.IsSegment(r, name) {
			column.Index = inputs.Index(name)
		}
		by = append(by, column)
	}
	return by
}

// shortFormats are those of which --limit has a default: they are looked at.
var shortFormats = []report.Format{report.FormatTable, report.FormatSVG, report.FormatHTML}

// writeSummary writes a summary to all its places.
func (a *app) writeSummary(s *fleet.Summary, p *scorePlan, o *summaryOptions, files *outputFiles) error {
	return a.eachTarget(p.targets, o.color, files, func(to *outlet) error {
		options := report.SummaryOptions{
			Width: to.width, Color: to.colored, RubricFrom: inputName(p.rubric.File), AsOf: scoring.FormatDay(p.day),
		}
		if o.limited || slices.Contains(shortFormats, to.format) {
			options.Limit = o.limit
		}
		return report.WriteSummary(to, to.format, s, options)
	})
}
