package cmd

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"chs/internal/fleet"
	"chs/internal/history"
	"chs/internal/pipeline"
	"chs/internal/report"
	"chs/scoring"

	"github.com/spf13/cobra"
)

// pastOptions are the flags of what accounts are compared with.
type pastOptions struct {
	previous string
	baseline string
	flat     string // in points
	only     []string
}

// pastFlags adds them.
func (o *pastOptions) pastFlags(c *cobra.Command) {
	f := c.Flags()
	f.StringVar(&o.previous, "previous", "", "compare with the scored CSV in `FILE`, as --history compares with a snapshot")
	f.StringVar(&o.baseline, "baseline", "", "compare with the snapshot of `WHEN`: a day, or the newest that is so old, such as 30d (default: the one before)")
	f.StringVar(&o.flat, "flat-within", defaultFlat, "call changes of up to so many `POINTS` flat")
	f.StringSliceVar(&o.only, "only", nil, "only accounts of these `KINDS`: "+listed(namesOf(fleet.AllWanted)))
	completeValues(c, map[string][]string{"only": namesOf(fleet.AllWanted)})
}

// defaultFlat is how far a score may change and be called flat.
const defaultFlat = "3"

// compares reports whether accounts are compared with what they were.
func (o *scoreOptions) compares() bool { return o.history != "" || o.previous != "" }

// planPast checks what is to be compared with what, as far as can be without
// reading.
func (p *scorePlan) planPast(o *scoreOptions) (err error) {
	if p.only, err = o.wanted(); err != nil {
		return err
	}
	if p.flat, err = o.flatWithin(); err != nil {
		return err
	}
	switch {
	case o.history != "" && o.previous != "":
		return &usageError{err: errors.New("--previous and --history are both there; want one to compare with")}
	case o.baseline != "" && o.history == "":
		return &usageError{err: fmt.Errorf("--baseline %s: want --history, to choose a snapshot of", o.baseline)}
	case o.compares():
		return nil
	}
	flag := ""
	switch {
	case o.only != nil:
		flag = "--only " + strings.Join(o.only, ",")
	case o.sort == string(pipeline.ByChange):
		flag = "--sort change"
	case o.flat != defaultFlat:
		flag = "--flat-within " + o.flat
	default:
		return nil
	}
	return &usageError{err: fmt.Errorf("%s: nothing to compare with; want --history or --previous", flag)}
}

// wanted returns the kinds of --only.
func (o *pastOptions) wanted() (kinds []fleet.Wanted, err error) {
	for _, kind := range trimmed(o.only) {
		if !slices.Contains(fleet.AllWanted, fleet.Wanted(kind)) {
			return nil, &usageError{err: fmt.Errorf("--only: there is no %q; %s", kind, wantOf(kind, namesOf(fleet.AllWanted)))}
		}
		kinds = append(kinds, fleet.Wanted(kind))
	}
	return kinds, nil
}

// flatWithin returns --flat-within in hundredths of a point.
func (o *pastOptions) flatWithin() (int, error) {
	points, err := strconv.ParseFloat(o.flat, 64)
	hundredths := math.Round(points * 100)
	if err != nil || !(hundredths >= 0 && hundredths <= 10000) {
		return 0, &usageError{err: fmt.Errorf("--flat-within %q: want points from 0 to 100, such as 3", o.flat)}
	}
	return int(hundredths), nil
}

// A past is what the accounts of a run are compared with.
type past struct {
	*fleet.Past
	name string // of the baseline, "" if there is none yet
	day  int    // of its snapshot, if it is one
	none string // what there is not, if so

	// describe returns what is known of the accounts at some indexes, in their
	// order.
	describe func(indexes []int) ([]history.Account, error)

	// watch returns the early warnings, once the run's scores are known; nil if
	// there is no history to tell.
	watch   func() (*watch, error)
	watched *watch

	warnings []string
	scorer   *scoring.Scorer // what the run is scored by
}

// compareWith has a job compare its accounts with what they were, if that is
// asked for. It reads the inputs, and starts them anew.
func (a *app) compareWith(ctx context.Context, job *pipeline.Job, p *scorePlan, o *scoreOptions, stored *snapshot) (*past, error) {
	found, err := a.findPast(ctx, job.Inputs, p, o, stored)
	if found == nil || err != nil {
		return nil, err
	}
	job.Past, job.Only, job.Scorer = found.Past, p.only, found.scorer
	for _, output := range job.Outputs {
		output.Table.Baseline = found.name
	}
	job.Lost, err = found.lost(p, job.Inputs.Header)
	return found, err
}

// findPast finds what the accounts of a run are compared with, nil if nothing is,
// and how many of them stand otherwise than then.
func (a *app) findPast(ctx context.Context, inputs *pipeline.Inputs, p *scorePlan, o *scoreOptions, stored *snapshot) (*past, error) {
	var found *past
	var err error
	switch {
	case o.previous != "":
		found, err = a.previousFile(ctx, p, o)
	case stored != nil:
		found, err = stored.past(ctx, p, o.baseline)
	default:
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	found.New, found.Day, found.Flat = p.rubric.Bands, p.day, p.flat
	found.Begin()
	id := inputs.Index(p.rubric.ID)
	run, err := a.scan(ctx, p.files, &pipeline.Job{
		Inputs: inputs, Rubric: p.rubric, Day: p.day, Unique: o.unique, Gather: func() pipeline.Part { return found.Part(id) },
	})
	if err != nil {
		return nil, err
	}
	found.warnings, found.scorer = run.Warnings, run.Scorer()
	if err = found.warn(); err != nil {
		return nil, err
	}
	return found, inputs.Reopen()
}

// warn takes in the early warnings.
func (f *past) warn() (err error) {
	if f.watch == nil {
		return nil
	}
	if f.watched, err = f.watch(); err != nil {
		return err
	}
	missing := f.watched.rule.AtLeast
	if f.watched.last() == f.Day {
		missing--
	}
	f.Warn(f.watched.Warnings, missing)
	return nil
}

// warnedOf words what an account is warned of.
func (f *past) warnedOf(id string) string {
	index, _ := f.Find(id) // a warned account has one
	return f.watched.text(index)
}

// lost returns the accounts that the run has not, if they are asked for.
func (f *past) lost(p *scorePlan, header []string) ([]*report.Account, error) {
	indexes := f.Finish()
	if !slices.Contains(p.only, fleet.WantLost) || len(indexes) == 0 {
		return nil, nil
	}
	known, err := f.describe(indexes)
	var all []*report.Account
	for i, account := range known {
		all = append(all, report.LostAccount(p.rubric, header, &account, f.Gone(indexes[i])))
	}
	return all, err
}

// sayCompared says how many accounts are otherwise than at the baseline.
func (a *app) sayCompared(f *past) {
	if f == nil {
		return
	}
	c := &f.Counts
	if f.name == "" {
		a.note("there is %s to compare with yet", f.none)
	} else {
		a.note("compared with %s: %s a band (%d down, %d up), %d new, %d lost", f.name, count(c.Crossed(), "account crosses", "accounts cross"),
			c.Crossing[fleet.Down], c.Crossing[fleet.Up], c.New, c.Lost)
	}
	switch w := f.watched; {
	case w == nil:
	case w.missing() > 0:
		a.note("early warning needs %d weeks of snapshots; %d %s missing", w.rule.AtLeast, w.missing(), plural(w.missing(), "is", "are"))
	default:
		a.note("early warning: %s warned of, by the week up to %s", count(c.Warned, "account is", "accounts are"), scoring.FormatDay(w.last()))
	}
}

// pastGateNames are those of the gates that a comparison adds.
var pastGateNames = []string{"crossed", "crossed_down", "crossed_up", "became_unscored", "became_scored", "warned", "new", "lost"}

// gateCount returns how many accounts there are of what a gate names, and of
// how many in all: those of the run and the baseline, but of new ones the run's,
// and of lost ones the baseline's.
func (f *past) gateCount(name string) (count, all int) {
	c := &f.Counts
	switch name {
	case "new":
		return c.New, c.Known + c.New
	case "lost":
		return c.Lost, c.Known + c.Lost
	case "warned":
		return c.Warned, c.Known + c.New
	}
	counts := map[string]int{
		"crossed": c.Crossed(), "crossed_down": c.Crossing[fleet.Down], "crossed_up": c.Crossing[fleet.Up],
		"became_unscored": c.Crossing[fleet.BecameUnscored], "became_scored": c.Crossing[fleet.BecameScored],
	}
	return counts[name], c.Known
}
