package svg

// Square is a chart of shares against shares, from 0 to Most both ways, with
// the line on which they are the same.
type Square struct {
	Alt
	Most       float64
	Across, Up string  // what runs to the right, and upwards
	Ticks      []Mark  // of both axes
	Line       []Point // nil for none
	Ranges     []Range // nil for none
}

// A Point is a place in a chart.
type Point struct {
	X, Y float64 // in the chart's scales
	Gap  bool    // no line leads here from the point before
	Tip  string
}

// A Range is a point, and from where to where it may be.
type Range struct {
	Point
	Low, High float64
}

// SquareTall is how tall a Square is.
const SquareTall = 400

// The edges of a Square's axes.
const (
	squareTop    = 24
	squareBottom = SquareTall - 40
	squareRight  = left + squareBottom - squareTop
)

// String draws the chart.
func (s *Square) String() string {
	var d drawing
	d.open(width, SquareTall, s.Alt)
	for _, m := range s.Ticks {
		d.line("grid", left, s.y(m.At), squareRight, s.y(m.At))
		d.line("grid", s.x(m.At), squareTop, s.x(m.At), squareBottom)
		d.text("tick", left-6, s.y(m.At)+4, atEnd, m.Text)
		d.text("tick", s.x(m.At), squareBottom+tickDrop, atMiddle, m.Text)
	}
	d.text("note", left, squareTop-10, atStart, s.Up)
	d.text("note", squareRight, squareBottom+34, atEnd, s.Across)
	d.line("axis", left, squareBottom, squareRight, squareBottom)
	d.line("axis", left, squareTop, left, squareBottom)
	d.line("guide", left, squareBottom, squareRight, squareTop)
	var points []string
	for _, p := range s.Line {
		points = append(points, point(s.x(p.X), s.y(p.Y)))
	}
	if points != nil {
		d.polyline("line stroke-blue", points)
	}
	for _, r := range s.Ranges {
		d.line("line stroke-blue", s.x(r.X), s.y(r.Low), s.x(r.X), s.y(r.High))
		d.circle("dot fill-blue", s.x(r.X), s.y(r.Y), 4.5, r.Tip)
	}
	return d.close()
}

func (s *Square) x(share float64) float64 {
	return left + float64((squareRight-left)*share/s.Most)
}

func (s *Square) y(share float64) float64 {
	return squareBottom - float64((squareBottom-squareTop)*share/s.Most)
}
