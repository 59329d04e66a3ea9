package cmd

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"path/filepath"

	"chs/internal/database"
	"chs/internal/history"
	"chs/internal/pipeline"
	"chs/rubric"
	"chs/scoring"

	"github.com/spf13/pflag"
)

// historyOptions are the flags of all commands that use a history.
type historyOptions struct {
	history   string
	portfolio string
}

// historyFlag defines --history.
func (o *historyOptions) historyFlag(f *pflag.FlagSet, usage string) {
	f.StringVar(&o.history, "history", "", usage)
	setting(f, "history")
}

// portfolioFlag defines --portfolio.
func (o *historyOptions) portfolioFlag(f *pflag.FlagSet, usage string) {
	f.StringVar(&o.portfolio, "portfolio", "", usage)
	setting(f, "portfolio")
}

// spare refuses to write over the history; what says who would.
func (o *historyOptions) spare(what, path string) error {
	if o.history != "" && samePlace(path, o.history) {
		return &usageError{err: fmt.Errorf("%s: is the history; want another file", what)}
	}
	return nil
}

// A snapshot is on its way into a history. A nil one is none.
type snapshot struct {
	*history.Writer
	store  *history.Store
	inputs []history.Input
}

// openHistory opens a history.
func (a *app) openHistory(ctx context.Context, place string, create bool) (*history.Store, error) {
	return history.Open(ctx, place, history.Options{Create: create, Waiting: func() {
		a.note("%s: another program is writing to it; waiting", database.Name(place))
	}})
}

// beginSnapshot has a job store a snapshot, if one is asked for.
func (a *app) beginSnapshot(ctx context.Context, job *pipeline.Job, o *scoreOptions, files *outputFiles) error {
	if o.history == "" {
		return nil
	}
	store, err := a.openHistory(ctx, o.history, true)
	if err != nil {
		return err
	}
	s := &snapshot{store: store}
	head := history.Head{Portfolio: o.portfolio, Day: job.Day, Rubric: job.Rubric, Chs: version}
	if head.Portfolio == "" {
		head.Portfolio = job.Rubric.Name
	}
	paths, err := inputPaths(job.Inputs.Names())
	if err == nil {
		s.Writer, err = store.Write(ctx, head, paths, o.replace)
	}
	if err != nil {
		return errors.Join(replaceHint(err), store.Close())
	}
	files.snapshot = s
	columns := historyColumns(job.Rubric, job.Inputs)
	scorer := scoring.New(job.Rubric, job.Day) // metrics do not depend on quintiles
	job.GatherAll = func() pipeline.Part { return s.Part(ctx, scorer, columns) }
	return nil
}

// replaceHint says how to replace a snapshot that is of other inputs.
func replaceHint(err error) error {
	if _, ok := errors.AsType[*history.ReplaceError](err); ok {
		return &hintedError{err, []string{"--replace replaces it, --portfolio NAME keeps these accounts apart from those, and --as-of gives another day"}}
	}
	return err
}

// inputPaths returns how a history names inputs.
func inputPaths(names []string) ([]string, error) {
	var paths []string
	for _, name := range names {
		if name == "-" {
			paths = append(paths, "stdin")
			continue
		}
		path, err := filepath.Abs(name)
		if err != nil {
			return nil, err
		}
		paths = append(paths, path)
	}
	return paths, nil
}

// historyColumns finds what people see of an account in the inputs, which have it.
func historyColumns(r *rubric.Rubric, inputs *pipeline.Inputs) history.Columns {
	index := func(column string) int {
		if column == "" {
			return scoring.None
		}
		return inputs.Index(column)
	}
	return history.Columns{ID: index(r.ID), Label: index(r.Label), Owner: index(r.Owner)}
}

// noteInputs notes which bytes the accounts were in, and where the rows went.
func (s *snapshot) noteInputs(inputs *pipeline.Inputs, rows *pipeline.Summary) error {
	if s == nil {
		return nil
	}
	s.Rows, s.Rejected = rows.Read, rows.Rejected
	digests, err := inputs.Digests()
	if err != nil {
		return err
	}
	paths, err := inputPaths(inputs.Names())
	for i, d := range digests {
		s.inputs = append(s.inputs, history.Input{Path: paths[i], Bytes: d.Bytes, SHA256: hex.EncodeToString(d.SHA256)})
	}
	return err
}

// keep stores the snapshot.
func (s *snapshot) keep(ctx context.Context) error {
	if s == nil {
		return nil
	}
	return s.Commit(ctx, s.inputs)
}

// drop leaves the history as it was, or is now, and closes it.
func (s *snapshot) drop() error {
	if s == nil {
		return nil
	}
	return errors.Join(s.Rollback(), s.store.Close())
}

// sayStored says what a history has got.
func (a *app) sayStored(s *snapshot) {
	if s == nil {
		return
	}
	a.note("%s: stored %s", s.store.Name(), storedText(s.Writer))
	if s.Repeated > 0 {
		a.warn("%s: %s of accounts that others had already; the first is stored", s.store.Name(), count(s.Repeated, "row"))
	}
	if s.Unnamed > 0 {
		a.warn("%s: %s without %q not stored", s.store.Name(), count(s.Unnamed, "row"), s.Rubric.ID)
	}
}

// storedText says what was stored.
func storedText(w *history.Writer) string {
	text := fmt.Sprintf("%s of %q as of %s", count(w.Stored, "account"), w.Portfolio, scoring.FormatDay(w.Day))
	if w.Old != nil {
		text += fmt.Sprintf(" instead of the %d from before", w.Old.Accounts)
	}
	return text
}
