package report

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"strconv"
	"strings"

	"chs/internal/svg"
	"chs/scoring"
)

// pictures are results as they are looked at: as an SVG file with the pictures
// alone, or as an HTML file with them, their figures and what is said. All
// texts are visible ones.
type pictures struct {
	title string
	meta  string   // what the results are of
	said  []string // above all else
	parts []picturePart
	from  string // what made them, and of what
}

// A picturePart is a part of results.
type picturePart struct {
	heading string
	plates  []plate
	tables  [][]tableColumn
	said    []string      // sentences below
	steps   []string      // sentences below, numbered
	values  []tableColumn // all that is drawn, folded; nil for none
}

// A plate is a drawing, with what stands below it.
type plate struct {
	drawing    fmt.Stringer
	wide, tall int
	heading    string // in an SVG file; that of the part if it is ""
	notes      []string
	table      []tableColumn // its figures, where the part has none
}

// write writes the pictures in a format, FormatSVG or FormatHTML.
func (p *pictures) write(w io.Writer, f Format) error {
	to := bufio.NewWriter(w)
	write := p.writeHTML
	if f == FormatSVG {
		write = p.writeSVG
	}
	return cmp.Or(write(to), to.Flush())
}

// How many characters of a title, below it, and below a narrow drawing fit on a
// sheet.
const (
	titleColumns = 72
	saidColumns  = 135
	noteColumns  = 64
)

// writeSVG writes the pictures as an SVG file.
func (p *pictures) writeSVG(w io.Writer) error {
	style, err := sheetStyle()
	if err != nil {
		return err
	}
	s := svg.Sheet{Alt: svg.Alt{ID: "sheet", Title: truncate(p.title, titleColumns), Desc: strings.Join(append([]string{p.meta}, p.said...), ". ")}, Style: style}
	for _, text := range append([]string{p.meta}, p.said...) {
		s.Notes = append(s.Notes, wrapped(text, saidColumns)...)
	}
	for _, part := range p.parts {
		for _, f := range part.plates {
			panel := svg.Panel{Heading: cmp.Or(f.heading, part.heading), Picture: f.drawing.String(), Wide: f.wide, Tall: f.tall}
			for _, note := range f.notes {
				panel.Notes = append(panel.Notes, wrapped(note, noteColumns*f.wide/svg.Wide)...)
			}
			s.Panels = append(s.Panels, panel)
		}
	}
	_, err = io.WriteString(w, s.String())
	return err
}

// wrapped breaks a text between its words into lines of so many columns.
func wrapped(text string, columns int) []string {
	return strings.Split(strings.TrimSpace(prose(text, "", columns)), "\n")
}

// A picturesView is what the template of pictures shows.
type picturesView struct {
	pagePolicy
	Title, Meta, From string
	Said              []string
	Parts             []partView
}

type partView struct {
	ID          string
	Heading     string
	Figures     []pageFigure
	Tables      []tableView
	Folded      *tableView
	Said, Steps []string
}

type tableView struct {
	Of       string // the id of what names it
	Across   bool   // it is as wide as the page
	Headings []shownCell
	Rows     [][]shownCell
}

type shownCell struct {
	Text  string
	Class string // "num" for what is to the right, "day" for what is not broken
}

// writeHTML writes the pictures as an HTML file, which has no script.
func (p *pictures) writeHTML(w io.Writer) error {
	t, err := pageTemplate("pictures.html")
	if err != nil {
		return err
	}
	v := picturesView{Title: p.title, Meta: p.meta, From: p.from, Said: p.said}
	if v.pagePolicy, err = newPolicy(""); err != nil {
		return err
	}
	for i := range p.parts {
		v.Parts = append(v.Parts, p.parts[i].view("part-"+strconv.Itoa(i+1)))
	}
	return t.Execute(w, &v)
}

func (p *picturePart) view(id string) partView {
	v := partView{ID: id, Heading: p.heading, Said: p.said, Steps: p.steps}
	for _, f := range p.plates {
		v.Figures = append(v.Figures, pageFigure{Picture: picture(f.drawing.String()), Caption: strings.Join(f.notes, " ")})
	}
	for _, columns := range p.tables {
		v.Tables = append(v.Tables, newTableView(id, columns))
	}
	if p.values != nil {
		table := newTableView(id+"-values", p.values)
		v.Folded = &table
	}
	return v
}

// manyColumns are more than half of a page has room for.
const manyColumns = 8

// newTableView returns a table as HTML shows it.
func newTableView(of string, columns []tableColumn) tableView {
	v := tableView{Of: of, Rows: make([][]shownCell, len(columns[0].cells))}
	for _, c := range columns {
		if c.drawn {
			continue
		}
		v.Headings = append(v.Headings, c.shown(c.heading))
		for i, cell := range c.cells {
			v.Rows[i] = append(v.Rows[i], c.shown(cell.text))
		}
	}
	v.Across = len(v.Headings) >= manyColumns
	return v
}

// shown returns a text of a column as HTML shows it.
func (c *tableColumn) shown(text string) shownCell {
	_, err := scoring.ParseDay(text)
	switch {
	case c.right:
		return shownCell{text, "num"}
	case err == nil:
		return shownCell{text, "day"}
	}
	return shownCell{text, ""}
}
