package cmd

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"chs/cmd/help"
	"chs/internal/history"
	"chs/internal/report"

	"github.com/spf13/cobra"
)

// historyCommand returns chs history and the commands below it.
func (a *app) historyCommand() *cobra.Command {
	c := &cobra.Command{
		Use:     "history",
		GroupID: "score",
		Short:   "list, show, copy and prune the snapshots that chs score --history stores",
		Long:    page(help.History),
		Example: "  chs score accounts.csv -o scored.csv --history history.db",
		Args:    cobra.ArbitraryArgs,
		RunE:    noCommand,
	}
	c.AddCommand(a.historyList(), a.historyShow(), a.historyPrune(), a.historyExport(), a.historyImport(), a.historyCheck())
	return c
}

// historyUse returns a command below chs history that runs with an open history.
// Its --portfolio is of this usage; it has none for "".
func (a *app) historyUse(c *cobra.Command, create bool, portfolio string, run func(context.Context, *history.Store, *historyOptions, []string) error) *cobra.Command {
	var o historyOptions
	o.historyFlag(c.Flags(), "the history's `PLACE`: a file, or postgres://…")
	if portfolio != "" {
		o.portfolioFlag(c.Flags(), portfolio)
	}
	c.RunE = func(c *cobra.Command, args []string) (err error) {
		if o.history == "" {
			return errNoHistory()
		}
		store, err := a.openHistory(c.Context(), o.history, create)
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, store.Close()) }()
		return run(c.Context(), store, &o, args)
	}
	return c
}

// errNoHistory says that there is no place.
func errNoHistory() error {
	return &usageError{err: errors.New("no history; want --history PLACE, or the setting history")}
}

// Usages of --portfolio, where a command takes all portfolios if none is named,
// and where it takes one.
const (
	anyPortfolio = "only snapshots of the portfolio of this `NAME` (default: all)"
	onePortfolio = "the portfolio of this `NAME` (default: the only one)"
)

// listFormats are those of a list of snapshots.
var listFormats = []string{"table", "csv", "json"}

// listFlag defines --format for lists of snapshots.
func listFlag(c *cobra.Command, format *string) {
	c.Flags().StringVarP(format, "format", "f", "", "write as `FORMAT`: "+listed(listFormats)+" (default: a table on a terminal, else CSV)")
	completeValues(c, map[string][]string{"format": listFormats})
}

// listFormat returns the format that --format asks for.
func (a *app) listFormat(asked string) (report.Format, error) {
	switch {
	case asked == "" && a.isTerminal():
		return report.FormatTable, nil
	case asked == "":
		return report.FormatCSV, nil
	case !slices.Contains(listFormats, asked):
		return "", &usageError{err: fmt.Errorf("--format %q: want %s", asked, listed(listFormats))}
	}
	return report.Format(asked), nil
}

// list lists snapshots.
func (a *app) list(snapshots []history.Snapshot, format string) error {
	f, err := a.listFormat(format)
	if err != nil {
		return err
	}
	return report.WriteSnapshots(a.standardOutput(f), f, snapshots, a.width(true), a.colored("auto", true))
}

// historyList returns chs history list.
func (a *app) historyList() *cobra.Command {
	var format string
	c := &cobra.Command{
		Use:   "list",
		Short: "list the snapshots",
		Long: `Lists the snapshots of a history by portfolio and day: how many accounts each
has, by which rubric and of which input.`,
		Example: "  chs history list --history history.db\n  chs history list --history history.db --portfolio 'B2B SaaS' -f json",
		Args:    atMost(0),
	}
	listFlag(c, &format)
	return a.historyUse(c, false, anyPortfolio, func(ctx context.Context, s *history.Store, o *historyOptions, _ []string) error {
		snapshots, err := s.Snapshots(ctx, o.portfolio)
		if err != nil {
			return err
		}
		return a.list(snapshots, format)
	})
}

// historyPrune returns chs history prune.
func (a *app) historyPrune() *cobra.Command {
	var keep, format string
	var dry bool
	c := &cobra.Command{
		Use:   "prune --keep SPAN",
		Short: "delete old snapshots",
		Long: `Deletes the snapshots that are not to be kept, and what then belongs to none:
accounts, rubrics, portfolios. Each portfolio is looked at by itself:

  --keep 30    keeps the newest 30
  --keep 90d   keeps those of the 90 days up to and with the newest one's
  --keep 52w   the same of 52 weeks of seven days

The newest is always kept. The file keeps its size: what comes next takes the
room. With --dry-run nothing is deleted, and what would be is listed.`,
		Example: "  chs history prune --history history.db --keep 52w --dry-run\n  chs history prune --history history.db --keep 52w",
		Args:    atMost(0),
	}
	c.Flags().StringVar(&keep, "keep", "", "keep the newest snapshots: a number of them, or a `SPAN` such as 90d or 52w")
	c.Flags().BoolVar(&dry, "dry-run", false, "delete nothing, and list what would be")
	listFlag(c, &format)
	return a.historyUse(c, false, anyPortfolio, func(ctx context.Context, s *history.Store, o *historyOptions, _ []string) error {
		if keep == "" {
			return &usageError{err: errors.New("no --keep; want a number of snapshots such as 30, or a span such as 90d or 52w")}
		}
		kept, err := history.ParseKeep(keep)
		if err != nil {
			return &usageError{err: fmt.Errorf("--keep %w", err)}
		}
		old, err := s.Prune(ctx, o.portfolio, kept, dry)
		switch {
		case err != nil:
			return err
		case dry:
			return a.list(old, format)
		}
		a.note("%s: %s deleted", s.Name(), count(len(old), "snapshot"))
		return nil
	})
}

// historyCheck returns chs history check.
func (a *app) historyCheck() *cobra.Command {
	c := &cobra.Command{
		Use:   "check",
		Short: "look for damage",
		Long: `Looks for damage: what the database itself finds, and whatever chs would never
have stored. Exits with 1 if there is any, and says what.`,
		Example: "  chs history check --history history.db",
		Args:    atMost(0),
	}
	return a.historyUse(c, false, "", func(ctx context.Context, s *history.Store, _ *historyOptions, _ []string) error {
		wrong, err := s.Check(ctx)
		if err != nil {
			return err
		}
		if wrong != nil {
			return fmt.Errorf("%s: %s", s.Name(), strings.Join(wrong, "\n"+s.Name()+": "))
		}
		snapshots, err := s.Snapshots(ctx, "")
		if err != nil {
			return err
		}
		accounts := 0
		for _, n := range snapshots {
			accounts += n.Accounts
		}
		_, err = fmt.Fprintf(a.stdout, "%s: in order, %s with %s\n", report.Visible(s.Name()), count(len(snapshots), "snapshot"), count(accounts, "score"))
		return err
	})
}
