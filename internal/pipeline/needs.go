package pipeline

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"chs/rubric"

	"golang.org/x/text/unicode/norm"
)

// Needs are the columns that a run reads, each with what needs it.
type Needs []Need

// A Need is a column and what needs it, in the words of a message. Names are
// what else may have been meant by the column's, beside the header's.
type Need struct {
	Column, By string
	Names      []string
}

// NeedsOf returns the columns that a rubric names.
func NeedsOf(r *rubric.Rubric) Needs {
	needs := Needs{{Column: r.ID, By: "id"}, {Column: r.Label, By: "label"}, {Column: r.Owner, By: "owner"}}
	for _, name := range r.Show {
		needs = append(needs, Need{Column: name, By: "show"})
	}
	for _, c := range r.Columns {
		needs = append(needs, Need{Column: c.Name, By: c.By})
	}
	return slices.DeleteFunc(needs, func(n Need) bool { return n.Column == "" })
}

// Check returns an error that has a line for each column of needs that the
// header lacks or has twice. A hint names the columns nearest to those lacking.
// Columns that are there in other bytes for the same characters (Unicode's
// canonical equivalence) get the name that needs have, with a warning.
func (in *Inputs) Check(needs Needs) (hints []string, err error) {
	var lines []string
	seen := map[string]bool{}
	first := in.files[0]
	for _, n := range needs {
		if seen[n.Column] {
			continue
		}
		seen[n.Column] = true
		at := places(in.Header, n.Column)
		switch {
		case len(at) == 0:
			lines = append(lines, fmt.Sprintf("%s:%d: %s needs column %q; the header has %s",
				first.Name(), first.HeaderLine(), n.By, n.Column, some(quoted(in.Header))))
			if near, ok := rubric.Nearest(n.Column, slices.Concat(in.Header, n.Names)); ok && near != "" {
				hints = append(hints, fmt.Sprintf("the name nearest to %q is %q", n.Column, near))
			}
		case len(at) > 1:
			lines = append(lines, fmt.Sprintf("%s:%d: %s needs column %q, which the header has twice, as columns %d and %d; rename one",
				first.Name(), first.HeaderLine(), n.By, n.Column, at[0]+1, at[1]+1))
		case !seen[in.Header[at[0]]]:
			in.respell(at[0], n.Column)
		}
	}
	if lines == nil {
		return nil, nil
	}
	return hints, errors.New(strings.Join(lines, "\n"))
}

// Index returns where the header has a column that [Inputs.Check] has found.
func (in *Inputs) Index(column string) int { return places(in.Header, column)[0] }

// places returns where the header has a name, or else where it has the same
// characters in other bytes, as Unicode allows.
func places(header []string, name string) []int {
	same := func(h string) bool { return h == name }
	if !slices.Contains(header, name) {
		composed := norm.NFC.String(name)
		same = func(h string) bool { return norm.NFC.String(h) == composed }
	}
	var at []int
	for i, h := range header {
		if same(h) {
			at = append(at, i)
		}
	}
	return at
}

// respell gives a column the name that the rubric has for it.
func (in *Inputs) respell(at int, name string) {
	first := in.files[0]
	in.spelled = append(in.spelled, fmt.Sprintf("%s:%d: column %+q has the same characters as the rubric's %+q, in other bytes; taken as that",
		first.Name(), first.HeaderLine(), in.Header[at], name))
	in.Header[at] = name
}

func quoted(names []string) []string {
	all := make([]string, len(names))
	for i, name := range names {
		all[i] = fmt.Sprintf("%q", name)
	}
	return all
}

// some joins names, the first of them if they are many.
func some(names []string) string {
	const most = 30
	if len(names) > most {
		return strings.Join(names[:most], ", ") + fmt.Sprintf(" and %d more", len(names)-most)
	}
	return strings.Join(names, ", ")
}
