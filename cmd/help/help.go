// Package help holds the reference documentation: plain Markdown that reads
// well in a terminal of 80 columns.
package help

import _ "embed"

// The pages. Strings, so that nobody can change them.
var (
	//go:embed rubric.md
	rubricPage string
	//go:embed formulas.md
	formulasPage string
	//go:embed files.md
	filesPage string
	//go:embed cards.md
	cardsPage string
	//go:embed report.md
	reportPage string
	//go:embed figures.md
	figuresPage string
	//go:embed changes.md
	changesPage string
	//go:embed rfm.md
	rfmPage string
	//go:embed backtest.md
	backtestPage string
	//go:embed history.md
	historyPage string
	//go:embed trends.md
	trendsPage string
	//go:embed alerts.md
	alertsPage string
	//go:embed nightly.md
	nightlyPage string
	//go:embed warnings.md
	warningsPage string
	//go:embed warehouse.md
	warehousePage string
	//go:embed exit-codes.md
	exitCodesPage string
	//go:embed environment.md
	environmentPage string
)

// The names of the pages that are the help of the commands of these names.
const (
	Backtest = "backtest"
	History  = "history"
	RFM      = "rfm"
)

// A Topic is a page of the documentation.
type Topic struct {
	Name    string // as in chs help NAME
	Summary string // one line
	Text    string // Markdown
}

// Topics returns all pages, in the order in which to read them.
func Topics() []Topic {
	return []Topic{
		{"rubric", "the file that says how accounts are judged: every key", rubricPage},
		{"formulas", "computing a metric, and conditions: every operator, function and name", formulasPage},
		{"files", "what chs reads and writes: numbers, dates, columns, formats", filesPage},
		{"cards", "what chs explain says of an account: every line and field", cardsPage},
		{"report", "the page and the mail that chs score writes, and pictures of other results", reportPage},
		{"figures", "what chs summary says: how each figure is made, and its columns", figuresPage},
		{"changes", "what chs diff compares, and how a change is split", changesPage},
		{RFM, "customers made of transactions: what is read, and how each figure is made", rfmPage},
		{Backtest, "whether scores tell who leaves, what would do better, and how each figure is made", backtestPage},
		{History, "snapshots over time: how they are stored, and how to query them", historyPage},
		{"trends", "what chs trend draws: the chart, its figures, events, columns", trendsPage},
		{"alerts", "whom chs notify tells what, and how: addresses, formats, tries", alertsPage},
		{"nightly", "a run every night by cron or systemd, its day, and runs that overlap", nightlyPage},
		{"warnings", "when a score that falls is a warning, and how often that is wrong", warningsPage},
		{"warehouse", "scores by SQL, in the database that the accounts are in: dialects, columns, forms", warehousePage},
		{"exit-codes", "what the exit codes say, and gates for scripts", exitCodesPage},
		{"environment", "settings and environment variables", environmentPage},
	}
}
