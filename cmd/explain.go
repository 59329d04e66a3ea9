package cmd

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"chs/internal/fleet"
	"chs/internal/pipeline"
	"chs/internal/report"
	"chs/scoring"

	"github.com/spf13/cobra"
)

// explainCommand returns chs explain.
func (a *app) explainCommand() *cobra.Command {
	o := scoreOptions{percent: "100%"} // what can be read is explained
	c := &cobra.Command{
		Use:     "explain [FILE] [ID…]",
		GroupID: "score",
		Short:   "explain scores: what makes them, and what would change them",
		Long: strings.TrimSpace(`
Prints a card for each account that is asked for: what each criterion adds to
its score and how that differs from the average account, what is not known, the
nearest way to a better band, and how firm the band is. "chs help cards" says
how to read it.

An ID is an account's id, or its label, or the start of one of them that fits
no other account. --where and --band choose accounts instead. FILE is read
twice; "-" is standard input.

With --history a card also says since when the account is in its band, and what
has moved it. If the first argument is no file then, the accounts are those of
the newest snapshot.`),
		Example: `  chs explain accounts.csv A-204
  chs explain accounts.csv gullwing elmhollow
  chs explain accounts.csv --band red --where 'value > 50000'
  chs explain accounts.csv A-204 --format markdown
  chs explain accounts.csv A-204 --history history.db
  chs explain A-204 --history history.db`,
		RunE: func(c *cobra.Command, args []string) error {
			a.quiet = o.quiet
			if o.history == "" || len(args) > 0 && isThere(args[0]) {
				return a.explain(c.Context(), args, &o)
			}
			if err := refuseFileFlags(c); err != nil {
				return &hintedError{err, noFile(args)}
			}
			return a.explainSnapshot(c.Context(), args, &o)
		},
	}
	f := c.Flags()
	o.flags(f)
	o.lookFlags(c)
	f.StringSliceVar(&o.bands, "band", nil, "the accounts of these `BANDS`; unscored is one, too")
	f.StringVar(&o.where, "where", "", "the accounts for which `FORMULA` holds; see \"chs help formulas\"")
	o.baseRateFlag(f)
	o.historyFlag(f, "say what the snapshots in `PLACE` know of the accounts: a file, or postgres://…")
	o.portfolioFlag(f, "use snapshots of the portfolio of this `NAME` (default: the rubric's, or the only one)")
	f.StringVarP(&o.format, "format", "f", "table", "write as `FORMAT`: "+cardFormatList())
	completeValues(c, map[string][]string{"format": namesOf(report.CardFormats)})
	return c
}

func cardFormatList() string { return listed(namesOf(report.CardFormats)) }

// explain runs chs explain.
func (a *app) explain(ctx context.Context, args []string, o *scoreOptions) error {
	if len(args) == 0 {
		return &usageError{errors.New("no file; want a file and ids of accounts in it"), explainExample}
	}
	if err := checkExplain(inputName(args[0]), args[1:], o); err != nil {
		return err
	}
	p, err := a.plan(ctx, args[:1], o)
	if err != nil {
		return err
	}
	inputs, err := a.open(ctx, p.files, p.read, true)
	if err != nil {
		return err
	}
	err = a.explainInputs(ctx, inputs, p, o, trimmed(args[1:]))
	return errors.Join(err, inputs.Close(), ctx.Err())
}

// noneExplained says why there is no card.
const noneExplained = "no account is explained: --where and --band choose none"

const explainExample = "chs explain accounts.csv A-204"

// checkExplain checks what chs explain takes otherwise than chs score.
func checkExplain(of string, ids []string, o *scoreOptions) error {
	filter := o.where != "" || o.bands != nil
	switch {
	case len(ids) == 0 && !filter:
		return &usageError{fmt.Errorf("%s: no account; want ids, or --where or --band", of), explainExample}
	case len(ids) > 0 && filter:
		return &usageError{err: fmt.Errorf("%q: want ids, or --where and --band; not both", ids[0])}
	case slices.Contains(trimmed(ids), ""):
		return &usageError{err: errors.New(`id "" is empty; want an account's id`)}
	case !slices.Contains(report.CardFormats, report.Format(o.format)):
		return &usageError{err: fmt.Errorf("--format %q: want %s", o.format, cardFormatList())}
	}
	return nil
}

// isThere reports whether an argument is a file, or standard input.
func isThere(arg string) bool {
	_, err := os.Stat(arg)
	return arg == "-" || err == nil
}

// noFile says that the first argument is no file, where it may have been meant
// to be one.
func noFile(args []string) []string {
	if len(args) == 0 {
		return nil
	}
	return []string{fmt.Sprintf("there is no file %q: with a history the newest snapshot is explained then", args[0])}
}

// explainInputs gathers what accounts are compared with, and then reads the
// inputs again for those that are explained.
func (a *app) explainInputs(ctx context.Context, inputs *pipeline.Inputs, p *scorePlan, o *scoreOptions, ids []string) error {
	if hints, err := inputs.Check(p.needs()); err != nil {
		return &hintedError{err, hints}
	}
	peers, finder := fleet.NewPeers(p.rubric), newFinder(inputs, p.rubric, ids)
	gather := func() pipeline.Part { return peers.Part() }
	if len(ids) > 0 {
		gather = func() pipeline.Part { return pipeline.Parts{peers.Part(), finder.Part()} }
	}
	run, err := a.scan(ctx, p.files, &pipeline.Job{Inputs: inputs, Rubric: p.rubric, Day: p.day, Gather: gather})
	if err != nil {
		return err
	}
	cards := &pipeline.Job{
		Inputs: inputs, Rubric: p.rubric, Day: p.day, Where: p.where, Bands: p.bands, Scorer: run.Scorer(),
	}
	if len(ids) > 0 {
		if cards.Rows, err = findRows(ctx, inputs, p, finder); err != nil {
			return err
		}
	}
	stories, err := a.openStories(ctx, p, o, run.Scorer())
	if err != nil {
		return err
	}
	explained, err := a.writeCards(ctx, cards, p, o, fleet.NewExplainer(peers, run.Scorer()), stories)
	if err = errors.Join(err, stories.close()); err != nil {
		return err
	}
	run.Skipped = explained.Skipped // --where chose in the second run
	a.report(p, o, run)
	if explained.Tally.Accounts() == 0 {
		a.warn(noneExplained)
	}
	return nil
}

// writeCards reads the inputs again, and writes the cards of a job.
func (a *app) writeCards(ctx context.Context, cards *pipeline.Job, p *scorePlan, o *scoreOptions, e *fleet.Explainer, stories *stories) (*pipeline.Run, error) {
	layout, _, err := report.NewLayout(p.rubric, cards.Inputs.Header, report.Options{AsOf: scoring.FormatDay(p.day)})
	if err != nil {
		return nil, err
	}
	writer := report.NewCards(report.Format(o.format), layout, e, a.cardOptions(o, stories))
	cards.Outputs = []*pipeline.Output{{To: a.stdout, Layout: layout, Writer: writer, Order: p.order}}
	if err := cards.Inputs.Reopen(); err != nil {
		return nil, err
	}
	return a.scan(ctx, p.files, cards)
}

// cardOptions says how cards are shown.
func (a *app) cardOptions(o *scoreOptions, stories *stories) report.CardOptions {
	options := report.CardOptions{Width: a.width(true), Color: a.colored(o.color, true)}
	if stories != nil {
		options.Story = stories.of
	}
	return options
}
