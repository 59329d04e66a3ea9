package report

import (
	"bufio"
	"cmp"
	"embed"
	"html/template"
	"io"
	"slices"
	"strconv"
	"strings"

	"chs/internal/fleet"
	"chs/internal/history"
	"chs/rubric"
	"chs/scoring"
)

// A Page is a report on a run as one HTML file, which loads nothing from
// anywhere. It is filled by its lists, once Run is set, and written at last.
type Page struct {
	*Layout
	PageOptions
	Run PageRun

	Accounts PageList   // of the table, in its order
	Low      PageList   // of the lowest band, those worth most first
	Warned   PageList   // of an early warning
	Crossed  PageList   // to a lower band
	Fallers  PageList   // whose scores fell most, the most first
	Risers   PageList   // whose scores rose most, the most first
	Plays    []PageList // by play of the rubric

	cards *cards
}

// PageOptions say how a page is headed, and what it tells of.
type PageOptions struct {
	Title      string // "" for the rubric's
	Logo       Logo
	RubricFrom string // where the rubric was found
	Order      string // of the table, such as "worst first"
	Chosen     bool   // the accounts are some of those that were read
	Version    string // of chs

	// Past returns what a history says of an account; it is nil where there is none.
	Past func(id string, r *scoring.Result) PagePast
}

// A PagePast is what a history says of an account.
type PagePast struct {
	Story   *fleet.Story       // nil for nothing
	Change  *fleet.StoryChange // since the baseline, nil where that has it not
	Moments []history.Moment   // the account in its snapshots, by day
}

// A PageRun is what a page says of a run, once all accounts have been read.
type PageRun struct {
	Summary   *fleet.Summary  // of the accounts asked for
	Map       *fleet.ValueMap // of them; nil where the rubric has no value
	Explainer *fleet.Explainer

	Read, Scored, Unscored, Rejected int
	Columns                          []PageColumn // by column of the rubric
	Problems                         int
	First                            []string // of the problems
	Warnings                         []string

	Baseline string                 // what accounts are compared with, "" if nothing is
	Counts   fleet.Counts           // of the comparison
	Before   []rubric.Band          // those of the baseline
	WarnedOf func(id string) string // words what a warned account is warned of; nil if nothing is compared
	Lost     int                    // how many lost accounts are among those asked for
	Weeks    []PageWeek             // up to the run; nil without a history
}

// A PageColumn says what became of a column's cells.
type PageColumn struct {
	Name                       string
	Known, Missing, Unreadable int
}

// A PageWeek is how many accounts a snapshot has in each of the rubric's bands,
// and last how many are unscored.
type PageWeek struct {
	Day   int
	Bands []int
}

// The accounts that lists have at most, the table's aside.
const (
	PageLow = 8
	PageFew = 5 // each of the others
)

// A PageList holds accounts as a page shows them.
type PageList struct {
	page     *Page
	cards    bool
	accounts []pageAccount
}

// Take adds an account, of which it keeps copies alone.
func (l *PageList) Take(a *Account) {
	l.accounts = append(l.accounts, l.page.account(a, l.cards))
}

// NewPage returns a page without accounts.
func NewPage(l *Layout, o PageOptions) *Page {
	p := &Page{Layout: l, PageOptions: o, Plays: make([]PageList, len(l.Rubric.Plays))}
	for _, list := range append(p.lists(), &p.Accounts) {
		list.page = p
	}
	p.Accounts.cards = true
	return p
}

// lists returns all lists but the table.
func (p *Page) lists() []*PageList {
	lists := []*PageList{&p.Low, &p.Warned, &p.Crossed, &p.Fallers, &p.Risers}
	for i := range p.Plays {
		lists = append(lists, &p.Plays[i])
	}
	return lists
}

//go:embed page
var pageFiles embed.FS

// Write writes the page.
func (p *Page) Write(w io.Writer) error {
	v, err := p.view()
	if err != nil {
		return err
	}
	return v.write(w)
}

func (v *pageView) write(w io.Writer) error {
	t, err := pageTemplate("page.html")
	if err != nil {
		return err
	}
	to := bufio.NewWriter(w)
	return cmp.Or(t.Execute(to, v), to.Flush())
}

// pageTemplate returns one of the page's files as a template, which all others
// stand beside.
func pageTemplate(name string) (*template.Template, error) {
	return template.New(name).Funcs(template.FuncMap{"whole": wholeDays}).ParseFS(pageFiles, "page/*.html")
}

// A pageView is what the page's template shows. All texts of files are visible
// ones; template.HTML is drawn by package svg.
type pageView struct {
	pagePolicy
	Title, RubricFrom, AsOf string
	Rubric                  string // its name and version
	Count                   string
	Logo                    template.URL
	Version                 string

	Valued, Leaves bool

	State   pageState
	Act     *pageAct
	Changes *pageChanges
	Plays   []pagePlay
	Charts  pageCharts
	Groups  []pageGroups
	Table   pageTable
	Data    pageData
	Words   pageRubric
}

func (p *Page) view() (*pageView, error) {
	policy, err := newPagePolicy()
	if err != nil {
		return nil, err
	}
	p.link()
	r := p.Rubric
	return &pageView{
		pagePolicy: policy,
		Title:      cmp.Or(visible(p.Title), visible(r.Title())), Rubric: visible(r.Title()), RubricFrom: visible(p.RubricFrom),
		AsOf: strings.Join(p.asOf(), ", "), Count: accounts(p.all()), Logo: p.Logo.url(), Version: p.Version,
		Valued: r.Valued(), Leaves: r.Propensity != nil,
		State: p.state(), Act: p.act(), Changes: p.changes(), Plays: p.plays(), Charts: p.charts(), Groups: p.groups(),
		Table: p.table(), Data: p.data(), Words: p.words(),
	}, nil
}

// link gives the accounts of the table their places, and has the names in lists
// lead there. Of those with one id it is the first.
func (p *Page) link() {
	places := map[string]string{}
	for i := range slices.Backward(p.Accounts.accounts) {
		a := &p.Accounts.accounts[i]
		a.Place = "a" + strconv.Itoa(i+1)
		places[a.key] = a.Place
	}
	for _, list := range p.lists() {
		for i := range list.accounts {
			list.accounts[i].To = places[list.accounts[i].key]
		}
	}
}

// all returns how many accounts the page is about: those that were asked for.
func (p *Page) all() int { return p.Run.Summary.All.Accounts + p.Run.Lost }

// visible returns a text of a file or a rubric as it is safe to show.
func visible(text string) string { return Visible(strings.TrimSpace(text)) }
