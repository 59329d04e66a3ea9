package cmd

import (
	"context"
	"fmt"
	"slices"

	"chs/internal/history"
)

// portfolioOf returns the snapshots of a portfolio, or of the only one that
// there is for "", by day. There is at least one.
func portfolioOf(ctx context.Context, s *history.Store, name string) ([]history.Snapshot, error) {
	all, err := s.Snapshots(ctx, "")
	if err != nil {
		return nil, err
	}
	var names []string
	for _, n := range all {
		names = append(names, n.Portfolio)
	}
	names = slices.Compact(names) // they are in order
	switch {
	case len(all) == 0:
		return nil, &hintedError{fmt.Errorf("%s: there are no snapshots", s.Name()), []string{"chs score --history stores one"}}
	case name == "" && len(names) > 1:
		return nil, &usageError{err: fmt.Errorf("%s: there are several portfolios; want --portfolio %s", s.Name(), listed(quoted(names)))}
	case name != "" && !slices.Contains(names, name):
		return nil, &usageError{err: fmt.Errorf("%s: there is no portfolio %q; want %s", s.Name(), name, listed(quoted(names)))}
	}
	return slices.DeleteFunc(all, func(n history.Snapshot) bool { return name != "" && n.Portfolio != name }), nil
}

func quoted(names []string) []string {
	all := make([]string, len(names))
	for i, name := range names {
		all[i] = fmt.Sprintf("%q", name)
	}
	return all
}
