package cmd

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"

	"chs/internal/fleet"
	"chs/internal/report"
	"chs/rubric"

	"github.com/spf13/cobra"
)

// initOptions are what the flags of chs init say.
type initOptions struct {
	readOptions
	from    string
	outcome string
	seed    uint64
	output  string
	force   bool
	quiet   bool
}

// initCommand returns chs init.
func (a *app) initCommand() *cobra.Command {
	var o initOptions
	c := &cobra.Command{
		Use:     "init [TEMPLATE]",
		GroupID: "rubric",
		Short:   "write a rubric to start from",
		Long: strings.TrimSpace(`
Writes a commented rubric: a template, or with --from one that fits a file.
Without TEMPLATE and --from it lists the templates.

With --from the columns are told by their names and cells: id, label, owner,
value and its currency, how numbers and dates are written. With TEMPLATE its
criteria are matched to the file's columns, and what cannot be matched is
left in the rubric as a comment; without, up to six criteria are proposed,
each with its reason beside it. All are starting points to calibrate.

With --outcome the file says what became of its accounts, and that chooses up
to six criteria, with directions, cuts and weights; the evidence stands beside
each. "chs help backtest" says how, and how many leavers that takes.`),
		Example: `  chs init
  chs init saas
  chs init --from accounts.csv
  chs init --from accounts.csv saas -o saas.yaml
  chs init --from last-year.csv --outcome churned=yes`,
		Args: atMost(1),
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			if len(args) > 0 {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			return templateNames(), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(c *cobra.Command, args []string) error {
			a.quiet = o.quiet
			if err := o.checkOutcome(args, c.Flags().Changed("seed")); err != nil {
				return err
			}
			if len(args) == 0 && o.from == "" {
				return a.listTemplates()
			}
			return a.init(c.Context(), args, &o)
		},
	}
	f := c.Flags()
	f.StringVar(&o.from, "from", "", "fit the rubric to the accounts in `FILE`; \"-\" is standard input")
	f.StringVar(&o.outcome, "outcome", "", "choose criteria by the `COLUMN[=VALUE]` that says who left: by VALUE, or by words such as yes and no")
	f.Uint64Var(&o.seed, "seed", 42, "with --outcome, the `NUMBER` that deals accounts out to folds")
	f.StringVarP(&o.output, "output", "o", "rubric.yaml", "write to `FILE`; \"-\" is standard output")
	f.BoolVar(&o.force, "force", false, "write over a file that is there")
	o.flags(f)
	f.BoolVarP(&o.quiet, "quiet", "q", false, "say errors alone")
	setting(f, "quiet")
	return c
}

func templateNames() []string {
	var names []string
	for _, t := range rubric.Templates() {
		names = append(names, t.Name)
	}
	return names
}

// listTemplates prints the templates' names and what they are for.
func (a *app) listTemplates() error {
	for _, t := range rubric.Templates() {
		if _, err := fmt.Fprintf(a.stdout, "%-10s  %s\n", t.Name, t.Summary); err != nil {
			return err
		}
	}
	a.hint(`"chs init saas" writes that one to rubric.yaml; "chs init --from accounts.csv" fits one to a file`)
	return nil
}

// init writes the rubric that the arguments ask for.
func (a *app) init(ctx context.Context, args []string, o *initOptions) error {
	var template *rubric.Template
	if len(args) > 0 {
		var err error
		if template, err = findTemplate(args[0]); err != nil {
			return err
		}
	}
	if err := o.checkOutput(); err != nil {
		return err
	}
	if o.from == "" {
		if err := a.writeRubric(template.Text, o); err != nil {
			return err
		}
		a.saidWritten(o, "the template "+template.Name)
		return nil
	}
	drafted, err := a.draft(ctx, template, o)
	if err != nil {
		return err
	}
	if err := a.writeRubric(drafted.Text, o); err != nil {
		return err
	}
	for _, note := range drafted.Notes {
		a.hint(o.from + ": " + note)
	}
	criteria := "1 criterion"
	if n := len(drafted.Rubric.Criteria); n > 1 {
		criteria = fmt.Sprintf("%d criteria", n)
	}
	a.saidWritten(o, fmt.Sprintf("%s, from %d accounts of %s", criteria, drafted.Accounts, o.from))
	return nil
}

func findTemplate(name string) (*rubric.Template, error) {
	for _, t := range rubric.Templates() {
		if t.Name == name {
			return &t, nil
		}
	}
	return nil, &usageError{fmt.Errorf("there is no template %q; %s", name, wantOf(name, templateNames())), `"chs init" lists the templates`}
}

// checkOutput refuses to write over a file, unless that is asked for.
func (o *initOptions) checkOutput() error {
	if o.output == "-" {
		return nil
	}
	if o.from != "" && samePlace(o.output, o.from) {
		return &usageError{err: fmt.Errorf("--output %s: is an input; want another file", o.output)}
	}
	if _, err := os.Lstat(o.output); err == nil && !o.force {
		return &usageError{err: fmt.Errorf("%s is there already; want another --output, or --force to write over it", o.output)}
	}
	return nil
}

// draft makes a rubric that fits a file.
func (a *app) draft(ctx context.Context, template *rubric.Template, o *initOptions) (*fleet.Drafted, error) {
	if o.outcome != "" {
		return a.choose(ctx, o)
	}
	read, err := o.read()
	if err != nil {
		return nil, err
	}
	inputs, err := a.open(ctx, []string{o.from}, read, false)
	if err != nil {
		return nil, err
	}
	draft := fleet.NewDraft(inputs.Header)
	err = errors.Join(interruptible(ctx, func() error { return inputs.Rows(ctx, draft.Add) }), inputs.Close())
	if err != nil {
		return nil, err
	}
	for _, warning := range inputs.Warnings() {
		a.warn("%s", warning)
	}
	if template == nil {
		return draft.Rubric(o.from)
	}
	return draft.Fit(o.from, *template)
}

// writeRubric writes the file whole or not at all.
func (a *app) writeRubric(text []byte, o *initOptions) error {
	if o.output == "-" {
		_, err := a.stdout.Write(text)
		return err
	}
	file, err := report.Create(o.output)
	if err != nil {
		return err
	}
	if _, err := file.Write(text); err != nil {
		return errors.Join(err, file.Drop())
	}
	return file.Keep()
}

// saidWritten says what was written, and what to do next.
func (a *app) saidWritten(o *initOptions, what string) {
	if o.output == "-" {
		return
	}
	a.note("wrote %s: %s", o.output, what)
	next := "chs score " + o.from
	if o.from == "" || o.from == "-" {
		next = "chs score accounts.csv"
	}
	if o.output != "rubric.yaml" {
		next += " -r " + o.output
	}
	if o.from == "" {
		a.hint(fmt.Sprintf("name your columns in it, then run %q", next))
		return
	}
	a.hint(fmt.Sprintf("read its comments, then run %q", next))
}
