package cmd

import (
	"errors"
	"fmt"
	"os"

	"chs/internal/report"

	"github.com/spf13/pflag"
)

// pageOptions are the flags of pages.
type pageOptions struct {
	title string
	logo  string
	top   int
	email bool
	asked string // one of these flags that was given, "" for none
}

// The accounts that the table of a page has.
const (
	defaultTop = 200
	mostTop    = 10_000
)

// pageFlags adds them.
func (o *pageOptions) pageFlags(f *pflag.FlagSet) {
	f.StringVar(&o.title, "title", "", "head a page with `TEXT` (default: the rubric's name)")
	f.StringVar(&o.logo, "logo", "", "head a page with the picture in `FILE`: PNG, JPEG or GIF")
	f.IntVar(&o.top, "top", defaultTop, "let the table of a page have at most `N` accounts, each with its card")
	f.BoolVar(&o.email, "email", false, "make a page for pasting into a mail: tables alone, less than 100 kB")
}

// changed returns the first of some flags that was given, "" for none.
func changed(f *pflag.FlagSet, names ...string) string {
	for _, name := range names {
		if f.Changed(name) {
			return "--" + name
		}
	}
	return ""
}

// planPage checks the flags of pages, and reads the logo.
func (p *scorePlan) planPage(o *scoreOptions) error {
	page, mail := p.has(report.FormatHTML), p.has(report.FormatEML)
	switch {
	case o.email && !page:
		return &usageError{errors.New("--email: goes with a page; there is none"), "--email -o report.html writes one; -o report.eml is a whole mail"}
	case o.email && !mail && o.logo != "":
		return &usageError{err: errors.New("--logo: a page for pasting into a mail has no pictures")}
	case !page && !mail:
		if o.asked != "" {
			return &usageError{fmt.Errorf("%s: goes with a page; there is none", o.asked), "-o report.html writes one"}
		}
		return nil
	case o.top < 1 || o.top > mostTop:
		return &usageError{err: fmt.Errorf("--top %d: want a number of accounts from 1 to %d", o.top, mostTop)}
	case o.logo == "":
		return nil
	}
	var err error
	if p.logo, err = readLogo(o.logo); err != nil {
		return &usageError{err: fmt.Errorf("--logo %s: %w", o.logo, bare(err))}
	}
	return nil
}

// readLogo reads the picture in a file.
func readLogo(file string) (report.Logo, error) {
	f, err := os.Open(file)
	if err != nil {
		return report.Logo{}, err
	}
	data, err := readAtMost(f, report.MaxLogo+1)
	if err = errors.Join(err, f.Close()); err != nil {
		return report.Logo{}, err
	}
	return report.NewLogo(data)
}
