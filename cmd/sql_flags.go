package cmd

import (
	"errors"
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
	o.results.pageFlags(f)
	o.results.readOptions.flags(f)
	c.SetFlagErrorFunc(wrongSQLFlag)
}

// wrongSQLFlag words what is wrong with a flag. Those of chs score that only files
// have a use for are refused with the reason.
func wrongSQLFlag(c *cobra.Command, err error) error {
	unknown, ok := errors.AsType[*pflag.NotExistError](err)
	if !ok {
		return wrongFlag(c, err)
	}
	switch name := unknown.GetSpecifiedName(); name {
	case "history", "portfolio", "previous", "baseline", "only", "flat-within":
		return &usageError{fmt.Errorf("--%s: accounts are compared and kept as their file is; a database's are in none", name),
			"-o accounts.csv writes one, for chs score to compare and to keep"}
	case "base-rate":
		return &usageError{err: errors.New("--base-rate: at another base rate the probability of leaving is no straight lines, which SQL has it as")}
	case "rejects":
		return &usageError{err: errors.New("--rejects: a database's rows have all their cells: none is rejected")}
	}
	return wrongFlag(c, err)
}

// refuseRunFlags refuses flags beside which another is missing, or which that makes
// pointless. Settings are for other commands, too.
func (o *runOptions) refuseRunFlags(f *pflag.FlagSet) error {
	results := []string{
		"output", "format", "sort", "desc", "limit", "band", "where", "columns", "stamp", "excel", "unique", "problems", "fail-on",
		"tolerance", "strict", "title", "logo", "top", "email",
	}
	for _, rule := range []struct {
		holds bool
		says  string
		flags []string
	}{
		{o.run == "" && o.verify == "", "goes without --run and --verify", []string{"as"}},
		{o.verify == "", "goes without --verify, which makes a table of text of its own", []string{"table", "query", "text"}},
		{o.verify == "", "goes without --verify, which tells what is equal alone", append([]string{"into"}, results...)},
		{o.run != "", "goes with --run", append([]string{"query", "into"}, results...)},
		{o.into != "", "goes with --into", []string{"replace", "append"}},
		{o.into == "", "goes without --into, which leaves the results in the database", results},
		{!o.replace, "goes without --replace", []string{"append"}},
		{o.verify != "", "goes with --verify", []string{"delimiter", "encoding", "sheet"}},
		{o.query == "", "goes without --query", []string{"table"}},
	} {
		isGiven := func(name string) bool { return given(f.Lookup(name)) }
		if i := slices.IndexFunc(rule.flags, isGiven); i >= 0 && !rule.holds {
			return &usageError{err: fmt.Errorf("--%s: %s", rule.flags[i], rule.says)}
		}
	}
	return nil
}
