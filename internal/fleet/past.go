package fleet

import (
	"slices"

	"chs/internal/history"
	"chs/rubric"
	"chs/scoring"
)

// A Past is what the accounts of a run are compared with: what they were at a
// baseline, since when they were in the band that they were in last, and which
// are warned. Accounts have an index each, as Find gives it; those that it does
// not find are new.
type Past struct {
	Find  func(id string) (index int, ok bool)
	Old   []rubric.Band // those of the baseline, rising; nil if there is none
	New   []rubric.Band // those of the run
	Day   int           // of the run, as [scoring.Day] counts
	Flat  int           // a change of so many hundredths either way is flat
	Then  []int16       // scores at the baseline by index, in hundredths; [history.Absent] or [history.Unscored]
	Since *Tenures      // up to the run

	Now    []int16 // scores of the run by index, as Then, once its parts have given them
	Counts Counts  // of the run

	warnings     *Warnings // nil if there are none
	weeksMissing int       // of an account without an index

	then []int16 // by score, the index of its band
	came map[string]bool
}

// A Comparison says what an account was before.
type Comparison struct {
	New      bool     // there is a baseline, but it is not in it
	Known    bool     // it is in the baseline
	Then     Standing // what it was there; means nothing unless Known
	Crossing Crossing
	Points   int  // the change of its score, in hundredths
	Compared bool // it is scored on both sides: Points is known
	Trend    Trend
	Since    int // the first day that is known of those in its band, scoring.None if none is

	Warned       bool // of an early warning
	WeeksMissing int  // until that can be told
	Lost         bool // the run has it not
}

// A Trend says whether a score went up or down.
type Trend int8

// The trends; there is none where an account is not scored on both sides.
const (
	NoTrend Trend = iota
	Rising
	Falling
	Flat
)

// String returns the trend in a word, "" for none.
func (t Trend) String() string { return [...]string{"", "up", "down", "flat"}[t] }

// Begin makes a Past whose exported fields are set ready for comparing.
func (p *Past) Begin() {
	p.then, p.came = bandsByScore(p.Old), map[string]bool{}
	p.Now = slices.Repeat([]int16{history.Absent}, len(p.Then))
}

// Compare says what the account of an id was, that is now r. It changes
// nothing but c: many goroutines may compare at a time.
func (p *Past) Compare(id string, r *scoring.Result, c *Comparison) {
	*c = Comparison{Since: p.Day}
	if index, ok := p.Find(id); ok {
		p.compare(index, r, c)
	} else if r.Scored {
		c.WeeksMissing = p.weeksMissing
	}
	c.New = p.Old != nil && !c.Known
}

func (p *Past) compare(index int, r *scoring.Result, c *Comparison) {
	if day, ok := p.Since.In(index, bandName(p.New, r.Band)); ok {
		c.Since = day
	}
	if p.warnings != nil {
		verdict := p.warnings.Of(index)
		c.Warned, c.WeeksMissing = verdict == Warned, max(0, int(verdict))
	}
	if p.Then[index] == history.Absent {
		return
	}
	c.Known, c.Then = true, standingAt(p.Then[index], p.then)
	c.Crossing = CrossingOf(p.Old, c.Then.Band, p.New, r.Band)
	if c.Compared = r.Scored && c.Then.Scored(); c.Compared {
		c.Points = r.Score - c.Then.Score
		c.Trend = p.trend(c.Points)
	}
}

func (p *Past) trend(points int) Trend {
	switch {
	case points > p.Flat:
		return Rising
	case points < -p.Flat:
		return Falling
	}
	return Flat
}

// standingAt returns a stored score and its band; bands has these by score.
func standingAt(score int16, bands []int16) Standing {
	if score < 0 {
		return Standing{0, scoring.None}
	}
	return Standing{int(score), int(bands[score])}
}

// bandsByScore returns the index of each score's band.
func bandsByScore(bands []rubric.Band) []int16 {
	by := make([]int16, maxScore+1)
	for i, b := range bands {
		for score := max(b.From, 0); score <= maxScore; score++ {
			by[score] = int16(i)
		}
	}
	return by
}

// CountBands returns how many of some accounts are in each of some bands, and
// last how many are unscored. Scores are as those of [Past.Then]; those that are
// absent do not count.
func CountBands(bands []rubric.Band, scores []int16) []int {
	of, counts := bandsByScore(bands), make([]int, len(bands)+1)
	for _, score := range scores {
		switch {
		case score >= 0:
			counts[of[score]]++
		case score == history.Unscored:
			counts[len(bands)]++
		}
	}
	return counts
}

// maxScore is the highest score, in hundredths of a point.
const maxScore = 10000

// bandName names a band by its index.
func bandName(bands []rubric.Band, i int) string {
	if i == scoring.None {
		return rubric.Unscored
	}
	return bands[i].Name
}

// A Wanted is a kind of account that is asked for.
type Wanted string

// The kinds: of another score or band than at the baseline; of another band;
// warned; and in the run or the baseline alone.
const (
	WantChanged Wanted = "changed"
	WantCrossed Wanted = "crossed"
	WantWarned  Wanted = "warned"
	WantNew     Wanted = "new"
	WantLost    Wanted = "lost"
)

// AllWanted are all kinds, in the order in which help names them.
var AllWanted = []Wanted{WantChanged, WantCrossed, WantWarned, WantNew, WantLost}

// Is reports whether an account is of a kind.
func (c *Comparison) Is(kind Wanted) bool {
	switch kind {
	case WantChanged:
		return c.Points != 0 || c.Crossing != NotCrossed
	case WantCrossed:
		return c.Crossing != NotCrossed
	case WantWarned:
		return c.Warned
	case WantNew:
		return c.New
	}
	return c.Lost
}

// Gone returns the comparison of an account, by its index, that the baseline has
// and the run has not.
func (p *Past) Gone(index int) *Comparison {
	return &Comparison{Known: true, Then: standingAt(p.Then[index], p.then), Lost: true, Since: scoring.None}
}
