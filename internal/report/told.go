package report

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"chs/rubric"
	"chs/scoring"
)

// Told reads back what columns that chs adds say of accounts, where another engine
// has filled them.
type Told struct {
	Columns []Column // that are read back, in their order
	rubric  *rubric.Rubric
}

// NewTold returns a Told of the columns that a rubric and options add.
func NewTold(r *rubric.Rubric, o Options) *Told { return &Told{addedColumns(r, o), r} }

// Tell puts into r what the cells of an account say, one for each of the columns.
// What follows from the score and the value, such as the drivers, is not read: it is
// the same wherever it is computed.
func (t *Told) Tell(cells []string, r *scoring.Result) error {
	r.Scored, r.Segment, r.Cap, r.Plays = false, scoring.None, scoring.None, r.Plays[:0]
	for i, c := range t.Columns {
		if err := t.tell(c, cells[i], r); err != nil {
			return fmt.Errorf("column %q: %w", c.Name, err)
		}
	}
	return nil
}

func (t *Told) tell(c Column, cell string, r *scoring.Result) (err error) {
	switch c.Kind {
	case Score:
		r.Scored = cell != ""
		r.Score, err = hundredthsTold(cell)
		r.Uncapped = r.Score
	case Uncapped:
		r.Uncapped, err = hundredthsTold(cell)
	case Band:
		return t.checkBand(cell, r)
	case Coverage:
		r.Coverage, err = wholeTold(cell, 100)
	case Rating:
		var rating int
		rating, err = wholeTold(cell, 5)
		r.Ratings[c.Index] = int8(rating)
	case Segment:
		r.Segment = slices.IndexFunc(t.rubric.Segments, func(s rubric.Segment) bool { return s.Name == cell })
		if r.Segment < 0 && cell != rubric.DefaultSegment {
			return fmt.Errorf("%q is no segment of the rubric", cell)
		}
	case CapReason:
		return t.cap(cell, r)
	case Priority:
		if r.Scored && cell == "" {
			r.Value = math.NaN()
		}
	case Plays:
		return t.plays(cell, r)
	}
	return err
}

// checkBand refuses a band that is not that of the score.
func (t *Told) checkBand(cell string, r *scoring.Result) error {
	want := rubric.Unscored
	if r.Scored {
		want = t.rubric.Bands[t.rubric.BandOf(r.Score)].Name
	}
	if cell != want {
		return fmt.Errorf("%q is not the band of the score, which is %q", cell, want)
	}
	return nil
}

// cap finds the cap of a reason that holds accounts to the score.
func (t *Told) cap(cell string, r *scoring.Result) error {
	if cell == "" {
		return nil
	}
	for i, c := range t.rubric.Caps {
		if c.Reason == cell && t.rubric.CapLimit(i) == r.Score {
			r.Cap = i
			return nil
		}
	}
	return fmt.Errorf("%q is no reason of the rubric to hold a score to %s", cell, scoring.FormatPoints(r.Score))
}

// plays finds the plays, which are in the order of the rubric.
func (t *Told) plays(cell string, r *scoring.Result) error {
	if cell == "" {
		return nil
	}
	names := strings.Split(cell, "; ")
	for i, play := range t.rubric.Plays {
		if len(names) > 0 && play.Name == names[0] {
			r.Plays, names = append(r.Plays, i), names[1:]
		}
	}
	if len(names) > 0 {
		return fmt.Errorf("%q is no play of the rubric, or not in its order", names[0])
	}
	return nil
}

// hundredthsTold returns the hundredths of a score, 0 for none.
func hundredthsTold(cell string) (int, error) {
	if cell == "" {
		return 0, nil
	}
	points, err := strconv.ParseFloat(cell, 64)
	if err != nil || !(points >= 0 && points <= 100) {
		return 0, fmt.Errorf("%q is no score", cell)
	}
	return int(math.Round(100 * points)), nil
}

// wholeTold returns a whole number, 0 for none.
func wholeTold(cell string, most int) (int, error) {
	if cell == "" {
		return 0, nil
	}
	n, err := strconv.Atoi(cell)
	if err != nil || n < 0 || n > most {
		return 0, fmt.Errorf("%q is no whole number up to %d", cell, most)
	}
	return n, nil
}
