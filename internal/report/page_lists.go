package report

import (
	"fmt"
	"strings"

	"chs/internal/fleet"
	"chs/rubric"
)

// A pageAct is where to act first.
type pageAct struct {
	Map      *pageFigure // nil where no value is known
	Heading  string
	Note     string
	Accounts []pageAccount
}

// act returns the accounts of the lowest band that are worth much, or, where no
// value is known, some of the lowest band. It is nil where no account is scored.
func (p *Page) act() *pageAct {
	all := p.Run.Summary.All
	if all.Scored == 0 {
		return nil
	}
	low := visible(p.Rubric.Bands[0].Name)
	if p.Run.Map == nil || len(p.Run.Map.Cells()) == 0 {
		v := &pageAct{Accounts: p.Low.accounts, Heading: "Doing badly"}
		v.Note = lowNote(all.Bands[0].Accounts, len(v.Accounts), low, "", "first")
		return v
	}
	from := p.Run.Map.Much()
	much := p.Run.Map.Low(from)
	v := &pageAct{Map: p.valueMap(), Heading: "Worth much, doing badly", Accounts: p.Low.accounts[:min(len(p.Low.accounts), much.Accounts)]}
	if from > 0 {
		low += fmt.Sprintf(" and worth %s or more", p.round(from))
	}
	v.Note = lowNote(much.Accounts, len(v.Accounts), low, fmt.Sprintf(", %s together", p.money(much.Value)), "worth most")
	if much.Accounts == 0 && len(p.Low.accounts) > 0 {
		v.Accounts = p.Low.accounts
		v.Note += " " + lowNote(all.Bands[0].Accounts, len(v.Accounts), visible(p.Rubric.Bands[0].Name), "", "worth most")
	}
	return v
}

// lowNote says how many accounts are of a kind, and which of them are listed if
// not all are.
func lowNote(all, listed int, kind, worth, which string) string {
	if all == 0 {
		return fmt.Sprintf("No account is %s.", kind)
	}
	note := fmt.Sprintf("%s %s %s%s.", accounts(all), verb(all, "is", "are"), kind, worth)
	if all > listed {
		note += fmt.Sprintf(" The %s %s:", count(listed), which)
	}
	return note
}

// round words an amount that is a round figure.
func (p *Page) round(x float64) string { return round(x, p.Rubric.Value.Currency) }

// round words a round figure, with a currency or "".
func round(x float64, currency string) string {
	return minus(strings.Replace(CompactMoney(x, currency), ".0", "", 1))
}

// pageChanges are what is otherwise than at the baseline.
type pageChanges struct {
	Baseline string
	Lists    []pageMovers
	Reasons  bool // some account says why
}

// pageMovers are accounts whose scores have moved alike.
type pageMovers struct {
	Heading  string
	Accounts []pageAccount
}

// changes returns nil if nothing is compared, or no account is there to be. An
// account is in one list, the first that it belongs to.
func (p *Page) changes() *pageChanges {
	if p.Run.Baseline == "" || p.Run.Summary.All.Accounts == 0 {
		return nil
	}
	v := &pageChanges{Baseline: visible(p.Run.Baseline)}
	for i := range p.Warned.accounts {
		a := &p.Warned.accounts[i]
		a.Warning = p.Run.WarnedOf(a.key)
	}
	named := map[string]bool{}
	for _, list := range []struct {
		heading, others string
		accounts        []pageAccount
	}{
		{"Warned of", "", p.Warned.accounts},
		{"Fell to a lower band", "Others that fell to a lower band", p.Crossed.accounts},
		{"Fell most", "Others that fell most", p.Fallers.accounts},
		{"Rose most", "Others that rose most", p.Risers.accounts},
	} {
		movers := pageMovers{Heading: list.heading}
		for _, a := range list.accounts {
			if len(movers.Accounts) == PageFew {
				break
			}
			if named[a.key] {
				movers.Heading = list.others
				continue
			}
			movers.Accounts = append(movers.Accounts, a)
			v.Reasons = v.Reasons || a.Reason != ""
		}
		for _, a := range movers.Accounts {
			named[a.key] = true
		}
		if movers.Accounts != nil {
			v.Lists = append(v.Lists, movers)
		}
	}
	return v
}

// A pagePlay is a play with the accounts that it is for.
type pagePlay struct {
	Name     string
	Count    string
	Value    string
	Accounts []pageAccount
	More     string // how many are not named, "" for none
}

// plays returns those that are for some account.
func (p *Page) plays() []pagePlay {
	var all []pagePlay
	for i, play := range p.Rubric.Plays {
		sum := p.Run.Summary.All.Plays[i]
		if sum.Accounts == 0 {
			continue
		}
		v := pagePlay{
			Name: visible(play.Name), Count: accounts(sum.Accounts), Value: p.money(sum.Value),
			Accounts: p.Plays[i].accounts,
		}
		if more := sum.Accounts - len(v.Accounts); more > 0 {
			v.More = count(more)
		}
		all = append(all, v)
	}
	return all
}

// A pageTable is the table of accounts.
type pageTable struct {
	Note     string
	Bands    []string // names, and what stands in place of one
	Criteria []string
	Accounts []pageAccount
	Ratings  string // the class of their columns: shown where there is more room, or most
	Changes  bool   // accounts are compared
	Cards    bool   // some account has a card
	Sparks   bool   // some account has a spark line
	Columns  int
	Value    string // the heading of what accounts are worth
	Owner    string
}

// tableNote says how many accounts a table shows, and which.
func (p *Page) tableNote(shown int) string {
	all := p.all()
	switch {
	case all == 0:
		return "There are none."
	case shown < all:
		return fmt.Sprintf("%s of %s, %s.", count(shown), accounts(all), p.Order)
	case all == 1:
		return "1 account."
	}
	return fmt.Sprintf("All %s, %s.", accounts(all), p.Order)
}

func (p *Page) table() pageTable {
	r := p.Rubric
	v := pageTable{
		Accounts: p.Accounts.accounts, Changes: p.Run.Baseline != "",
		Value: visible(r.Value.Column), Owner: visible(r.Owner),
	}
	v.Note = p.tableNote(len(v.Accounts))
	for i := range r.Bands {
		v.Bands = append(v.Bands, visible(r.Bands[i].Name))
	}
	v.Bands = append(v.Bands, rubric.Unscored)
	if p.Run.Lost > 0 {
		v.Bands = append(v.Bands, string(fleet.WantLost))
	}
	for _, c := range r.Criteria {
		v.Criteria = append(v.Criteria, visible(c.Name))
	}
	if v.Ratings = "more"; len(r.Criteria) > 4 {
		v.Ratings = "most"
	}
	for i := range v.Accounts {
		v.Cards = v.Cards || v.Accounts[i].Card != nil
		v.Sparks = v.Sparks || v.Accounts[i].Spark != ""
	}
	v.Columns = 3 + len(r.Criteria)
	for _, there := range []bool{v.Changes, v.Sparks, v.Value != "", v.Owner != "", r.Propensity != nil} {
		if there {
			v.Columns++
		}
	}
	return v
}
