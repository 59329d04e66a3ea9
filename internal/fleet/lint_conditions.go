package fleet

import (
	"fmt"
	"slices"

	"chs/rubric"
)

// conditions looks for conditions that can never hold.
func (l *linter) conditions() {
	for _, u := range l.whens() {
		l.condition(u.formula, u.subject)
	}
}

// whens returns the conditions of the rubric, in the order of its sections.
func (l *linter) whens() []use {
	var all []use
	for _, s := range l.rubric.Segments {
		all = append(all, use{s.When, fmt.Sprintf("segment %q", s.Name)})
	}
	for i, c := range l.rubric.Caps {
		all = append(all, use{c.When, fmt.Sprintf("cap %d", i+1)})
	}
	for _, p := range l.rubric.Plays {
		all = append(all, use{p.When, fmt.Sprintf("play %q", p.Name)})
	}
	return all
}

func (l *linter) condition(f *rubric.Formula, subject string) {
	before := len(l.found)
	rubric.Walk(f.Root, func(e rubric.Expr) {
		switch e := e.(type) {
		case rubric.NameRef:
			if e.Name == rubric.NameValue && !l.rubric.Valued() {
				l.add(f.Pos, "%s: value is always missing, for the rubric has none; want value: COLUMN at its top", subject)
			}
		case rubric.Compare:
			l.segments(f.Pos, subject, e.L, textOf(e.R))
			l.segments(f.Pos, subject, e.R, textOf(e.L))
		case rubric.In:
			l.segments(f.Pos, subject, e.X, e.Texts)
		}
	})
	if len(l.found) == before && never(f.Root) {
		l.add(f.Pos, "%s: the condition can never hold; ratings are 1 to 5, and score and coverage 0 to 100", subject)
	}
}

// textOf returns the text that e is, if it is one.
func textOf(e rubric.Expr) []string {
	if text, ok := e.(rubric.TextLit); ok {
		return []string{text.Value}
	}
	return nil
}

// segments looks for texts that are compared with the segment without being
// one's name.
func (l *linter) segments(pos rubric.Pos, subject string, e rubric.Expr, texts []string) {
	if name, ok := e.(rubric.NameRef); !ok || name.Name != rubric.NameSegment {
		return
	}
	known := l.rubric.SegmentNames()
	for _, text := range texts {
		if slices.Contains(known, text) {
			continue
		}
		message := fmt.Sprintf("%s: there is no segment %q", subject, text)
		if near, ok := rubric.Nearest(text, known); ok {
			message += fmt.Sprintf("; did you mean %q?", near)
		}
		l.add(pos, "%s", message)
	}
}

// never reports whether a condition is seen to hold for no account.
func never(e rubric.Expr) bool {
	switch e := e.(type) {
	case rubric.Logic:
		if e.Or {
			return never(e.L) && never(e.R)
		}
		return never(e.L) || never(e.R)
	case rubric.Cond:
		return never(e.Then) && never(e.Else)
	case rubric.NilLit:
		return true
	case rubric.Compare:
		if e.L.Type() == rubric.Text || e.R.Type() == rubric.Text {
			return false
		}
		return apart(spanOf(e.L), e.Op, spanOf(e.R))
	case rubric.In:
		x := spanOf(e.X)
		return e.Texts == nil && !e.Not && !slices.ContainsFunc(e.Numbers, func(n float64) bool {
			return !apart(x, rubric.Eq, span{lowest: n, highest: n})
		})
	}
	return false
}

// apart reports whether no number of l compares so with one of r.
func apart(l span, op rubric.CompareOp, r span) bool {
	switch op {
	case rubric.Eq:
		return l.highest < r.lowest || l.lowest > r.highest
	case rubric.Ne:
		return l.lowest == l.highest && l == r
	case rubric.Lt:
		return l.lowest >= r.highest
	case rubric.Le:
		return l.lowest > r.highest
	case rubric.Gt:
		return l.highest <= r.lowest
	}
	return l.highest < r.lowest
}
