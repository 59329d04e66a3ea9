package cmd

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"syscall"

	"chs/cmd/help"
	"chs/internal/evidence"
	"chs/internal/history"
	"chs/internal/report"
	"chs/rubric"

	"github.com/spf13/cobra"
)

// backtestOptions are what the flags of chs backtest say: those of chs score
// that it shares, and its own.
type backtestOptions struct {
	scoreOptions
	outcome   string
	outcomes  string
	horizon   string
	driftFile string
	ceiling   bool
	fit       string
	write     string
	seed      uint64
	folds     int
	ridge     float64
}

// backtestCommand returns chs backtest.
func (a *app) backtestCommand() *cobra.Command {
	var o backtestOptions
	c := &cobra.Command{
		Use:     "backtest [FILE…]",
		GroupID: "rubric",
		Short:   "compare scores with who left: do they separate, and what would do better",
		Long:    page(help.Backtest),
		Example: `  chs backtest last-year.csv --outcome churned
  chs backtest last-year.csv --outcome churned=yes --fit weights --write fitted.yaml
  chs backtest last-year.csv --outcomes outcomes.csv -o backtest.md`,
		RunE: func(c *cobra.Command, args []string) error {
			a.quiet = o.quiet
			// A history that is only a setting is for outcomes without a FILE.
			f := c.Flags().Lookup("history")
			if !given(f) && (o.history == "" || len(args) > 0 || o.outcomes == "") {
				return a.backtestFiles(c.Context(), args, &o, c.Flags().Changed("horizon"))
			}
			if err := refuseFileFlags(c, "as-of"); err != nil {
				return err
			}
			return a.backtestHistory(c.Context(), args, &o)
		},
	}
	f := c.Flags()
	f.StringVar(&o.outcome, "outcome", "", "the `COLUMN[=VALUE]` that says who left: by VALUE, or by words such as yes and no")
	f.StringVar(&o.outcomes, "outcomes", "", "the `FILE` that says who left: CSV with the columns id and outcome, and maybe date")
	o.historyFlag(f, "judge the scores that are kept in `PLACE`: a file, or postgres://…; needs --outcomes")
	o.portfolioFlag(f, onePortfolio)
	f.StringVar(&o.horizon, "horizon", "90d", "with --history: judge scores as they stood this `SPAN` before the outcome")
	f.StringVar(&o.driftFile, "drift", "", "also say how far the scores of the accounts in `FILE` are from those that are judged")
	f.BoolVar(&o.ceiling, "ceiling", false, "also say what the ratings could tell at best, however they were weighed")
	f.StringVar(&o.fit, "fit", "", "fit to the outcomes: `WHAT` is weights, cuts or all")
	f.StringVar(&o.write, "write", "", "write a rubric with what was fitted, and the probability of leaving, to `FILE`")
	f.Uint64Var(&o.seed, "seed", 42, "the `NUMBER` that deals accounts out to folds")
	f.IntVar(&o.folds, "folds", 5, "judge what is fitted out of so many folds, `N` from 2 to 20")
	f.Float64Var(&o.ridge, "ridge", evidence.DefaultRidge, "how strongly fitted weights are drawn to the rubric's, a `NUMBER` of at least 0")
	o.flags(f)
	formats := namesOf(report.BacktestFormats)
	f.StringArrayVarP(&o.outputs, "output", "o", nil, "write to `FILE` instead of standard output (\"-\"); may be repeated")
	f.StringVarP(&o.format, "format", "f", "", "write as `FORMAT`: "+listed(formats)+" (default: table)")
	o.toleranceFlags(f, "the rows")
	o.lookFlags(c)
	completeValues(c, map[string][]string{"format": formats, "fit": fits})
	return c
}

// A backtest is a chs backtest under way.
type backtest struct {
	*app
	*backtestOptions
	plan  scorePlan
	table *evidence.Table
	found report.Backtest
	files outputFiles
}

// What --fit fits.
const (
	fitWeights = "weights"
	fitCuts    = "cuts"
	fitAll     = "all"
)

var fits = []string{fitWeights, fitCuts, fitAll}

// planBacktest checks the flags that say what is to be found, and where that is
// written. Its errors are the user's.
func (a *app) planBacktest(o *backtestOptions) (*backtest, error) {
	b := &backtest{app: a, backtestOptions: o}
	wrong := func(format string, args ...any) (*backtest, error) {
		return nil, &usageError{err: fmt.Errorf(format, args...)}
	}
	switch {
	case o.outcome == "" && o.outcomes == "":
		return wrong("no outcomes; want --outcome COLUMN, or --outcomes FILE")
	case o.outcome != "" && o.outcomes != "":
		return wrong("--outcome and --outcomes are both there; want one of them")
	case o.fit != "" && !slices.Contains(fits, o.fit):
		return wrong("--fit %q: want %s", o.fit, listed(fits))
	case o.folds < 2 || o.folds > int(evidence.ToEvaluate):
		return wrong("--folds %d: want 2 to %d", o.folds, evidence.ToEvaluate)
	case !(o.ridge >= 0 && o.ridge <= maxRidge):
		return wrong("--ridge %v: want 0 to %.0f", o.ridge, maxRidge)
	}
	if err := b.plan.reading(a, &o.scoreOptions); err != nil {
		return nil, err
	}
	var err error
	if b.plan.targets, err = a.targetsAmong(&o.scoreOptions, report.BacktestFormats); err != nil {
		return nil, err
	}
	b.plan.newRubric = o.write
	b.found.Seed = o.seed
	return b, checkColor(o.color)
}

// maxRidge holds all weights: beyond it numbers get too large.
const maxRidge = 1e9

// readOnce refuses to read standard input as two things.
func (b *backtest) readOnce() error {
	from := append([]string{b.outcomes, b.driftFile, b.rubric}, b.plan.files...)
	if i := slices.Index(from, "-"); i >= 0 && slices.Contains(from[i+1:], "-") {
		return &usageError{err: errors.New("standard input can be read once; want it as one of FILE, --outcomes, --drift and --rubric")}
	}
	return nil
}

// spare refuses to write over what is read, or twice to one file.
func (b *backtest) spare() error {
	return b.plan.checkPaths(&b.scoreOptions, b.outcomes, b.driftFile)
}

// conclude says what the table proves, also where it is too little to fit anything
// to, or to write a rubric by. Files are not kept yet.
func (b *backtest) conclude(ctx context.Context) error {
	if err := interruptible(ctx, b.evaluate); err != nil {
		return err
	}
	if b.driftFile != "" {
		if err := b.driftTo(ctx); err != nil {
			return err
		}
	}
	var written *rubric.Rubric
	refused := interruptible(ctx, func() (err error) {
		written, err = b.refit()
		return err
	})
	if ctx.Err() != nil {
		return ctx.Err() // fitting may go on: what it finds is not looked at
	}
	if written != nil {
		refused = b.writeRubric(written)
	}
	err := b.report()
	if refused != nil && errors.Is(err, syscall.EPIPE) {
		err = nil // what is refused is said all the same
	}
	return errors.Join(err, refused)
}

// finish puts the table in order.
func (b *backtest) finish(ctx context.Context) error {
	return interruptible(ctx, func() error {
		b.table.Finish()
		return nil
	})
}

// evaluate says what the score itself tells.
func (b *backtest) evaluate() (err error) {
	if b.found.Evaluation, err = evidence.Evaluate(b.table, b.folds); err != nil {
		return err
	}
	b.found.Late = b.table.Late
	if b.ceiling {
		b.found.Ceiling = new(b.table.Ceiling(b.folds))
	}
	return nil
}

// report writes what was found to all places.
func (b *backtest) report() error {
	return b.eachTarget(b.plan.targets, b.color, &b.files, func(to *outlet) error {
		return report.WriteBacktest(to, to.format, &b.found, to.width, to.colored)
	})
}

// parseHorizon returns the days of --horizon.
func (o *backtestOptions) parseHorizon() (int, error) {
	days, ok := history.ParseSpan(o.horizon)
	if !ok {
		return 0, &usageError{err: fmt.Errorf("--horizon %q: want a span such as 90d or 13w", o.horizon)}
	}
	return days, nil
}
