package cmd

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"chs/internal/fleet"
	"chs/internal/pipeline"
	"chs/rubric"

	"github.com/spf13/cobra"
)

// checkOptions are what the flags of chs check say.
type checkOptions struct {
	inputOptions
	format string
	color  string
}

// A check is what chs check found out.
type check struct {
	rubric   *rubric.Rubric
	examples fleet.Examples
	advice   []rubric.Fault
	files    []string
	day      int
	run      *pipeline.Run // nil if no file was read
}

// checkCommand returns chs check.
func (a *app) checkCommand() *cobra.Command {
	var o checkOptions
	c := &cobra.Command{
		Use:     "check [FILE…]",
		GroupID: "rubric",
		Short:   "check a rubric, and how accounts fit it",
		Long: strings.TrimSpace(`
Checks a rubric for faults, and says what is doubtful in it: ratings and bands
that no account can get, weights and directions that look like slips,
conditions that never hold. Runs the rubric's examples, and says which come out
otherwise than they expect.

With metric files ("-" is standard input), shows how the accounts fit: what
share of each criterion and column is known, missing or unreadable, how the
ratings spread, and what to add to the rubric so that more can be read.

Exits with 0 when there is advice alone, with 1 when a file lacks columns, and
with 2 when the rubric has faults or an example does not hold. --format json
prints one object: rubric, name, version, faults and advice (each with line,
column, message and hint), examples (run, held, differing as faults are), and
data, which is null without files: files, as_of, rows, bands, criteria (known,
ratings 1 to 5, columns) and columns (known, missing, unreadable, values).`),
		Example: `  chs check
  chs check accounts.csv
  chs check accounts.csv -r rubric.yaml --format json`,
		RunE: func(c *cobra.Command, args []string) error { return a.check(c.Context(), args, &o) },
	}
	f := c.Flags()
	o.flags(f)
	f.StringVar(&o.color, "color", "auto", "colours: auto, always or never")
	textOrJSON(c, &o.format)
	setting(f, "color")
	completeValues(c, map[string][]string{"color": {"auto", "always", "never"}})
	return c
}

// check runs chs check.
func (a *app) check(ctx context.Context, args []string, o *checkOptions) error {
	if err := checkColor(o.color); err != nil {
		return err
	}
	k := &check{files: args}
	var err error
	if k.day, err = a.day(o.asOf); err != nil {
		return err
	}
	own, err := a.ownRubric(ctx, &o.inputOptions, args)
	if err != nil {
		return a.checkFaults(err, o)
	}
	if k.rubric, err = o.overrule(own); err != nil {
		return err
	}
	k.examples = fleet.RunExamples(own) // whose cells are as the rubric's file writes them
	var counted *fleet.Census
	if len(args) > 0 {
		counted, err = a.checkFiles(ctx, k, o)
	}
	k.advice = fleet.Lint(k.rubric, counted)
	err = errors.Join(err, k.failing())
	if o.format == "json" {
		return errors.Join(a.printJSON(k.json()), err)
	}
	return errors.Join(k.print(a.stdout, a.width(true), a.colored(o.color, true)), err)
}

// failing returns an error if an example does not hold.
func (k *check) failing() error {
	failing := k.examples.Run - k.examples.Held
	if failing == 0 {
		return nil
	}
	return &usageError{err: fmt.Errorf("%s: %s; want the rubric or the example changed", k.rubric.File,
		count(failing, "example does not hold", "examples do not hold"))}
}

// checkFaults prints a rubric's faults as JSON, if that is asked for.
func (a *app) checkFaults(err error, o *checkOptions) error {
	faults := rubric.AsFaults(err)
	if faults == nil || o.format != "json" {
		return err
	}
	said := &usageError{err: fmt.Errorf("%s: %s", faults.File, count(len(faults.List), "fault"))}
	return errors.Join(a.printJSON(checkJSON{
		Rubric: faults.File, Faults: faultsJSON(faults.List), Advice: []faultJSON{}, Examples: examplesJSON{Differing: []faultJSON{}},
	}), said)
}

// checkFiles reads the files.
func (a *app) checkFiles(ctx context.Context, k *check, o *checkOptions) (*fleet.Census, error) {
	files, err := a.files(k.files)
	if err != nil {
		return nil, err
	}
	read, err := o.read()
	if err != nil {
		return nil, err
	}
	inputs, err := a.open(ctx, files, read, k.rubric.Relative())
	if err != nil {
		return nil, err
	}
	err = a.scanFiles(ctx, inputs, k)
	if err = errors.Join(err, inputs.Close()); err != nil {
		return nil, err
	}
	return census(&k.run.Summary), nil
}

func (a *app) scanFiles(ctx context.Context, inputs *pipeline.Inputs, k *check) error {
	if hints, err := inputs.Check(pipeline.NeedsOf(k.rubric)); err != nil {
		return &hintedError{err, hints}
	}
	run, err := a.scan(ctx, k.files, &pipeline.Job{Inputs: inputs, Rubric: k.rubric, Day: k.day})
	if err != nil {
		return err
	}
	k.run = run
	a.sayOdd(run)
	if run.Rejected > 0 {
		a.warn("%s rejected; chs score --rejects FILE writes them, to mend", share(run.Rejected, run.Read, "row"))
	}
	return nil
}

// census takes from a summary what advice is made of.
func census(s *pipeline.Summary) *fleet.Census {
	c := &fleet.Census{Accounts: s.Scored + s.Unscored, Ratings: s.Ratings}
	for i := range s.Columns {
		column := &s.Columns[i]
		cells := fleet.Cells{Known: column.Known, Missing: column.Missing, Unreadable: column.Unreadable}
		if !column.Varied {
			cells.Constant = strings.TrimSpace(column.Same)
		}
		for _, v := range column.Commonest(adviceValues) {
			cells.Values = append(cells.Values, fleet.Value{Text: v.Text, Count: v.Count})
		}
		c.Columns = append(c.Columns, cells)
	}
	return c
}
