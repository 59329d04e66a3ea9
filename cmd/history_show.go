package cmd

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"math"
	"slices"

	"chs/internal/history"
	"chs/internal/report"
	"chs/scoring"

	"github.com/spf13/cobra"
)

// historyShow returns chs history show.
func (a *app) historyShow() *cobra.Command {
	var o scoreOptions
	c := &cobra.Command{
		Use:   "show DATE",
		Short: "write the accounts of a snapshot, as chs score did",
		Long: `Writes the accounts of the snapshot of a day: a table on a terminal and CSV
elsewhere; --format and the ending of --output choose another format. The table
shows the worst 20 accounts; other formats have all, in the order in which the
history met them first. Plays are not stored.`,
		Example: "  chs history show --history history.db 2026-11-20\n  chs history show --history history.db 2026-11-20 -o before.csv",
		Args:    exactlyOne("a day as YYYY-MM-DD"),
	}
	f := c.Flags()
	f.StringArrayVarP(&o.outputs, "output", "o", nil, "write to `FILE` instead of standard output (\"-\"); may be repeated")
	f.StringVarP(&o.format, "format", "f", "", "write as `FORMAT`: "+listed(namesOf(report.Formats)))
	f.IntVar(&o.limit, "limit", defaultLimit, "let a table show at most `N` accounts, 0 for all")
	setting(f, "format")
	completeValues(c, map[string][]string{"format": namesOf(report.Formats)})
	colorFlag(c, &o.color)
	return a.historyUse(c, false, "the portfolio of this `NAME` (default: the only one with that day)", func(ctx context.Context, s *history.Store, h *historyOptions, args []string) error {
		day, err := scoring.ParseDay(args[0])
		if err != nil {
			return &usageError{err: err}
		}
		if err := checkColor(o.color); err != nil {
			return err
		}
		if err := checkLimit(o.limit); err != nil {
			return err
		}
		targets, err := a.targets(&o, report.Formats)
		if err != nil {
			return err
		}
		o.history = h.history
		plan := scorePlan{targets: targets}
		if err := plan.checkPaths(&o); err != nil {
			return err
		}
		n, err := pickSnapshot(ctx, s, h.portfolio, day)
		if err != nil {
			return err
		}
		var files outputFiles
		err = a.eachTarget(targets, o.color, &files, func(to *outlet) error { return showSnapshot(ctx, s, n, o.limit, to) })
		return files.settle(ctx, err)
	})
}

// pickSnapshot returns the snapshot of a day.
func pickSnapshot(ctx context.Context, s *history.Store, portfolio string, day int) (*history.Snapshot, error) {
	all, err := s.Snapshots(ctx, portfolio)
	if err != nil {
		return nil, err
	}
	those := slices.DeleteFunc(all, func(n history.Snapshot) bool { return n.Day != day })
	switch len(those) {
	case 0:
		return nil, noSnapshot(s, day)
	case 1:
		return &those[0], nil
	}
	var names []string
	for _, n := range those {
		names = append(names, n.Portfolio)
	}
	return nil, &usageError{err: fmt.Errorf("%s: there are several snapshots of %s; want --portfolio %s",
		s.Name(), scoring.FormatDay(day), listed(quoted(names)))}
}

// showSnapshot writes a snapshot; limit is that of a table.
func showSnapshot(ctx context.Context, s *history.Store, n *history.Snapshot, limit int, to *outlet) error {
	r, err := s.Rubric(ctx, n)
	if err != nil {
		return err
	}
	stored, err := report.NewStored(r, scoring.FormatDay(n.Day))
	if err != nil {
		return err
	}
	if to.format == report.FormatTable {
		return showTable(ctx, s, n, stored, limit, to)
	}
	w := report.NewWriter(to.format, stored.Layout)
	return writeStored(to, w, func(visit func(*report.Account) error) error {
		return s.Accounts(ctx, n, 0, func(account *history.Account) error { return visit(stored.Account(account)) })
	})
}

// writeStored writes the accounts that each visits.
func writeStored(to io.Writer, w report.Writer, each func(visit func(*report.Account) error) error) error {
	buffered := bufio.NewWriterSize(to, 1<<16)
	line := w.Begin(nil)
	first := true
	err := each(func(account *report.Account) error {
		if !first {
			line = append(line, w.Between()...)
		}
		first = false
		line = w.Append(line, account)
		_, err := buffered.Write(line)
		line = line[:0]
		return err
	})
	if err != nil {
		return err
	}
	if _, err := buffered.Write(w.End(line)); err != nil {
		return err
	}
	return buffered.Flush()
}

// showTable writes the worst accounts of a snapshot as a table: so many, or all
// for a limit of 0.
func showTable(ctx context.Context, s *history.Store, n *history.Snapshot, stored *report.Stored, limit int, to *outlet) error {
	tally := report.NewTally(stored.Rubric)
	err := s.Accounts(ctx, n, 0, func(account *history.Account) error {
		band := &tally.Bands[len(tally.Bands)-1]
		if account.Band != scoring.None {
			band = &tally.Bands[account.Band]
		}
		band.Accounts++
		if !math.IsNaN(account.Value) {
			band.Value += account.Value
		}
		return nil
	})
	if err != nil {
		return err
	}
	if limit == 0 {
		limit = max(n.Accounts, 1)
	}
	var rows []report.TableRow
	err = s.Accounts(ctx, n, limit, func(account *history.Account) error {
		rows = append(rows, stored.TableRow(stored.Account(account)))
		return nil
	})
	if err != nil {
		return err
	}
	return stored.WriteTable(to, rows, tally, report.TableOptions{
		Width: to.width, Color: to.colored, RubricFrom: s.Name(), Of: n.Accounts, More: "worst first; --limit 0 shows all",
	})
}
