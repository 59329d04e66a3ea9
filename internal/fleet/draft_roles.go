package fleet

import (
	"maps"
	"slices"
	"strings"

	"chs/rubric"
)

// roles are the columns that say whom and what an account is, nil where no
// column does.
type roles struct {
	id, label, owner, value *column
	currency                string
	show                    []*column
	idUnique                bool // no two rows have the same id
	mixedCurrency           bool
}

// roles finds them. The names of a template's columns come before those that
// are usual.
func (d *Draft) roles(t *rubric.Rubric) roles {
	var own rubric.Rubric
	if t != nil {
		own = *t
	}
	var r roles
	r.id, r.idUnique = d.findID(own.ID)
	taken := []*column{r.id}
	r.label = d.named(rubric.Text, taken, own.Label, "=company", "=company name", "=account name", "=customer name", "=client name",
		"=name", "=full name", "=account", "=customer", "=client", "=organisation", "=organization", "=business", "=firm",
		"=merchant", "=team", "=team name", "=employee", "=employee name", "=subscriber name", "=display name")
	taken = append(taken, r.label)
	r.owner = d.named(rubric.Text, taken, own.Owner, "=csm", "=csm name", "account manager", "account owner", "account lead", "account executive",
		"customer success manager", "success manager", "=owner", "=manager", "=rep", "=sales rep", "=responsible", "=team lead")
	r.value = d.findValue(own.Value.Column)
	if r.value != nil {
		r.currency, r.mixedCurrency = d.currency(r.value)
	}
	taken = append(taken, r.owner, r.value)
	r.show = d.findShow(own.Show, taken)
	return r
}

// named returns the first column of a type with the given name, or else one
// of the phrases, in their order. Columns that are taken are passed over.
func (d *Draft) named(kind rubric.Type, taken []*column, name string, phrases ...string) *column {
	fits := func(c *column) bool { return c.kind == kind && c.known > 0 && !slices.Contains(taken, c) }
	if name != "" {
		phrases = append([]string{"=" + name}, phrases...)
	}
	for _, phrase := range phrases {
		for _, c := range d.columns {
			if fits(c) && has(c.words, phrase) {
				return c
			}
		}
	}
	return nil
}

// findID returns the column that tells accounts apart, and whether it does:
// one named for it, else the first text that is unique, else the first unique
// whole number. If none is, it is the one with the most texts.
func (d *Draft) findID(name string) (id *column, unique bool) {
	isNamed := func(c *column) bool { return c.namesAccounts() || name != "" && has(c.words, "="+name) }
	fits := []func(c *column) bool{
		func(c *column) bool { return c.unique(d.rows) && isNamed(c) },
		func(c *column) bool { return c.unique(d.rows) && c.kind == rubric.Text },
		func(c *column) bool {
			return c.unique(d.rows) && c.kind == rubric.Number && c.numbers(d.forms.decimal).whole && !c.means()
		},
		func(c *column) bool { return isNamed(c) && 2*len(c.distinct) > min(d.rows, maxDistinct) },
		func(c *column) bool {
			return c.kind == rubric.Text && !c.means() && 2*len(c.distinct) > min(d.rows, maxDistinct)
		},
	}
	for i, fit := range fits {
		if at := slices.IndexFunc(d.columns, fit); at >= 0 {
			return d.columns[at], i < 3
		}
	}
	for _, c := range d.columns {
		if id == nil || len(c.distinct) > len(id.distinct) {
			id = c
		}
	}
	return id, id != nil && id.unique(d.rows)
}

// namesAccounts reports whether the column's name tells that it has ids.
func (c *column) namesAccounts() bool {
	return has(c.words, "id", "uuid", "guid", "=email", "=e mail", "account number", "customer number", "employee number",
		"account no", "customer no", "account code", "customer code", "=key", "=account", "=customer")
}

// means reports whether the column's name tells what it measures.
func (c *column) means() bool {
	m, ok := meaningOf(c.words)
	return ok && m.rank > 0
}

// findValue returns the column of what an account is worth.
func (d *Draft) findValue(name string) *column {
	var taken []*column
	for _, c := range d.columns {
		m, _ := meaningOf(c.words)
		worth := m.topic == topicMoney || has(c.words, "=headcount", "="+name)
		if !worth || has(c.words, "change", "growth", "trend", "pct", "percent", "rate") || measure(c.values).constant() {
			taken = append(taken, c)
		}
	}
	return d.named(rubric.Number, taken, name, "arr", "annual recurring revenue", "annual revenue", "annual fee", "annual value",
		"annual contract value", "acv", "mrr", "contract value", "tcv", "clv", "cltv", "ltv", "lifetime value", "customer value",
		"account value", "=value", "revenue", "monthly charge", "monthly fee", "spend", "sale", "gmv", "monetary", "aum", "balance",
		"premium", "fee", "charge", "=headcount")
}

// currency returns the code of the currency that a column's amounts are in:
// that of its name, else of its cells, where $ is taken for that of the United
// States and ¥ for yen. It is "" if neither tells, or the cells disagree.
func (d *Draft) currency(c *column) (code string, mixed bool) {
	var candidates []string
	for _, word := range c.words {
		if upper := strings.ToUpper(word); slices.Contains(nameCurrencies(), upper) {
			candidates = append(candidates, upper)
		}
	}
	signs := slices.Sorted(maps.Keys(c.numbers(d.forms.decimal).currencies))
	for _, sign := range signs {
		if rubric.KnownCurrency(sign) {
			candidates = append(candidates, sign)
		}
	}
	for _, sign := range signs {
		candidates = append(candidates, map[string]string{"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY"}[sign])
	}
	if candidates == nil {
		return "", false
	}
	for _, sign := range signs {
		if !rubric.CurrencyFits(candidates[0], sign) {
			return "", true
		}
	}
	return candidates[0], false
}

// nameCurrencies are the codes that count in a column's name, where other codes
// are words as well (all, top, try).
func nameCurrencies() []string {
	return []string{"USD", "EUR", "GBP", "JPY", "CNY", "CHF", "CAD", "AUD", "NZD", "SEK", "NOK", "DKK", "PLN", "CZK", "INR", "BRL", "MXN", "ZAR"}
}

// findShow returns columns that help to act: those of the given names, or else
// when a contract ends and what was sold.
func (d *Draft) findShow(names []string, taken []*column) []*column {
	var show []*column
	for _, name := range names {
		if at := slices.IndexFunc(d.columns, func(c *column) bool { return c.name == name }); at >= 0 && !slices.Contains(taken, d.columns[at]) {
			show = append(show, d.columns[at])
		}
	}
	if show != nil {
		return show
	}
	if c := d.named(rubric.Date, taken, "", "renewal", "contract end", "end date", "expiry", "expire", "expiration"); c != nil {
		show = append(show, c)
	}
	if c := d.named(rubric.Text, taken, "", "plan", "tier", "tariff", "=product", "package", "segment", "=service", "=site", "=department"); c != nil {
		show = append(show, c)
	}
	return show
}
