package fleet

import (
	"slices"
	"strings"

	"chs/scoring"
)

// A Finder finds the accounts that are asked for by a text: the id, or else
// the label, or else the start of the id, or else that of the label, the first
// of these that fits any. Letter case counts in ids alone. White space around
// ids and labels does not.
type Finder struct {
	id, label int // cells; label may be scoring.None
	asked     []*asked
	texts     map[string][]int // those asked for, by text
	folded    map[string][]int // the same by text in lower case
	lengths   []int            // of texts and folded, each once, rising
}

// asked is a text, and what it fits.
type asked struct {
	text string
	fits [fits]fitting
}

// A fit is a way in which a text fits an account.
type fit int

// The fits, the best first.
const (
	isID fit = iota
	isLabel
	startsID
	startsLabel
	fits
)

// A fitting is the accounts that a text fits in one way.
type fitting struct {
	accounts []string // ids, the first few, each once
	labels   []string // of these
	rows     []Place  // of the first account
	more     bool     // there are others
}

// maxFitting is how many accounts are named that a text fits.
const maxFitting = 5

// A Place is where an account stands.
type Place struct {
	File string
	Line int
}

// NewFinder returns a Finder of accounts for texts, none of which is empty,
// whose id and label stand in these cells; label is scoring.None if there is
// none.
func NewFinder(texts []string, id, label int) *Finder {
	f := &Finder{id: id, label: label, texts: map[string][]int{}, folded: map[string][]int{}}
	for _, text := range texts {
		if f.texts[text] != nil {
			continue
		}
		n, lower := len(f.asked), strings.ToLower(text)
		f.asked = append(f.asked, &asked{text: text})
		f.texts[text] = []int{n}
		f.folded[lower] = append(f.folded[lower], n)
		f.lengths = append(f.lengths, len(text), len(lower))
	}
	slices.Sort(f.lengths)
	f.lengths = slices.Compact(f.lengths)
	return f
}

// Part returns a part that gathers accounts for f.
func (f *Finder) Part() *FinderPart { return &FinderPart{whole: f} }

// A FinderPart gathers the accounts of a chunk that a Finder is to find.
type FinderPart struct {
	whole *Finder
	noted []found
}

type found struct {
	asked     int
	fit       fit
	id, label string
	row       Place
}

// Note takes in an account if a text fits it.
func (p *FinderPart) Note(file string, line int, cell func(i int) string, _ *scoring.Result) {
	f, label := p.whole, ""
	id := strings.TrimSpace(cell(f.id))
	if f.label != scoring.None {
		label = strings.TrimSpace(cell(f.label))
	}
	note := func(asked []int, fit fit) {
		for _, n := range asked {
			p.noted = append(p.noted, found{n, fit, strings.Clone(id), strings.Clone(label), Place{file, line}})
		}
	}
	f.match(id, f.texts, isID, startsID, note)
	f.match(strings.ToLower(label), f.folded, isLabel, startsLabel, note)
}

// match notes which of the texts asked for a text is, or starts with.
func (f *Finder) match(text string, texts map[string][]int, is, starts fit, note func([]int, fit)) {
	for _, n := range f.lengths {
		switch {
		case n > len(text):
			return
		case n == len(text):
			note(texts[text], is)
		default:
			note(texts[text[:n]], starts)
		}
	}
}

// Give adds the accounts noted to the whole.
func (p *FinderPart) Give() error {
	for i := range p.noted {
		n := &p.noted[i]
		p.whole.asked[n.asked].fits[n.fit].add(n)
	}
	clear(p.noted)
	p.noted = p.noted[:0]
	return nil
}

// add takes in an account. One without id is known by its label.
func (t *fitting) add(n *found) {
	account := n.id
	if account == "" {
		account = n.label
	}
	at := slices.Index(t.accounts, account)
	switch {
	case at < 0 && len(t.accounts) == maxFitting:
		t.more = true
	case at < 0:
		t.accounts, t.labels = append(t.accounts, account), append(t.labels, n.label)
	}
	if len(t.accounts) == 1 {
		t.rows = append(t.rows, n.row)
	}
}

// A Found is what came of a text asked for.
type Found struct {
	Text string
	Rows []Place // of the account, more than one if it is there more than once; nil if none, or several

	Accounts, Labels []string // ids of the first few, if the text fits several, and their labels
	More             bool     // there are others
}

// Found returns what came of each text, once all accounts have been gathered.
func (f *Finder) Found() []Found {
	all := make([]Found, len(f.asked))
	for i, a := range f.asked {
		all[i].Text = a.text
		for _, t := range a.fits {
			switch len(t.accounts) {
			case 0:
				continue
			case 1:
				all[i].Rows = t.rows
			default:
				all[i].Accounts, all[i].Labels, all[i].More = t.accounts, t.labels, t.more
			}
			break
		}
	}
	return all
}
