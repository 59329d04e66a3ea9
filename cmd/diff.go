package cmd

import (
	"strings"

	"chs/internal/report"

	"github.com/spf13/cobra"
)

// diffOptions are what the flags of chs diff say: those of chs score that it
// shares, which are the new side's, and its own.
type diffOptions struct {
	scoreOptions
	against string
	sets    []string
	asOfOld string
}

// diffCommand returns chs diff.
func (a *app) diffCommand() *cobra.Command {
	var o diffOptions
	c := &cobra.Command{
		Use:     "diff [OLD] [NEW]",
		GroupID: "score",
		Short:   "compare two files, two rubrics, or both: what changes, and why",
		Long: strings.TrimSpace(`
Compares two scorings: which accounts cross a band, came or left, which move
most, and why. "-", or no file, is standard input.

Two rubrics, one file: --against is the old rubric; or --set changes the one
that is there. Two files, one rubric: last week's accounts and this week's,
matched by id. Or both: the old file is scored by the old rubric, the new file
by the new one.

Each change of a score is split into parts that sum to it exactly: the account's
own data, what was known and is missing or expired, the other accounts of the
file (which move quintiles), the rubric, and the caps.

With --history it compares snapshots of two days: of NEW, or the newest, and of
OLD, or the one before. If the setting history has the place, the days suffice.

The result is a table on a terminal and CSV elsewhere; --format and the ending
of --output choose another format. The table, Markdown and JSON list the
accounts that cross a band, and then those that move most; CSV, TSV and NDJSON
have every account. See "chs help changes".`),
		Example: `  chs diff accounts.csv -r rubric-next.yaml --against rubric.yaml
  chs diff accounts.csv --set Usage.weight=60 --set 'Usage.cuts=[30, 50, 70, 90]'
  cat rubric.yaml | chs diff accounts.csv -r rubric-next.yaml --against - -f markdown
  chs diff last-week.csv accounts.csv --as-of 2026-11-21 --as-of-old 2026-11-14
  chs diff last-week.csv accounts.csv -o changes.csv -o changes.md --fail-on 'crossed_down > 10%'
  chs diff --history history.db
  chs diff --history history.db 2026-11-13 2026-11-20`,
		RunE: func(c *cobra.Command, args []string) error {
			if !ofSnapshots(c, args) {
				return a.diff(c.Context(), args, &o)
			}
			if err := refuseFileFlags(c); err != nil {
				return err
			}
			return a.diffSnapshots(c.Context(), args, &o)
		},
	}
	f := c.Flags()
	o.flags(f)
	o.outputFlags(c, report.Formats, "a file's rows")
	f.StringVar(&o.against, "against", "", "the old rubric, in `FILE`; the new one is --rubric")
	f.StringArrayVar(&o.sets, "set", nil, "change the new rubric, `PATH=VALUE`, such as Usage.weight=40; may be repeated")
	f.StringVar(&o.asOfOld, "as-of-old", "", "count the old side's days to `DATE` (default: as the new side's)")
	o.historyFlag(f, "compare snapshots that are kept in `PLACE`: a file, or postgres://…; OLD and NEW are days")
	o.portfolioFlag(f, onePortfolio)
	f.IntVar(&o.limit, "limit", defaultLimit, "list at most `N` accounts, 0 for all")
	f.StringArrayVar(&o.failOn, "fail-on", nil, "exit with 3 if a test of `GATE` comes true, such as 'crossed_down > 10 or moved > 5%'")
	return c
}
