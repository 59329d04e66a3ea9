package svg

// Strips is a chart of steps over time, one strip below the other.
type Strips struct {
	Alt
	Wide   int
	Strips []Strip
	Across []Mark // below, from 0 at the left to 1
	Events []Mark // above, on the same scale
}

// A Strip is made of steps that lead to each other.
type Strip struct {
	Label string // of up to [LabelWidth] characters
	Steps []Step
}

// A Step is what is the same from one place to another, both from 0 to 1.
type Step struct {
	From, To float64
	Class    string
	Text     string // in it, where there is room
	Tip      string
}

// The measures of a strip, and how wide the edge is at which a step starts.
const (
	stripHeight = 34
	stepEdge    = 4
)

// Tall returns how tall the drawing is.
func (s *Strips) Tall() int { return eventsTop + 4 + stripHeight*len(s.Strips) + bottom }

// String draws the chart.
func (s *Strips) String() string {
	var d drawing
	d.open(s.Wide, s.Tall(), s.Alt)
	end := float64(s.Tall() - bottom)
	for i, strip := range s.Strips {
		y := eventsTop + 4 + float64(stripHeight*float64(i))
		d.text("label", intervalsLeft-10, y+stripHeight/2+3, atEnd, strip.Label)
		for _, step := range strip.Steps {
			from, to := s.x(step.From), s.x(step.To)
			d.rect("step fill-"+step.Class, from, y+3, to-from, stripHeight-8, step.Tip)
			d.rect("fill-"+step.Class, from, y+3, stepEdge, stripHeight-8, "")
			if to-from >= 4*stepEdge {
				d.text("label", from+2*stepEdge, y+stripHeight/2+3, atStart, step.Text)
			}
		}
	}
	d.across(s.Across, s.x, end)
	d.line("axis", intervalsLeft, end, s.x(1), end)
	d.events(s.Events, s.x, end)
	return d.close()
}

// Room returns how many characters there is room for along the axis.
func (s *Strips) Room() int { return int((s.x(1) - s.x(0)) / labelWidth) }

func (s *Strips) x(at float64) float64 {
	return intervalsLeft + float64((float64(s.Wide)-right-intervalsLeft)*at)
}
