package history

import (
	"context"
	"database/sql"
	"encoding/csv"
	"io"

	"github.com/gocarina/gocsv"
)

// Export writes snapshots of a portfolio, or of all for "", as CSV with all
// that is stored of them, and returns them.
func (s *Store) Export(ctx context.Context, to io.Writer, portfolio string) (all []Snapshot, err error) {
	out := &lineWriter{to: gocsv.NewSafeCSVWriter(csv.NewWriter(to))}
	err = s.within(ctx, false, func(tx *sql.Tx) error {
		all, err = s.snapshotsOf(ctx, tx, portfolio)
		for i := range all {
			if err == nil {
				err = s.exportSnapshot(ctx, tx, &all[i], out)
			}
		}
		if err == nil {
			err = out.flush()
		}
		return err
	})
	return all, err
}

func (s *Store) exportSnapshot(ctx context.Context, tx *sql.Tx, n *Snapshot, out *lineWriter) error {
	r, err := s.readRubric(ctx, tx, n)
	if err != nil {
		return err
	}
	head, err := snapshotLine(n, string(r.Source))
	if err == nil {
		err = out.write(head)
	}
	if err != nil {
		return err
	}
	return s.accounts(ctx, tx, n, 0, func(a *Account) error { return out.write(accountLine(n, r, a)) })
}

// A lineWriter writes lines, some at a time.
type lineWriter struct {
	to      *gocsv.SafeCSVWriter
	held    []line
	started bool
}

func (w *lineWriter) write(l line) error {
	w.held = append(w.held, l)
	if len(w.held) < 1000 {
		return nil
	}
	return w.flush()
}

// flush writes what is held, and the header if it is not there yet.
func (w *lineWriter) flush() error {
	marshal := gocsv.MarshalCSVWithoutHeaders
	if !w.started {
		marshal = gocsv.MarshalCSV
	}
	w.started = true
	err := marshal(w.held, w.to)
	w.held = w.held[:0]
	if err != nil {
		return &worded{err}
	}
	return nil
}

// Import stores the snapshots of a CSV that Export wrote, all or none. One that
// is there already is replaced if it was made of the same files, or replace is
// set; else the error is a [*ReplaceError]. Errors name the CSV as name. The
// writers that are returned have ended, and say what was stored.
func (s *Store) Import(ctx context.Context, name string, from io.Reader, replace bool) ([]*Writer, error) {
	i := &importer{store: s, name: name, replace: replace}
	if err := i.open(from); err != nil {
		return nil, err
	}
	err := s.within(ctx, true, func(tx *sql.Tx) error {
		i.tx = tx
		for {
			more, err := i.next(ctx)
			if err != nil {
				return err
			}
			if !more {
				return i.finish(ctx)
			}
		}
	})
	return i.writers, err
}
