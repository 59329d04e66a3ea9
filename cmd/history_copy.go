package cmd

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"

	"chs/internal/history"
	"chs/internal/report"

	"github.com/spf13/cobra"
)

// historyExport returns chs history export.
func (a *app) historyExport() *cobra.Command {
	c := &cobra.Command{
		Use:   "export FILE.csv",
		Short: "write snapshots as CSV, with all that is stored",
		Long: `Writes snapshots as CSV with all that is stored of them, so that "chs history
import" makes the same snapshots of it, in whatever database. "-" is standard
output.`,
		Example: "  chs history export --history history.db all.csv",
		Args:    exactlyOne("a file"),
	}
	return a.historyUse(c, false, anyPortfolio, func(ctx context.Context, s *history.Store, o *historyOptions, args []string) error {
		if args[0] == "-" {
			_, err := exportTo(ctx, s, a.standardOutput(report.FormatCSV), o.portfolio)
			return err
		}
		if err := o.spare(args[0], args[0]); err != nil {
			return err
		}
		file, err := report.Create(args[0])
		if err != nil {
			return err
		}
		snapshots, err := exportTo(ctx, s, file, o.portfolio)
		if err != nil {
			return errors.Join(err, file.Drop())
		}
		if err := file.Keep(); err != nil {
			return err
		}
		a.note("%s: %s", args[0], count(len(snapshots), "snapshot"))
		return nil
	})
}

func exportTo(ctx context.Context, s *history.Store, w io.Writer, portfolio string) ([]history.Snapshot, error) {
	to := bufio.NewWriter(w)
	snapshots, err := s.Export(ctx, to, portfolio)
	if err == nil {
		err = to.Flush()
	}
	return snapshots, err
}

// historyImport returns chs history import.
func (a *app) historyImport() *cobra.Command {
	var replace bool
	c := &cobra.Command{
		Use:   "import FILE.csv",
		Short: "store the snapshots of a CSV that export wrote",
		Long: `Stores the snapshots of a CSV that "chs history export" wrote, all of them or
none. The CSV holds the rubrics, too. "-" is standard input. The history is made
if it is not there yet.`,
		Example: "  chs history import --history copy.db all.csv",
		Args:    exactlyOne("a file"),
	}
	c.Flags().BoolVar(&replace, "replace", false, "let snapshots replace those that were made of other files")
	return a.historyUse(c, true, "", func(ctx context.Context, s *history.Store, _ *historyOptions, args []string) error {
		return a.readFile(args[0], func(name string, from io.Reader) error {
			stored, err := s.Import(ctx, name, bufio.NewReaderSize(from, 1<<16), replace)
			if err != nil {
				return replaceHint(err)
			}
			for _, w := range stored {
				a.note("%s: stored %s", s.Name(), storedText(w))
			}
			return nil
		})
	})
}

// exactlyOne returns a check that a command has one argument.
func exactlyOne(what string) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if len(args) == 0 {
			return &usageError{err: fmt.Errorf("%s: no argument; want %s", c.CommandPath(), what)}
		}
		return atMost(1)(c, args)
	}
}
