package report

import (
	"cmp"
	"fmt"
	"html/template"
	"slices"

	"chs/internal/fleet"
	"chs/internal/svg"
)

// pageGroups are the groups that a column puts accounts into.
type pageGroups struct {
	By     string
	Valued bool     // the rubric has a value
	Low    pageBand // the lowest
	All    []pageGroup
	More   string // what is not shown, "" for nothing
}

// A pageGroup is one of them.
type pageGroup struct {
	Name, Accounts, Mean string
	Value, Low           string // what its accounts are worth, and those of the lowest band; their number where the rubric has no value
	Bar                  template.HTML
}

// shownGroups is how many groups of a column are shown at most.
const shownGroups = 12

func (p *Page) groups() []pageGroups {
	var all []pageGroups
	for _, by := range p.Run.Summary.By {
		groups := by.Groups()
		if len(groups) < 2 {
			continue
		}
		slices.SortStableFunc(groups, func(a, b *fleet.Group) int { return compareSums(b.Bands[0], a.Bands[0]) })
		v := pageGroups{By: visible(by.Name), Valued: p.Rubric.Valued(), Low: p.pageBand(0)}
		for _, g := range groups[:min(len(groups), shownGroups)] {
			v.All = append(v.All, p.group(g))
		}
		if len(groups) > len(v.All) {
			those := "These"
			if by.Rest() != nil {
				those = fmt.Sprintf("Of the first %s in the file, these", count(len(groups)))
			}
			v.More = fmt.Sprintf("%s have most in the lowest band; “chs summary --by %s --limit 0” shows all.", those, v.By)
		}
		all = append(all, v)
	}
	return all
}

// compareSums compares by value, then by number.
func compareSums(a, b fleet.Sum) int {
	return cmp.Or(cmp.Compare(a.Value, b.Value), a.Accounts-b.Accounts)
}

func (p *Page) group(g *fleet.Group) pageGroup {
	v := pageGroup{Name: visible(g.Name), Accounts: count(g.Accounts), Mean: hundredthsOf(g.Mean(), g.Scored)}
	if v.Name == "" {
		v.Name = "(none)"
	}
	valued := p.Rubric.Valued()
	var parts []svg.Part
	whole := 0.0
	for i, sum := range g.Bands {
		size := float64(sum.Accounts)
		if valued {
			size = max(0, sum.Value)
		}
		band := p.pageBand(p.bandAt(i))
		tip := fmt.Sprintf("%s: %s", band.Name, accounts(sum.Accounts))
		if valued {
			tip += ", " + p.money(sum.Value)
		}
		parts = append(parts, svg.Part{Class: band.Class, Size: size, Tip: tip})
		whole += size
	}
	v.Bar = picture(svg.Bar(parts, whole))
	v.Value, v.Low = p.money(g.Value()), p.money(g.Bands[0].Value)
	if !valued {
		v.Low = count(g.Bands[0].Accounts)
	}
	return v
}
