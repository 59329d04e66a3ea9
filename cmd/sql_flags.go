package cmd

import (
	"fmt"
	"slices"

	"chs/internal/report"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// runOptions are the flags of chs sql that have a database run the statement.
type runOptions struct {
	run       string
	query     string
	into      string
	replace   bool
	appending bool
	verify    string
	results   scoreOptions // how results are written
}

// runFlags adds them.
func (o *runOptions) runFlags(c *cobra.Command) {
	f := c.Flags()
	f.StringVar(&o.run, "run", "", "run the statement in the database at `PLACE`, an SQLite file or postgres://…, and write the results")
	f.StringVar(&o.query, "query", "", "score the rows of a `SELECT` instead of a table's")
	f.StringVar(&o.into, "into", "", "leave the results in the database, in a new `TABLE`")
	f.BoolVar(&o.replace, "replace", false, "let the new table replace one that is there")
	f.BoolVar(&o.appending, "append", false, "add the results to a table that is there")
	f.StringVar(&o.verify, "verify", "", "prove on the accounts of `FILE` that the statement scores as chs score does")
	o.results.top = defaultTop
	o.results.outputFlags(c, report.ScoreFormats, "the rows")
	o.results.accountFlags(c)
	o.results.readOptions.flags(f)
}

// refuseRunFlags refuses flags beside which another is missing, or which that makes
// pointless. Settings are for other commands, too.
func (o *runOptions) refuseRunFlags(f *pflag.FlagSet) error {
	results := []string{
		"output", "format", "sort", "desc", "limit", "band", "where", "columns", "problems", "fail-on", "tolerance", "strict",
	}
	for _, rule := range []struct {
		holds bool
		says  string
		flags []string
	}{
		{o.run == "" && o.verify == "", "goes without --run and --verify", []string{"as"}},
		{o.run != "" && o.verify == "", "goes with --run", append([]string{"query", "into"}, results...)},
		{o.into != "", "goes with --into", []string{"replace", "append"}},
		{o.into == "", "goes without --into, which leaves the results in the database", results},
		{!o.replace, "goes without --replace", []string{"append"}},
		{o.verify != "", "goes with --verify", []string{"delimiter", "encoding", "sheet"}},
		{o.verify == "", "goes without --verify, which makes a table of text of its own", []string{"table", "text"}},
		{o.query == "", "goes without --query", []string{"table"}},
	} {
		given := func(name string) bool {
			flag := f.Lookup(name)
			return flag.Changed && len(flag.Annotations[isSetting]) == 0
		}
		if i := slices.IndexFunc(rule.flags, given); i >= 0 && !rule.holds {
			return &usageError{err: fmt.Errorf("--%s: %s", rule.flags[i], rule.says)}
		}
	}
	return nil
}
