package report

import (
	"io"
	"slices"

	"chs/internal/evidence"
)

// BacktestFormats are the formats of a Backtest.
var BacktestFormats = []Format{FormatTable, FormatJSON, FormatMarkdown, FormatSVG, FormatHTML}

// A Backtest is what chs backtest found.
type Backtest struct {
	*evidence.Evaluation
	RubricFrom string   // where the rubric was found, "" to say nothing
	Of         []string // what was judged: the files, or the history with its portfolio
	Outcome    string   // how the outcome is told, such as "churned=yes" or "outcomes.csv"
	AsOf       string   // YYYY-MM-DD; "" for a history
	Horizon    int      // days from the score to the outcome; 0 where it is not said
	Seed       uint64

	Ceiling *evidence.Alternative // nil if not asked for
	Fit     *evidence.Fit         // nil if nothing was fitted
	Refused *evidence.Refusal     // why nothing could be; nil if it was not tried
	Drift   *FileDrift            // nil if no file was compared
	Late    []evidence.Late       // by column; those of no accounts are not told
	Written string                // the new rubric's file; "" if none was written

	// Propensity judges the propensity that is written there, of the scores that
	// the new rubric gives.
	Propensity evidence.Calibration
}

// A FileDrift is how far the scores of another file are from those that were
// judged.
type FileDrift struct {
	File     string
	Accounts int // that have a score there
	evidence.Drift
}

// WriteBacktest writes a backtest in one of BacktestFormats: a table and Markdown
// are for people, JSON has every figure, SVG is its pictures and HTML all of that to
// look at. A table fits a terminal's width, 0 for 80 columns.
func WriteBacktest(w io.Writer, f Format, b *Backtest, width int, painted bool) error {
	switch f {
	case FormatJSON:
		return writeBacktestJSON(w, b)
	case FormatMarkdown:
		return writeBacktestMarkdown(w, b)
	case FormatSVG, FormatHTML:
		return b.pictures().write(w, f)
	}
	return writeBacktestTable(w, b, width, painted)
}

// A backtestBlock is a part of a backtest that a table, Markdown and HTML share.
type backtestBlock struct {
	title   string                               // above the table in Markdown, and above what has none anywhere
	columns []tableColumn                        // a table; nil for none
	bars    func(width int) tableColumn          // beside the table on a terminal; nil for none
	plots   func(width int, painted bool) string // on a terminal alone; nil for none
	plate   func() plate                         // in SVG and HTML; nil for none
	said    []string                             // sentences below
	steps   []string                             // sentences below, numbered
}

// blocks returns the parts of a backtest, in the order in which they are shown.
func (b *Backtest) blocks() []backtestBlock {
	blocks := []backtestBlock{b.warnings(), b.separation(), b.tenths()}
	blocks = append(blocks, b.groups()...)
	blocks = append(blocks, b.plots(), b.calibration(), b.criteria(), b.ways(), b.weights(), b.cuts(), b.fitGains(), b.written(), b.drifts(), b.advice())
	return slices.DeleteFunc(blocks, backtestBlock.empty)
}

// empty reports whether there is nothing to show.
func (b backtestBlock) empty() bool {
	return b.columns == nil && b.plots == nil && b.said == nil && b.steps == nil
}

// way returns the comparison of a way with the rubric's score; nil if there is
// none.
func (b *Backtest) way(way evidence.Way, criterion int) *evidence.Alternative {
	for i := range b.Alternatives {
		if a := &b.Alternatives[i]; a.Way == way && a.Criterion == criterion {
			return a
		}
	}
	return nil
}
