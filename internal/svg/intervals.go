package svg

// Intervals is a chart of figures below each other, each with the range in
// which it may be.
type Intervals struct {
	Alt
	From, To float64 // the ends of the axis
	Ticks    []Mark
	Guide    *Mark // a figure to compare with; nil for none
	Rows     []Interval
}

// An Interval is a figure of a chart.
type Interval struct {
	Label            string // before the axis, of up to [LabelWidth] characters
	Text             string // behind it
	Class            string // of its colour
	Known            bool   // whether there is a figure
	Value, Low, High float64
	Tip              string
}

// LabelWidth is how many characters a label before an axis may have.
const LabelWidth = 22

// Where the axis of Intervals is.
const (
	intervalsLeft  = 150
	intervalsRight = width - 60
	intervalsTop   = 22
	intervalHeight = 26
)

// Tall returns how tall the drawing is.
func (v *Intervals) Tall() int { return intervalsTop + intervalHeight*len(v.Rows) + bottom }

// String draws the chart.
func (v *Intervals) String() string {
	var d drawing
	d.open(width, v.Tall(), v.Alt)
	end := float64(v.Tall() - bottom)
	for _, m := range v.Ticks {
		d.line("grid", v.x(m.At), intervalsTop, v.x(m.At), end)
		d.text("tick", v.x(m.At), end+tickDrop, atMiddle, m.Text)
	}
	d.line("axis", intervalsLeft, end, intervalsRight, end)
	if g := v.Guide; g != nil {
		d.line("guide", v.x(g.At), intervalsTop-4, v.x(g.At), end)
		d.text("note", v.x(g.At), intervalsTop-9, atMiddle, g.Text)
	}
	for i, r := range v.Rows {
		y := intervalsTop + float64(intervalHeight*(float64(i)+0.5))
		d.text("label", intervalsLeft-12, y+4, atEnd, r.Label)
		d.text("label", width-4, y+4, atEnd, r.Text)
		if !r.Known {
			continue
		}
		d.line("line stroke-"+r.Class, v.x(r.Low), y, v.x(r.High), y)
		d.circle("dot fill-"+r.Class, v.x(r.Value), y, 5, r.Tip)
	}
	return d.close()
}

func (v *Intervals) x(value float64) float64 {
	return intervalsLeft + float64((intervalsRight-intervalsLeft)*(value-v.From)/(v.To-v.From))
}
