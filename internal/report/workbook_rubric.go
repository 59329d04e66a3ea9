package report

import (
	"strings"

	"chs/rubric"
)

// maxRubricLines is how many lines of a rubric's text a workbook shows.
const maxRubricLines = 10_000

// A rubricPage is the sheet of the rubric.
type rubricPage struct {
	*workbookPage
	rubric *rubric.Rubric
}

// addRubric adds that sheet: what the rubric says in words, and then its text.
func (b *Workbook) addRubric(parts *WorkbookParts) error {
	p := &rubricPage{b.addPage(sheetRubric, 30, 10, 10, 2, 42, 50, 34), b.layout.Rubric}
	p.addTitle(p.rubric.Title(), parts.RubricFrom+" · "+b.layout.stamp)
	p.line++
	p.addCriteria()
	p.line++
	for _, words := range scaleWords(p.rubric) {
		p.addTexts(lookNote, words)
	}
	p.addBands()
	p.addRules("Segment", "When", "Judged otherwise", len(p.rubric.Segments), func(i int) (string, *rubric.Formula, string) {
		s := &p.rubric.Segments[i]
		return s.Name, s.When, segmentWords(p.rubric, s)
	})
	p.addRules("Cap", "When", "Held at", len(p.rubric.Caps), func(i int) (string, *rubric.Formula, string) {
		c := &p.rubric.Caps[i]
		return c.Reason, c.When, p.rubric.Bands[c.Band].Name
	})
	p.addRules("Play", "When", "", len(p.rubric.Plays), func(i int) (string, *rubric.Formula, string) {
		return p.rubric.Plays[i].Name, p.rubric.Plays[i].When, ""
	})
	p.addSource()
	return p.end(0)
}

// addHeader adds headings: of a name, of two numbers, and, a space behind them, of
// words.
func (p *rubricPage) addHeader(name, first, second string, words ...string) {
	cells := []sheetCell{{name, lookHeading}, {first, lookNumberHeading}, {second, lookNumberHeading}, {"", lookHeading}}
	for _, heading := range words {
		cells = append(cells, sheetCell{heading, lookHeading})
	}
	p.addCells(cells...)
}

// addCriteria adds the criteria, a row each.
func (p *rubricPage) addCriteria() {
	p.addHeader("Criterion", "Weight", "Share", "Metric", "Rated", "If missing")
	all := float64(p.rubric.TotalWeight())
	for i := range p.rubric.Criteria {
		c := &p.rubric.Criteria[i]
		p.addCells(sheetCell{c.Name, lookWords}, sheetCell{hundredth(c.Weight), lookNumber}, sheetCell{float64(c.Weight) / all, lookLikely},
			sheetCell{}, sheetCell{c.Metric(), lookWords}, sheetCell{judgeWords(c), lookWords}, sheetCell{missingWords(c), lookWords})
	}
}

// addBands adds the bands, the lowest first.
func (p *rubricPage) addBands() {
	p.line++
	p.addHeader("Band", "From", "", "Action")
	for _, band := range p.rubric.Bands {
		p.addCells(sheetCell{bandName(&band), colorLook(band.Color)}, sheetCell{hundredth(band.From), lookHundredths},
			sheetCell{}, sheetCell{}, sheetCell{band.Action, lookWords})
	}
}

// bandName returns a band's symbol and name.
func bandName(b *rubric.Band) string { return strings.TrimSpace(b.Symbol + " " + b.Name) }

// addRules adds what holds under conditions, if there is some.
func (p *rubricPage) addRules(name, when, what string, n int, rule func(i int) (name string, when *rubric.Formula, what string)) {
	if n == 0 {
		return
	}
	p.line++
	p.addHeader(name, "", "", when, what)
	for i := range n {
		name, when, what := rule(i)
		p.addCells(sheetCell{name, lookWords}, sheetCell{}, sheetCell{}, sheetCell{}, sheetCell{when.Text, lookWords}, sheetCell{what, lookWords})
	}
}

// addSource adds the rubric's text, a row a line.
func (p *rubricPage) addSource() {
	p.addHeadings("The rubric as it is written")
	lines := strings.Split(strings.TrimRight(string(p.rubric.Source), "\r\n"), "\n")
	for _, line := range lines[:min(len(lines), maxRubricLines)] {
		p.addTexts(lookCode, strings.TrimSuffix(line, "\r"))
	}
	if more := len(lines) - maxRubricLines; more > 0 {
		p.addTexts(lookNote, count(more)+" more lines")
	}
}
