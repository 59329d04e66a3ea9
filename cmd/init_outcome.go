package cmd

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"chs/internal/evidence"
	"chs/internal/fleet"
	"chs/internal/pipeline"
	"chs/rubric"
	"chs/scoring"
)

// chooseFolds is out of how many folds chs init chooses criteria.
const chooseFolds = 5

// checkOutcome refuses flags and arguments that do not go together.
func (o *initOptions) checkOutcome(args []string, seeded bool) error {
	switch {
	case o.outcome == "" && seeded:
		return &usageError{err: errors.New("--seed is for criteria chosen by --outcome; want both or neither")}
	case o.outcome != "" && o.from == "":
		return &usageError{err: errors.New("--outcome is a column of the accounts; want --from FILE")}
	case o.outcome != "" && len(args) > 0:
		return &usageError{err: fmt.Errorf("--outcome chooses the criteria, and template %q has its own; want one of them", args[0])}
	}
	return nil
}

// choose makes a rubric by what became of a file's accounts.
func (a *app) choose(ctx context.Context, o *initOptions) (*fleet.Drafted, error) {
	read, err := o.read()
	if err != nil {
		return nil, err
	}
	inputs, err := a.open(ctx, []string{o.from}, read, true)
	if err != nil {
		return nil, err
	}
	c := &choosing{inputs: inputs, accounts: evidence.NewAccounts(o.seed)}
	err = interruptible(ctx, func() error { return c.run(ctx, o) })
	if err = errors.Join(err, inputs.Close()); err != nil {
		return nil, c.hinted(err, o.from)
	}
	for _, warning := range inputs.Warnings() {
		a.warn("%s", warning)
	}
	if c.unknown > 0 {
		a.note("%s left out: column %q does not say what became of them", count(c.unknown, "account"), c.outcome.name)
	}
	a.note("%s", c.choice.Judged.Sentence())
	return c.candidates.Rubric(o.from, c.head(o.seed, scoring.Day(a.now())), c.chosen(), c.passed())
}

// A choosing is a choice of criteria under way.
type choosing struct {
	inputs     *pipeline.Inputs
	outcome    *outcomeColumn
	unknown    int                   // accounts whose outcome is not known
	unreadable int                   // those whose outcome cannot be read
	bad        []evidence.BadOutcome // the first of these
	accounts   *evidence.Accounts    // all others
	candidates *fleet.Candidates
	list       []fleet.Candidate
	choice     *evidence.Choice
}

// run reads the inputs twice, to learn what the columns are, and then what they
// hold, and chooses.
func (c *choosing) run(ctx context.Context, o *initOptions) (err error) {
	if c.outcome, err = findOutcome(c.inputs, o.outcome); err != nil {
		return err
	}
	header := slices.Clone(c.inputs.Header)
	header[c.outcome.index] = "" // no criterion is to know it
	draft := fleet.NewDraft(header)
	if err := c.inputs.Rows(ctx, draft.Add); err != nil {
		return err
	}
	if c.candidates, err = draft.Candidates(o.from); err != nil {
		return err
	}
	if err := c.inputs.Reopen(); err != nil {
		return err
	}
	if err := c.read(ctx); err != nil {
		return err
	}
	if c.list = c.candidates.List(); len(c.list) == 0 {
		return fmt.Errorf("%s: no column to choose from: want numbers, dates, or levels such as low and high", o.from)
	}
	metrics := make([]evidence.Metric, len(c.list))
	for i, candidate := range c.list {
		metrics[i] = evidence.Metric{Values: candidate.Values, Texts: len(candidate.Levels)}
	}
	c.choice, err = c.accounts.Choose(metrics, chooseFolds)
	return err
}

// read reads the accounts whose outcome is known.
func (c *choosing) read(ctx context.Context) error {
	reader := c.outcome.reader(nil)
	id, named := c.candidates.ID()
	var in string
	err := c.inputs.RowsAt(ctx, func(file string, line int, cell func(i int) string) {
		in = file
		account, text := strings.TrimSpace(cell(id)), cell(c.outcome.index)
		switch outcome := reader.Read(text); outcome {
		case evidence.Unknown:
			c.unknown++
		case evidence.Unreadable:
			if c.unreadable++; len(c.bad) < evidence.MaxExamples {
				c.bad = append(c.bad, evidence.BadOutcome{File: file, Line: line, ID: strings.Clone(account), Text: strings.Clone(text)})
			}
		default:
			if !named || account == "" {
				account, line = c.whole(cell), 0
			}
			c.accounts.Add(account, line, outcome == evidence.Left)
			c.candidates.Add(cell)
		}
	})
	if err != nil {
		return err
	}
	return c.check(in)
}

// check refuses the accounts of a file if what is said of them cannot be used.
func (c *choosing) check(file string) error {
	if c.unreadable > 0 {
		return c.outcome.unreadable(c.unreadable, c.bad)
	}
	if line, before, ok := c.accounts.Repeated(); ok {
		return fmt.Errorf("%s:%d: the account is there already, at line %d; want each once", file, line, before)
	}
	return c.outcome.checkBoth(c.accounts.Tally)
}

// whole returns all that a row says.
func (c *choosing) whole(cell func(i int) string) string {
	var text strings.Builder
	for i := range c.inputs.Header {
		text.WriteString(cell(i))
		text.WriteByte(0)
	}
	return text.String()
}

// head says how the criteria were chosen.
func (c *choosing) head(seed uint64, day int) []string {
	by := fmt.Sprintf("column %q", c.outcome.name)
	if c.outcome.left != "" {
		by += fmt.Sprintf(" being %q", c.outcome.left)
	}
	judged := c.choice.Judged
	lines := []string{
		fmt.Sprintf("%d of %s left, by %s. Out of %d folds the score has an AUC of %.3f (95%% interval %.3f to %.3f): the accounts of each "+
			"were scored by criteria, cuts and weights found anew from all others. Seed %d, %s.",
			c.choice.Leavers, count(c.choice.Accounts(), "account"), by, chooseFolds, judged.Value, judged.Low, judged.High, seed, scoring.FormatDay(day)),
		"Beside each criterion stand its AUC alone, by how much it lowered the log-loss of an account out of fold when it was chosen, " +
			"and which share of each rating left. AUC and shares are of the accounts that it was chosen by: expect less of others.",
	}
	switch c.choice.Fitted {
	case evidence.ToFitWeights:
		lines = append(lines, fmt.Sprintf("Cuts part the accounts into about fifths; from %d accounts of the rarer outcome on they are fitted, too.", evidence.ToFitQuintiles))
	case evidence.ToFitQuintiles:
		lines = append(lines, fmt.Sprintf("Cuts are some of those between fifths of the accounts; from %d accounts of the rarer outcome on they may lie anywhere.", evidence.ToFitCuts))
	}
	return lines
}

// chosen returns the criteria, with their evidence.
func (c *choosing) chosen() []fleet.Chosen {
	var all []fleet.Chosen
	for _, x := range c.choice.Criteria {
		all = append(all, fleet.Chosen{Candidate: x.Metric, Cuts: x.Cuts, Ratings: x.Ratings, Weight: x.Weight, Evidence: []string{
			fmt.Sprintf("AUC alone %.3f (%.3f to %.3f); lowered the log-loss by %.4f.", x.Alone.Value, x.Alone.Low, x.Alone.High, x.Gain),
			leftByRating(&x.Rated),
		}})
	}
	return all
}

// leftByRating says which share of the accounts of each rating left.
func leftByRating(rated *evidence.Rated) string {
	var shares []string
	for i := range rated {
		rating := (i + 1) % len(rated) // the unknown last
		in := rated[rating]
		if in.Accounts() == 0 {
			continue
		}
		which := "not known"
		if rating > 0 {
			which = fmt.Sprintf("rated %d", rating)
		}
		shares = append(shares, fmt.Sprintf("%.0f%% of %d %s", 100*float64(in.Leavers)/float64(in.Accounts()), in.Accounts(), which))
	}
	return "Left: " + strings.Join(shares, ", ") + "."
}

// passed returns why no criterion is made of the other candidates.
func (c *choosing) passed() []fleet.Passed {
	var all []fleet.Passed
	for _, p := range c.choice.Passed {
		all = append(all, fleet.Passed{Candidate: p.Metric, Why: c.why(p)})
	}
	return all
}

// why says why no criterion is made of a candidate.
func (c *choosing) why(p evidence.Passed) string {
	switch {
	case p.Why == evidence.Leaks && p.AUC == 0:
		return "known of leavers or of stayers alone, and so perhaps measured afterwards"
	case p.Why == evidence.Leaks:
		return fmt.Sprintf("knows the outcome, AUC %.2f alone; perhaps it was measured afterwards", p.AUC)
	case p.Why == evidence.MovesWith:
		return fmt.Sprintf("moves with %s, rank correlation %.2f", c.list[p.Beside].Name, p.Correlation)
	case p.Why == evidence.NoRoom:
		return fmt.Sprintf("no room, with %d criteria at most", rubric.MaxCriteria)
	}
	return "adds too little to these"
}

// hinted adds to an error that the outcomes choose no criteria what was left out,
// and what does without outcomes.
func (c *choosing) hinted(err error, from string) error {
	_, few := errors.AsType[*evidence.TooFew](err)
	nothing, found := errors.AsType[*evidence.NothingTells](err)
	if !few && !found {
		return err
	}
	var hints []string
	if found {
		for _, p := range nothing.Passed {
			if p.Why == evidence.Leaks {
				hints = append(hints, fmt.Sprintf("%s was left out: %s", c.list[p.Metric].Name, c.why(p)))
			}
		}
	}
	return &hintedError{err, append(hints, fmt.Sprintf("without --outcome, \"chs init --from %s\" proposes criteria by the columns' names", from))}
}
