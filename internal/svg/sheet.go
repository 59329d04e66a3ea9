package svg

// A Sheet is a file of its own with drawings, a title and notes, painted by a style
// that it holds.
type Sheet struct {
	Alt
	Style  string
	Notes  []string // below the title, a line each
	Panels []Panel
}

// A Panel is a drawing of a sheet.
type Panel struct {
	Heading    string // "" for none
	Picture    string // as the drawings of this package return it
	Wide, Tall int    // its size
	Notes      []string
}

// Wide is how wide the charts are that have no width of their own, and SheetWide
// how wide one is that takes both columns of a sheet.
const (
	Wide      = width
	SheetWide = 2*width + sheetGap
)

// The measures of a sheet.
const (
	sheetEdge  = 32
	sheetGap   = 40
	titleLine  = 26
	noteLine   = 18
	headingTop = 28
)

// A place is where a panel stands.
type place struct {
	x, y int
	*Panel
}

// tall is how tall a panel is, with its texts.
func (p *Panel) tall() int {
	tall := p.Tall + noteLine*len(p.Notes)
	if p.Heading != "" {
		tall += headingTop
	}
	return tall
}

// String draws the sheet.
func (s *Sheet) String() string {
	places, tall := s.places()
	const wide = SheetWide + 2*sheetEdge
	var d drawing
	d.add(`<svg xmlns="http://www.w3.org/2000/svg" width="%[1]d" height="%[2]d" viewBox="0 0 %[1]d %[2]d"`, wide, tall)
	d.name("group", s.Alt)
	d.WriteString("\n<style>\n" + s.Style + "</style>\n")
	d.rect("paper", 0, 0, wide, float64(tall), "")
	y := sheetEdge + titleLine - 8
	d.text("title", sheetEdge, float64(y), atStart, s.Title)
	for i, note := range s.Notes {
		d.text("said", sheetEdge, float64(y+6+noteLine*(i+1)), atStart, note)
	}
	for _, p := range places {
		p.draw(&d)
	}
	return d.close() + "\n"
}

// places sets the panels below each other, in two columns where they are narrow:
// each in the one that is shorter. It returns how tall the sheet is.
func (s *Sheet) places() (places []place, tall int) {
	start := sheetEdge + titleLine + noteLine*len(s.Notes) + 20
	ends := [2]int{start, start}
	for i := range s.Panels {
		p := &s.Panels[i]
		column := 0
		switch {
		case p.Wide > width:
			ends[0] = max(ends[0], ends[1])
			ends[1] = ends[0] + p.tall() + sheetGap
		case ends[1] < ends[0]:
			column = 1
		}
		x := column * (width + sheetGap)
		places = append(places, place{sheetEdge + x, ends[column], p})
		ends[column] += p.tall() + sheetGap
	}
	return places, max(ends[0], ends[1]) - sheetGap + sheetEdge
}

// draw draws a panel where it stands.
func (p place) draw(d *drawing) {
	y := p.y
	if p.Heading != "" {
		d.text("heading", float64(p.x), float64(y+12), atStart, p.Heading)
		y += headingTop
	}
	d.add("\n"+`<svg x="%d" y="%d" width="%d" height="%d">%s</svg>`+"\n", p.x, y, p.Wide, p.Tall, p.Picture)
	for i, note := range p.Notes {
		d.text("said", float64(p.x), float64(y+p.Tall+noteLine*(i+1)), atStart, note)
	}
}
