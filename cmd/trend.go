package cmd

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"chs/internal/fleet"
	"chs/internal/history"
	"chs/internal/report"
	"chs/scoring"

	"github.com/spf13/cobra"
)

// trendOptions are what the flags of chs trend say.
type trendOptions struct {
	by     string
	since  string
	events string

	scoreOptions // of these what is written, where and how
}

// What --by may say.
const (
	byBand      = "band"
	byCriterion = "criterion"
)

// maxLines is how many accounts a chart shows at most.
const maxLines = 8

// trendCommand returns chs trend.
func (a *app) trendCommand() *cobra.Command {
	var o trendOptions
	c := &cobra.Command{
		Use:     "trend [ID…]",
		GroupID: "score",
		Short:   "draw scores over time: of all accounts, of some, by band or by criterion",
		Long: strings.TrimSpace(`
Draws what a history holds: the mean score of all accounts, or the scores of
those that are asked for; with --by band the share of accounts in each band, with
--by criterion the ratings of an account, or the mean ratings of all. Below it
stand the figures of each line, and what happened: other rubrics, and the events
of a file.

An ID is an account's id, or its label, or the start of one of them that fits
no other account. The result is a chart on a terminal and CSV elsewhere;
--format and the ending of --output choose another format: .html is a page with
the chart and its figures, .svg the chart alone. "chs help trends" says how to
read it, and how each figure is made.`),
		Example: `  chs trend --history history.db
  chs trend --history history.db gullwing elmhollow
  chs trend --history history.db A-204 --by criterion --since 90d
  chs trend --history history.db --by band -f table
  chs trend --history history.db -o trend.html -o trend.svg`,
	}
	f := c.Flags()
	f.StringVar(&o.by, "by", "", "draw a line for each `THING`: band or criterion")
	f.StringVar(&o.since, "since", "", "from `DAY` on: YYYY-MM-DD, or a span up to the newest snapshot such as 90d or 52w")
	f.StringVar(&o.events, "events", "", "mark the events of `FILE`: a CSV with date, what, and maybe id or segment")
	formats := namesOf(report.CourseFormats)
	f.StringArrayVarP(&o.outputs, "output", "o", nil, "write to `FILE` instead of standard output (\"-\"); may be repeated")
	f.StringVarP(&o.format, "format", "f", "", "write as `FORMAT`: "+listed(formats)+" (default: a table on a terminal, else CSV)")
	colorFlag(c, &o.color)
	completeValues(c, map[string][]string{"by": {byBand, byCriterion}, "format": formats})
	return a.historyUse(c, false, onePortfolio, func(ctx context.Context, s *history.Store, h *historyOptions, args []string) error {
		o.history = h.history
		targets, err := a.targets(&o.scoreOptions, report.CourseFormats)
		if err != nil {
			return err
		}
		t := &trending{store: s, ids: trimmed(args), options: &o}
		if err := o.check(targets, t.ids); err != nil {
			return err
		}
		trend, err := t.trend(ctx, h.portfolio)
		if err != nil {
			return err
		}
		for _, text := range t.unknown {
			a.warn("%s", text)
		}
		if t.beyond > 0 {
			a.note("%s: %s on other days than these", o.events, count(t.beyond, "event"))
		}
		return a.writeTrend(ctx, trend, targets, &o)
	})
}

// writeTrend writes a trend to all its places.
func (a *app) writeTrend(ctx context.Context, trend *report.Course, targets []target, o *trendOptions) error {
	var files outputFiles
	err := a.eachTarget(targets, o.color, &files, func(to *outlet) error {
		return report.WriteCourse(to, to.format, trend, to.width, to.colored)
	})
	return files.settle(ctx, err)
}

// check checks the flags.
func (o *trendOptions) check(targets []target, ids []string) error {
	if err := checkFormats(targets, &o.scoreOptions, report.CourseFormats); err != nil {
		return err
	}
	drawn := slices.ContainsFunc(targets, func(t target) bool { return t.format != report.FormatCSV && t.format != report.FormatJSON })
	switch {
	case o.by != "" && o.by != byBand && o.by != byCriterion:
		return &usageError{err: fmt.Errorf("--by %q: want %s or %s", o.by, byBand, byCriterion)}
	case o.by == byBand && len(ids) > 0:
		return &usageError{err: errors.New("--by band is of all accounts; want no id, or no --by")}
	case o.by == byCriterion && len(ids) > 1:
		return &usageError{err: fmt.Errorf("--by criterion is of one account or of all; there are %d ids", len(ids))}
	case drawn && len(ids) > maxLines:
		return &usageError{err: fmt.Errorf("there are %d ids; a chart shows %d accounts at most, --format csv any number", len(ids), maxLines)}
	case slices.Contains(ids, ""):
		return &usageError{err: errors.New(`id "" is empty; want an account's id`)}
	}
	plan := scorePlan{targets: targets}
	return cmp.Or(plan.checkPaths(&o.scoreOptions, o.events), checkColor(o.color))
}

// A trending is a run of chs trend.
type trending struct {
	store   *history.Store
	ids     []string
	options *trendOptions

	all     []history.Snapshot // of the portfolio, by day
	shown   []history.Snapshot // the last of these
	numbers history.Numbers
	found   [][]history.Moment // of the accounts that are asked for
	beyond  int                // events on other days than those that are shown
	unknown []string           // what is to be said of events of accounts that are not there
}

// trend reads what is drawn.
func (t *trending) trend(ctx context.Context, portfolio string) (*report.Course, error) {
	if err := t.pick(ctx, portfolio); err != nil {
		return nil, err
	}
	runs := make([]fleet.CourseRun, len(t.shown))
	for i := range t.shown {
		r, err := t.store.Rubric(ctx, &t.shown[i])
		if err != nil {
			return nil, err
		}
		runs[i] = fleet.CourseRun{Day: t.shown[i].Day, Accounts: t.shown[i].Accounts, Rubric: r}
	}
	trend := &fleet.Course{Runs: runs}
	var err error
	switch by := t.options.by; {
	case len(t.ids) > 0:
		err = t.accounts(ctx, trend, by == byCriterion)
	case by == byCriterion:
		err = t.meanRatings(ctx, trend)
	default:
		err = t.scores(ctx, trend, by == byBand)
	}
	if err != nil {
		return nil, err
	}
	marks, err := t.events(ctx)
	if err != nil {
		return nil, err
	}
	moves, err := t.moves(ctx, trend)
	if err != nil {
		return nil, err
	}
	return report.NewCourse(trend, t.all[0].Portfolio, t.store.Name(), marks, moves), nil
}

// pick finds the snapshots.
func (t *trending) pick(ctx context.Context, portfolio string) (err error) {
	if t.all, err = portfolioOf(ctx, t.store, portfolio); err != nil {
		return err
	}
	newest := t.all[len(t.all)-1].Day
	since, err := sinceDay(t.options.since, newest)
	if err != nil {
		return err
	}
	t.shown = t.all[slices.IndexFunc(t.all, func(n history.Snapshot) bool { return n.Day >= since }):]
	return nil
}

// sinceDay returns the first day of --since, the least there is for "".
func sinceDay(text string, newest int) (int, error) {
	if text == "" {
		return math.MinInt, nil
	}
	if days, ok := history.ParseSpan(text); ok {
		return newest - days + 1, nil
	}
	day, err := scoring.ParseDay(text)
	if err != nil {
		return 0, &usageError{err: fmt.Errorf("--since %q: want a day as YYYY-MM-DD, or a span such as 90d or 52w", text)}
	}
	if day > newest {
		return 0, &usageError{err: fmt.Errorf("--since %s: the newest snapshot is of %s", text, scoring.FormatDay(newest))}
	}
	return day, nil
}
