package cmd

import (
	"fmt"
	"slices"
	"strings"

	"chs/cmd/help"
	"chs/internal/fleet"
	"chs/internal/history"
	"chs/internal/report"

	"github.com/spf13/cobra"
)

// rfmOptions are what the flags of chs rfm say: those of chs score that it
// shares, and its own.
type rfmOptions struct {
	scoreOptions
	columns fleet.Transactions
	horizon string
}

// rfmCommand returns chs rfm.
func (a *app) rfmCommand() *cobra.Command {
	var o rfmOptions
	c := &cobra.Command{
		Use:     "rfm [FILE…]",
		GroupID: "score",
		Short:   "make customers of transactions: how lately, how often and for how much they buy",
		Long:    page(help.RFM),
		Example: "  chs rfm transactions.csv --as-of 2026-11-21 -o customers.csv\n" +
			"  chs rfm transactions.csv --as-of 2026-11-21 --amount amount --horizon 104w -f ndjson",
		RunE: func(c *cobra.Command, args []string) error {
			return a.rfm(c.Context(), args, &o)
		},
	}
	f := c.Flags()
	f.StringVar(&o.columns.ID, "id", "", "the `COLUMN` that names the customer")
	f.StringVar(&o.columns.Date, "date", "", "the `COLUMN` with the day of the order")
	f.StringVar(&o.columns.Amount, "amount", "", "the `COLUMN` with the amount; negative ones are refunds")
	f.StringVar(&o.horizon, "horizon", "365d", "the lifetime value is of this `SPAN`, such as 365d or 104w")
	o.cellFlags(f)
	f.Lookup("dates").Usage = "the `FORMS` of dates in the files, such as DD/MM/YYYY (default: YYYY-MM-DD)"
	f.Lookup("decimal").Usage = "the decimal `SIGN` of numbers in the files, . or , (default: .)"
	o.toleranceFlags(f, "the rows")
	formats := namesOf(report.RFMFormats)
	f.StringArrayVarP(&o.outputs, "output", "o", nil, "write to `FILE` instead of standard output (\"-\"); may be repeated")
	f.StringVarP(&o.format, "format", "f", "", "write as `FORMAT`: "+listed(formats)+" (default: CSV)")
	f.StringVar(&o.rejects, "rejects", "", "write rejected records to `FILE`, ready to mend and read again")
	f.StringVar(&o.problems, "problems", "", "write every problem to `FILE` as CSV")
	f.BoolVarP(&o.quiet, "quiet", "q", false, "say errors alone")
	setting(f, "quiet")
	completeValues(c, map[string][]string{"format": formats})
	return c
}

// An rfmPlan is what chs rfm is to do, checked as far as can be without
// reading a row.
type rfmPlan struct {
	scorePlan
	horizon int // in days
}

// planRFM checks the arguments and flags. Its errors are the user's.
func (a *app) planRFM(args []string, o *rfmOptions) (p *rfmPlan, err error) {
	p = &rfmPlan{}
	if p.files, err = a.files(args); err != nil {
		return nil, err
	}
	if err = p.reading(a, &o.scoreOptions); err != nil {
		return nil, err
	}
	if p.targets, err = a.targetsAmong(&o.scoreOptions, report.RFMFormats); err != nil {
		return nil, err
	}
	var ok bool
	if p.horizon, ok = history.ParseSpan(o.horizon); !ok {
		return nil, &usageError{err: fmt.Errorf("--horizon %q: want a span such as 365d or 104w", o.horizon)}
	}
	return p, o.checkColumns()
}

// checkColumns refuses one column as two.
func (o *rfmOptions) checkColumns() error {
	flags, names := []string{"--id", "--date", "--amount"}, []string{o.columns.ID, o.columns.Date, o.columns.Amount}
	for i, name := range names {
		names[i] = strings.TrimSpace(name)
		if at := slices.Index(names[:i], names[i]); at >= 0 && name != "" {
			return &usageError{err: fmt.Errorf("%s and %s are both %q; want two columns", flags[at], flags[i], name)}
		}
	}
	o.columns.ID, o.columns.Date, o.columns.Amount = names[0], names[1], names[2]
	return nil
}
