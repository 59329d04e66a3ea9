package cmd

import (
	"fmt"
	"strings"

	"chs/internal/pipeline"
	"chs/internal/report"
	"chs/rubric"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// scoreOptions are what the flags of chs score say.
type scoreOptions struct {
	inputOptions
	historyOptions
	pastOptions
	pageOptions
	outputs  []string
	format   string
	formats  []report.Format // those that there are
	sort     string
	desc     bool
	limit    int
	limited  bool // --limit was given
	bands    []string
	where    string
	columns  []string
	rejects  string
	problems string
	failOn   []string
	stamp    bool
	why      bool
	prefix   string
	excel    bool
	color    string
	unique   bool
	quiet    bool
	strict   bool
	replace  bool
	percent  string // of --tolerance
}

// scoreCommand returns chs score.
func (a *app) scoreCommand() *cobra.Command {
	var o scoreOptions
	c := &cobra.Command{
		Use:     "score [FILE…]",
		GroupID: "score",
		Short:   "score accounts: a table on a terminal, CSV into a pipe or file",
		Long: strings.TrimSpace(`
Scores the accounts of metric files by a rubric. "-", or no FILE, is standard
input. Several files have the same columns, in any order.

The result is a table on a terminal and CSV elsewhere; --format and the ending
of --output choose another format. The table shows the worst 20 accounts; other
formats have all, in the order of the input.

With --sort and no --limit all rows are held in memory.

The rubric is --rubric, or else rubric.yaml here, or else beside the first
FILE. See "chs help rubric", "chs help files" and "chs help exit-codes".`),
		Example: `  chs score accounts.csv
  chs score accounts.csv -o scored.csv
  chs score accounts.csv --band red --sort priority --desc --limit 10
  chs score accounts.csv --where 'days_until(renewal_date) < 60 and score < 70'
  chs score accounts.csv -o scored.csv --fail-on 'red > 10% or unscored > 0'
  chs score accounts.csv -o scored.csv --history history.db
  chs score accounts.csv -o report.html
  chs score accounts.csv -o scored.csv -o scored.xlsx
  chs score accounts.csv -o report.eml
  zcat accounts.csv.gz | chs score - -f ndjson`,
		RunE: func(c *cobra.Command, args []string) error {
			o.limited = c.Flags().Changed("limit")
			o.asked = changed(c.Flags(), "title", "logo", "top")
			return a.score(c.Context(), args, &o)
		},
	}
	f := c.Flags()
	o.flags(f)
	o.outputFlags(c, report.ScoreFormats, "the rows")
	o.accountFlags(c)
	f.StringVar(&o.rejects, "rejects", "", "write rejected records to `FILE`, ready to mend and score again")
	o.baseRateFlag(f)
	f.BoolVar(&o.why, "why", false, "add a column with the criteria that cost most points, and how many")
	f.StringVar(&o.prefix, "prefix", "health_", "start the names of added columns with `TEXT`")
	o.historyFlag(f, "also store a snapshot of all accounts in `PLACE`: a file, or postgres://…; see \"chs help history\"")
	o.portfolioFlag(f, "the `NAME` that the history has for these accounts (default: the rubric's)")
	f.BoolVar(&o.replace, "replace", false, "let the snapshot replace one that was made of other files")
	o.pastFlags(c)
	o.pageFlags(f)
	setting(f, "why", "prefix")
	return c
}

// accountFlags adds the flags of which accounts are written, and what of them.
func (o *scoreOptions) accountFlags(c *cobra.Command) {
	f := c.Flags()
	f.StringVar(&o.sort, "sort", "", "order by `KEY`: "+listed(namesOf(pipeline.Orders))+" (default: the input's; a table's is score)")
	f.BoolVar(&o.desc, "desc", false, "sort the largest first; accounts without the key stay last")
	f.IntVar(&o.limit, "limit", defaultLimit, "write at most `N` accounts, 0 for all; the default is a table's alone")
	f.StringSliceVar(&o.bands, "band", nil, "only accounts of these `BANDS`; unscored is one, too")
	f.StringVar(&o.where, "where", "", "only accounts for which `FORMULA` holds; see \"chs help formulas\"")
	f.StringSliceVar(&o.columns, "columns", nil, "write these `COLUMNS` of the scored CSV, in this order")
	f.BoolVar(&o.stamp, "stamp", false, "add columns with the rubric and the day")
	f.BoolVar(&o.excel, "excel", false, "write CSV that spreadsheet programs open as it is meant")
	f.BoolVar(&o.unique, "unique", false, "look for repeated accounts among all, not only the first 100,000; 60 to 130 bytes an account")
	f.StringVar(&o.problems, "problems", "", "write every problem to `FILE` as CSV")
	f.StringArrayVar(&o.failOn, "fail-on", nil, "exit with 3 if a test of `GATE` comes true, such as 'red > 10% or unscored > 0'")
	setting(f, "sort", "desc", "limit", "columns", "stamp", "excel", "unique")
	completeValues(c, map[string][]string{"sort": namesOf(pipeline.Orders)})
}

// outputFlags adds the flags of all commands that write to several places. Rows
// are in words what a share of may be rejected.
func (o *scoreOptions) outputFlags(c *cobra.Command, formats []report.Format, rows string) {
	o.formats = formats
	f := c.Flags()
	f.StringArrayVarP(&o.outputs, "output", "o", nil, "write to `FILE` instead of standard output (\"-\"); may be repeated")
	f.StringVarP(&o.format, "format", "f", "", "write as `FORMAT`: "+listed(namesOf(formats)))
	setting(f, "format")
	completeValues(c, map[string][]string{"format": namesOf(formats)})
	o.toleranceFlags(f, rows)
	o.lookFlags(c)
}

// toleranceFlags adds the flags of how much may be wrong with the files. Rows are
// as for outputFlags.
func (o *scoreOptions) toleranceFlags(f *pflag.FlagSet, rows string) {
	f.StringVar(&o.percent, "tolerance", "5%", "fail if more than this `SHARE` of "+rows+" is rejected, or of a column's cells unreadable")
	f.BoolVar(&o.strict, "strict", false, "fail on any rejected row or unreadable cell")
	setting(f, "tolerance", "strict")
}

// lookFlags adds the flags of how results look, and whether anything is said
// beside them.
func (o *scoreOptions) lookFlags(c *cobra.Command) {
	f := c.Flags()
	colorFlag(c, &o.color)
	f.BoolVarP(&o.quiet, "quiet", "q", false, "say errors alone")
	setting(f, "quiet")
}

// colorFlag defines --color.
func colorFlag(c *cobra.Command, color *string) {
	f := c.Flags()
	f.StringVar(color, "color", "auto", "colours, `WHEN`: auto, always or never")
	setting(f, "color")
	completeValues(c, map[string][]string{"color": {"auto", "always", "never"}})
}

// defaultLimit is how many accounts a table shows.
const defaultLimit = 20

// checkLimit refuses what --limit cannot be.
func checkLimit(limit int) error {
	if limit < 0 {
		return &usageError{err: fmt.Errorf("--limit %d: want a number of accounts, or 0 for all", limit)}
	}
	return nil
}

// namesOf returns words of one kind as texts.
func namesOf[T ~string](words []T) []string {
	names := make([]string, len(words))
	for i, word := range words {
		names[i] = string(word)
	}
	return names
}

// listed joins names as a sentence does: a, b or c.
func listed(names []string) string {
	last := len(names) - 1
	if last < 1 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:last], ", ") + " or " + names[last]
}

// quoted returns names in quotes.
func quoted(names []string) []string {
	all := make([]string, len(names))
	for i, name := range names {
		all[i] = fmt.Sprintf("%q", name)
	}
	return all
}

// wantOf says which of the known words was most likely meant, or which there are.
func wantOf(word string, known []string) string {
	if near, ok := rubric.Nearest(word, known); ok {
		return fmt.Sprintf("did you mean %q?", near)
	}
	return "want " + listed(known)
}

// completeValues lets the shell complete flags that take one of a few values.
func completeValues(c *cobra.Command, values map[string][]string) {
	for name, all := range values {
		// The error would say that the flag is unknown or already completed; it is neither.
		_ = c.RegisterFlagCompletionFunc(name, cobra.FixedCompletions(all, cobra.ShellCompDirectiveNoFileComp))
	}
}
