package svg

// Bars is a chart of bars below each other, each with a name before it and
// figures behind it.
type Bars struct {
	Alt
	Rows     []Row
	Labels   int      // how many characters the longest label takes
	Headings []string // of the figures
	Whole    float64  // what a bar is at most, 0 for the longest
}

// A Row is one of the bars of a chart: its parts, from the left.
type Row struct {
	Label   string
	Parts   []Part
	Figures []string // one for each heading
}

// The measures of Bars. A character is what a digit takes in most fonts, on a phone
// too, where texts are larger.
const (
	charWidth = 7.2
	barsTop   = 22
	barHeight = 14
	labelGap  = 7
	figureGap = 16
)

// Tall returns how tall the drawing is.
func (b *Bars) Tall() int { return barsTop + intervalHeight*len(b.Rows) + right }

// String draws the chart.
func (b *Bars) String() string {
	var d drawing
	d.open(width, b.Tall(), b.Alt)
	ends := b.figureEnds()
	for i, heading := range b.Headings {
		d.text("note", ends[i+1], barsTop-9, atEnd, heading)
	}
	whole := b.Whole
	if whole == 0 {
		for _, r := range b.Rows {
			whole = max(whole, sizeOf(r.Parts))
		}
	}
	for i := range b.Rows {
		b.draw(&d, i, whole, ends)
	}
	d.line("axis", b.start(), barsTop, b.start(), float64(b.Tall()-right))
	return d.close()
}

// draw draws a row.
func (b *Bars) draw(d *drawing, i int, whole float64, ends []float64) {
	r := &b.Rows[i]
	middle := barsTop + float64(intervalHeight*(float64(i)+0.5))
	d.text("label", b.start()-labelGap, middle+4, atEnd, r.Label)
	x := b.start()
	for _, p := range r.Parts {
		if p.Size > 0 {
			wide := max((ends[0]-b.start())*p.Size/whole, 1)
			d.rect("fill-"+p.Class, x, middle-barHeight/2, wide, barHeight, p.Tip)
			x += wide
		}
	}
	for i, figure := range r.Figures {
		d.text("label", ends[i+1], middle+4, atEnd, figure)
	}
}

// start is where bars start.
func (b *Bars) start() float64 { return 2*labelGap + float64(charWidth*float64(b.Labels)) }

// figureEnds returns where the longest bar ends, and then each column of figures.
func (b *Bars) figureEnds() []float64 {
	ends := make([]float64, len(b.Headings)+1)
	ends[len(b.Headings)] = width
	for i := len(b.Headings) - 1; i >= 0; i-- {
		longest := len([]rune(b.Headings[i]))
		for _, r := range b.Rows {
			longest = max(longest, len([]rune(r.Figures[i])))
		}
		ends[i] = ends[i+1] - figureGap - float64(charWidth*float64(longest))
	}
	ends[0] = max(ends[0], b.start())
	return ends
}
