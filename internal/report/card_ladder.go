package report

import (
	"bytes"
	"math"
	"slices"
	"strconv"
	"strings"

	"chs/internal/fleet"
	"chs/rubric"
	"chs/scoring"
)

// place marks where a metric is among cuts or levels.
const place = "▸"

// A ladder is the cuts or levels of a criterion in a segment, as people read
// them: by rating, or by level from 1, that the metric has; 0 is one that is
// not known.
type ladder struct {
	all  []rungs
	near []rungs // only what is next to the metric
}

// rungs are cuts or levels, how wide their text is, and the same as Markdown.
type rungs struct {
	text     string
	width    int
	markdown string
}

func newRungs(text string) rungs {
	return rungs{text, textWidth(text), string(appendMarkdown(nil, text))}
}

func (l *ladder) add(all, near string) {
	l.all = append(l.all, newRungs(all))
	l.near = append(l.near, newRungs(near))
}

// newLadders returns the ladders of the criteria in the segment of result.
func newLadders(r *rubric.Rubric, e *fleet.Explainer, result *scoring.Result) []ladder {
	ladders := make([]ladder, len(r.Criteria))
	for i, c := range r.Criteria {
		if cuts, ok := e.Cuts(i, result); ok {
			ladders[i] = cutsLadder(cuts)
		} else {
			ladders[i] = levelsLadder(c.Levels)
		}
	}
	return ladders
}

func cutsLadder(cuts rubric.Cuts) (l ladder) {
	at := make([]string, len(cuts.At))
	for i, cut := range cuts.At {
		at[i] = cutText(cut)
	}
	l.add(strings.Join(at, " "), strings.Join(at, " "))
	for reached := range len(at) + 1 {
		marked := slices.Insert(slices.Clone(at), reached, place)
		l.add(strings.Join(marked, " "), strings.Join(marked[max(0, reached-1):min(reached+2, len(marked))], " "))
	}
	return l
}

// levelsLadder returns the ladder of levels, in their order. Ratings, which
// have no levels, need no rungs.
func levelsLadder(levels []rubric.Level) (l ladder) {
	if levels == nil {
		none := make([]rungs, 6)
		return ladder{none, none}
	}
	texts := make([]string, len(levels))
	for i, level := range levels {
		texts[i] = cellText(level.Text)
	}
	l.add(strings.Join(texts, " "), strings.Join(texts, " "))
	for i, text := range texts {
		texts[i] = place + text
		l.add(strings.Join(texts, " "), texts[i])
		texts[i] = text
	}
	return l
}

// cutText returns a cut. One that no account of the run reaches, as quintiles
// may have, is infinite.
func cutText(cut float64) string {
	if math.IsInf(cut, 0) {
		return unknown
	}
	return numberText(cut)
}

// numberText returns the shortest text that is x alone.
func numberText(x float64) string { return string(appendNumber(nil, x)) }

// appendNumber appends the shortest text that is x alone.
func appendNumber(dst []byte, x float64) []byte {
	switch size := math.Abs(x); {
	case x != 0 && (size >= maxAmount || size < 1e-6):
		return strconv.AppendFloat(dst, x, 'g', -1, 64)
	case x != 0 && x == math.Trunc(x): // as many are
		return strconv.AppendInt(dst, int64(x), 10)
	}
	return strconv.AppendFloat(dst, x, 'f', -1, 64)
}

// appendNumber appends a metric of criterion i with as few decimals, but two at
// least, as leave its rating what it is; nothing if it is missing.
func (c *card) appendNumber(dst []byte, i int, x float64) []byte {
	if math.IsNaN(x) {
		return dst
	}
	start := len(dst)
	dst = appendNumber(dst, x)
	exact := dst[start:]
	point := bytes.IndexByte(exact, '.')
	if point < 0 || bytes.IndexByte(exact, 'e') >= 0 {
		return dst
	}
	cuts, judged := c.explainer.Cuts(i, c.Result)
	for decimals := 2; point+1+decimals < len(exact); decimals++ {
		text := strconv.FormatFloat(x, 'f', decimals, 64)
		rounded, err := strconv.ParseFloat(text, 64)
		if err == nil && (!judged || scoring.Rate(rounded, cuts.At, cuts.LowerIsBetter) == int(c.Ratings[i])) {
			return appendNumber(dst[:start], rounded+0) // no -0
		}
	}
	return dst
}
