package report

import (
	"fmt"
	"html/template"
	"math"
	"strings"

	"chs/internal/fleet"
	"chs/internal/svg"
	"chs/scoring"
)

// A pageState is what meets the eye first: how the accounts fare.
type pageState struct {
	Headline string
	Figures  string
	Bar      template.HTML
	Bands    []pageShare
	Changed  string // "" if nothing is compared
}

// A pageShare is a band's part of the accounts.
type pageShare struct {
	Band            pageBand
	Accounts, Share string
	Value           string // "" where the rubric has none
	Action          string
}

func (p *Page) state() pageState {
	v := pageState{Headline: headline(p.Run.Summary, p.Run.Lost), Figures: p.figures(), Changed: p.changed()}
	all := p.Run.Summary.All
	if all.Accounts == 0 {
		return v
	}
	var parts []svg.Part
	for i, sum := range all.Bands {
		band := p.bandAt(i)
		if band == scoring.None && sum.Accounts == 0 {
			continue
		}
		share := pageShare{Band: p.pageBand(band), Accounts: count(sum.Accounts), Share: percentOrNone(sum.Accounts, all.Accounts), Value: p.money(sum.Value)}
		if band != scoring.None {
			share.Action = visible(p.Rubric.Bands[band].Action)
		}
		v.Bands = append(v.Bands, share)
		parts = append(parts, svg.Part{Class: share.Band.Class, Size: float64(sum.Accounts), Tip: share.Band.Name + " " + share.Accounts})
	}
	v.Bar = picture(svg.Bar(parts, float64(all.Accounts)))
	return v
}

// headline says how many accounts are in the lowest band, and what they are worth;
// where there are none, how many are lost.
func headline(s *fleet.Summary, lost int) string {
	all := s.All
	low, name := all.Bands[0], visible(s.Rubric.Bands[0].Name)
	switch {
	case all.Accounts == 0 && lost > 0:
		return fmt.Sprintf("%s %s lost", accounts(lost), verb(lost, "is", "are"))
	case all.Accounts == 0:
		return "There are no accounts"
	case all.Scored == 0:
		return "No account is scored"
	case low.Accounts == 0:
		return "No account is " + name
	}
	some := low.Accounts < all.Accounts
	text := fmt.Sprintf("All %s are %s", accounts(all.Accounts), name)
	if some || all.Accounts == 1 {
		text = fmt.Sprintf("%s of %s %s %s", count(low.Accounts), accounts(all.Accounts), verb(low.Accounts, "is", "are"), name)
	}
	if !s.Rubric.Valued() {
		return text
	}
	text += ", worth " + CompactMoney(low.Value, s.Rubric.Value.Currency)
	if whole := all.Value(); some && whole > 0 && low.Value > 0 && low.Value <= whole && !math.IsInf(whole, 1) {
		text += " of " + CompactMoney(whole, s.Rubric.Value.Currency)
	}
	return text
}

// figures says what is known of all accounts together.
func (p *Page) figures() string {
	all := p.Run.Summary.All
	if all.Scored == 0 {
		return ""
	}
	text := fmt.Sprintf("The mean score is %s, the median %s", points(all.Mean()), points(all.Median()))
	if weighted := all.Weighted(); p.Rubric.Valued() && weighted >= 0 {
		text += fmt.Sprintf(", and weighted by value %.2f", weighted)
	}
	text += "."
	if p.Rubric.Propensity != nil {
		text += fmt.Sprintf(" The mean probability of leaving is %s", likelyText(all))
		if loss := lossText(p.Run.Summary, all); loss != "" {
			text += ", the expected loss " + loss
		}
		text += "."
	}
	return text
}

// changed says what is otherwise than at the baseline.
func (p *Page) changed() string {
	if p.Run.Baseline == "" {
		return ""
	}
	var said []string
	add := func(n int, text string) {
		if n > 0 {
			said = append(said, count(n)+" "+text)
		}
	}
	c := &p.Run.Counts
	add(c.Crossing[fleet.Down], "fell to a lower band")
	add(c.Crossing[fleet.Up], "rose to a higher one")
	add(c.Crossing[fleet.BecameUnscored], "no longer scored")
	add(c.Crossing[fleet.BecameScored], "now scored")
	add(c.Crossing[fleet.Renamed], "in a renamed band")
	add(c.New, "new")
	add(c.Lost, "lost")
	add(c.Warned, "warned of")
	if said == nil {
		said = []string{"no account crossed a band"}
	}
	among := ""
	if p.Chosen {
		among = ", of all accounts that were read"
	}
	return "Since " + visible(p.Run.Baseline) + among + ": " + strings.Join(said, ", ") + "."
}

// money returns an amount in a few digits, "" where the rubric has no value.
func (p *Page) money(x float64) string {
	if !p.Rubric.Valued() {
		return ""
	}
	return minus(CompactMoney(x, p.Rubric.Value.Currency))
}
