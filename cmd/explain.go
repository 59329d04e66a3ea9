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
	"chs/scoring"

	"github.com/spf13/cobra"
)

// explainCommand returns chs explain.
func (a *app) explainCommand() *cobra.Command {
	o := scoreOptions{percent: "100%"} // what can be read is explained
	c := &cobra.Command{
		Use:     "explain FILE [ID…]",
		GroupID: "score",
		Short:   "explain scores: what makes them, and what would change them",
		Long: strings.TrimSpace(`
Prints a card for each account that is asked for: what each criterion adds to
its score and how that differs from the average account, what is not known, the
nearest way to a better band, and how firm the band is. "chs help cards" says
how to read it.

An ID is an account's id, or its label, or the start of one of them that fits
no other account. --where and --band choose accounts instead. FILE is read
twice; "-" is standard input.`),
		Example: `  chs explain accounts.csv A-204
  chs explain accounts.csv gullwing elmhollow
  chs explain accounts.csv --band red --where 'value > 50000'
  chs explain accounts.csv A-204 --format markdown`,
		RunE: func(c *cobra.Command, args []string) error { return a.explain(c.Context(), args, &o) },
	}
	f := c.Flags()
	o.flags(f)
	o.lookFlags(c)
	f.StringSliceVar(&o.bands, "band", nil, "the accounts of these `BANDS`; unscored is one, too")
	f.StringVar(&o.where, "where", "", "the accounts for which `FORMULA` holds; see \"chs help formulas\"")
	f.StringVarP(&o.format, "format", "f", "table", "write as `FORMAT`: "+cardFormatList())
	completeValues(c, map[string][]string{"format": namesOf(report.CardFormats)})
	return c
}

func cardFormatList() string { return listed(namesOf(report.CardFormats)) }

// explain runs chs explain.
func (a *app) explain(ctx context.Context, args []string, o *scoreOptions) error {
	a.quiet = o.quiet
	if err := checkExplain(args, o); err != nil {
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

// checkExplain checks what chs explain takes otherwise than chs score.
func checkExplain(args []string, o *scoreOptions) error {
	const example = "chs explain accounts.csv A-204"
	filter := o.where != "" || o.bands != nil
	switch {
	case len(args) == 0:
		return &usageError{errors.New("no file; want a file and ids of accounts in it"), example}
	case len(args) == 1 && !filter:
		return &usageError{fmt.Errorf("%s: no account; want ids, or --where or --band", inputName(args[0])), example}
	case len(args) > 1 && filter:
		return &usageError{err: fmt.Errorf("%q: want ids, or --where and --band; not both", args[1])}
	case slices.Contains(trimmed(args[1:]), ""):
		return &usageError{err: errors.New(`id "" is empty; want an account's id`)}
	case !slices.Contains(report.CardFormats, report.Format(o.format)):
		return &usageError{err: fmt.Errorf("--format %q: want %s", o.format, cardFormatList())}
	}
	return nil
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
	if cards.Outputs, err = a.cards(inputs.Header, p, o, fleet.NewExplainer(peers, run.Scorer())); err != nil {
		return err
	}
	if err := inputs.Reopen(); err != nil {
		return err
	}
	explained, err := a.scan(ctx, p.files, cards)
	if err != nil {
		return err
	}
	run.Skipped = explained.Skipped // --where chose in the second run
	a.report(p, o, run)
	if explained.Tally.Accounts() == 0 {
		a.warn("no account is explained: --where and --band choose none")
	}
	return nil
}

// cards returns the output that cards are written to.
func (a *app) cards(header []string, p *scorePlan, o *scoreOptions, e *fleet.Explainer) ([]*pipeline.Output, error) {
	layout, _, err := report.NewLayout(p.rubric, header, report.Options{AsOf: scoring.FormatDay(p.day)})
	if err != nil {
		return nil, err
	}
	options := report.CardOptions{Width: a.width(true), Color: a.colored(o.color, true)}
	writer := report.NewCards(report.Format(o.format), layout, e, options)
	return []*pipeline.Output{{To: a.stdout, Layout: layout, Writer: writer, Order: p.order}}, nil
}
