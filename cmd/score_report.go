package cmd

import (
	"fmt"
	"slices"
	"strings"

	"chs/internal/fleet"
	"chs/internal/pipeline"
	"chs/internal/report"
	"chs/rubric"
	"chs/scoring"
)

// report says on standard error what was used, what was odd, and where the
// rows went.
func (a *app) report(p *scorePlan, o *scoreOptions, run *pipeline.Run) {
	a.sayUsed(p)
	a.sayOdd(run)
	if run.Formulas > 0 {
		a.warn("%s that a spreadsheet program would take for %s; --excel makes %s harmless",
			count(run.Formulas, "text cell"), plural(run.Formulas, "a formula", "formulas"), plural(run.Formulas, "it", "them"))
	}
	if run.Skipped > 0 {
		a.warn("--where: %s that cannot be read as what the condition compares them with count as missing", count(run.Skipped, "cell"))
	}
	flag := "chs score --problems"
	if p.told != nil {
		flag = "--problems"
	}
	a.sayProblems(run, o.problems, flag)
	a.note("%s", rowsRead(&run.Summary))
}

// rowsRead says where the rows went.
func rowsRead(s *pipeline.Summary) string {
	return fmt.Sprintf("%s read = %d scored + %d unscored + %d rejected", count(s.Read, "row"), s.Scored, s.Unscored, s.Rejected)
}

// sayUsed says which rubric and day the results are of, where no table does.
func (a *app) sayUsed(p *scorePlan) {
	for _, t := range p.targets {
		if t.path == "-" && t.format == report.FormatTable {
			return
		}
	}
	a.note("by %s (%s), as of %s", p.rubric.Title(), inputName(p.rubric.File), scoring.FormatDay(p.day))
}

// sayOdd says what was odd about the files, and numbers that could be misread.
func (a *app) sayOdd(run *pipeline.Run) {
	for _, warning := range run.Warnings {
		a.warn("%s", warning)
	}
	a.sayNumbers(run, "give the rubric numbers: {decimal: %q}")
}

// sayNumbers says which columns have numbers that could be misread, and what to
// do then, with the other decimal sign.
func (a *app) sayNumbers(run *pipeline.Run, remedy string) {
	r := run.Rubric()
	group := ","
	if r.Decimal == ',' {
		group = "."
	}
	for i, c := range run.Columns {
		if c.Commas > 0 && c.Clear == 0 {
			a.warn("column %q: numbers such as 1%s234 are read as thousands, 1234; if they have decimals, %s",
				r.Columns[i].Name, group, fmt.Sprintf(remedy, group))
		}
	}
}

// sayProblems says the first problems and how many there are. All are in a file,
// or else the flag of a command writes them.
func (a *app) sayProblems(run *pipeline.Run, file, flag string) {
	for _, p := range run.First {
		a.say(levelWarn, place{File: p.File, Line: p.Line}, p.String())
	}
	if more := run.Problems - len(run.First); more > 0 {
		where := flag + " FILE writes all"
		if file != "" {
			where = file + " has all"
		}
		a.warn("%s; %s", count(more, "more problem"), where)
	}
}

// tolerate returns an error if too much of the input was bad; done says what
// has become of the outputs.
func (a *app) tolerate(p *scorePlan, s *pipeline.Summary, done string) error {
	return a.tolerateBy(p, s, done, "chs score --rejects FILE writes the rejected rows of a run that tolerates them, to mend and score again", fleet.Advice)
}

// tolerateBy is tolerate with a hint on rejected rows, and what advises on
// columns that cannot be read.
func (a *app) tolerateBy(p *scorePlan, s *pipeline.Summary, done, onRejects string, advice func(*rubric.Rubric, []fleet.BadColumn) []string) error {
	var bad []string
	var hints []string
	var unreadable []fleet.BadColumn
	if over(s.Rejected, s.Read, p.tolerance) {
		bad = append(bad, fmt.Sprintf("%s rejected", share(s.Rejected, s.Read, "row")))
		hints = append(hints, onRejects)
	}
	for i, c := range s.Columns {
		if !over(c.Unreadable, c.Known+c.Unreadable, p.tolerance) {
			continue
		}
		column := p.rubric.Columns[i]
		bad = append(bad, fmt.Sprintf("column %q: %s unreadable", column.Name, share(c.Unreadable, c.Known+c.Unreadable, "cell")))
		unreadable = append(unreadable, fleet.BadColumn{Column: column, Values: texts(c.Commonest(adviceValues))})
	}
	if bad == nil {
		return nil
	}
	hints = append(hints, advice(p.rubric, unreadable)...)
	limit := fmt.Sprintf("more than --tolerance %v%%", p.tolerance)
	if p.tolerance == 0 {
		limit = "none is tolerated"
	}
	return &hintedError{fmt.Errorf("%s; %s: %s", strings.Join(bad, "; "), limit, done), hints}
}

// wholeFormats are those of which nothing is written before all accounts have been
// read.
var wholeFormats = []report.Format{report.FormatTable, report.FormatHTML, report.FormatXLSX, report.FormatEML}

// written says what has become of the outputs of a run that is not tolerated.
func (p *scorePlan) written() string {
	for _, t := range p.targets {
		if t.path == "-" && !slices.Contains(wholeFormats, t.format) {
			return "the rows are on standard output, but no file was written"
		}
	}
	return "no file was written"
}

// adviceValues is how many unreadable values advice is made from.
const adviceValues = 20

func texts(values []pipeline.Value) []string {
	all := make([]string, len(values))
	for i, v := range values {
		all[i] = v.Text
	}
	return all
}

// over reports whether bad of all are more than so many percent.
func over(bad, all int, percent float64) bool {
	return 100*float64(bad) > percent*float64(all)
}

// share words a part of a whole: "12 of 100 rows (12%)".
func share(part, all int, what string) string {
	return fmt.Sprintf("%d of %s (%.1f%%)", part, count(all, what), 100*float64(part)/float64(all))
}

// passGate returns an error if a test of --fail-on came true.
func (a *app) passGate(p *scorePlan, run *pipeline.Run, past *past) error {
	return p.gate.check(func(name string) (count, all int) {
		if slices.Contains(pastGateNames, name) && !slices.Contains(p.rubric.BandNames(), name) {
			return past.gateCount(name)
		}
		return scoreGateCount(&run.Summary, p.rubric.Bands, name)
	})
}

// count words a number of things; the plural is the word and an s if it is not given.
func count(n int, words ...string) string {
	return fmt.Sprintf("%d %s", n, plural(n, words...))
}

func plural(n int, words ...string) string {
	switch {
	case n == 1:
		return words[0]
	case len(words) > 1:
		return words[1]
	}
	return words[0] + "s"
}
