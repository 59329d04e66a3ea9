package rubric_test

import (
	"strings"
	"testing"

	"chs/rubric"

	"github.com/google/go-cmp/cmp"
)

// Whatever the bytes, the loader either gives a rubric that keeps its word or
// faults that stand in the file, and both times the same.
func FuzzLoad(f *testing.F) {
	for _, folder := range []string{"good", "bad"} {
		for _, data := range yamlFiles(f, folder) {
			f.Add(data)
		}
	}
	for _, template := range rubric.Templates() {
		f.Add(template.Text)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		r, err := rubric.Load("r.yaml", data)
		_, again := rubric.Load("r.yaml", data)
		if err == nil {
			if again != nil {
				t.Fatalf("loads, then does not: %v", again)
			}
			keepsItsWord(t, r)
			return
		}
		faults := rubric.AsFaults(err)
		if faults == nil || len(faults.List) == 0 || r != nil {
			t.Fatalf("error %#v with rubric %v; want faults alone", err, r)
		}
		if diff := cmp.Diff(err.Error(), again.Error()); diff != "" {
			t.Fatalf("other faults the second time:\n%s", diff)
		}
		lines := linesOf(string(data))
		for _, fault := range faults.List {
			if fault.Message == "" || !inside(fault.Pos, lines) {
				t.Errorf("fault %+v; want a message and a place in the file's %d lines", fault, len(lines))
			}
		}
	})
}

// linesOf returns how many characters each line of a text has.
func linesOf(text string) []int {
	lines := []int{0}
	var last rune
	for i, r := range text {
		switch {
		case i == 0 && r == '\uFEFF', r == '\n' && last == '\r':
		case r == '\n', r == '\r':
			lines = append(lines, 0)
		default:
			lines[len(lines)-1]++
		}
		last = r
	}
	return lines
}

func inside(p rubric.Pos, lines []int) bool {
	if p == (rubric.Pos{}) {
		return true // the file as a whole
	}
	return 1 <= p.Line && p.Line <= len(lines) && 1 <= p.Column && p.Column <= lines[p.Line-1]+1
}

// keepsItsWord checks what the types say of a rubric that loads.
func keepsItsWord(t *testing.T, r *rubric.Rubric) {
	t.Helper()
	if r.Name == "" || r.ID == "" || len(r.Criteria) < 1 || len(r.Criteria) > rubric.MaxCriteria {
		t.Errorf("name %q, id %q, %d criteria", r.Name, r.ID, len(r.Criteria))
	}
	keys := map[string]bool{}
	for _, c := range r.Criteria {
		if c.Name == "" || c.Key != rubric.Slug(c.Key) || keys[c.Key] || (c.Column == "") == (c.Formula == nil) || c.Weight < 1 || c.Weight > 100_000_00 {
			t.Errorf("criterion %+v", c)
		}
		keys[c.Key] = true
		if (c.Judge == rubric.ByLevels) != (len(c.Levels) > 0) || (c.Missing == rubric.GiveRating) != (c.Given != 0) {
			t.Errorf("criterion %+v", c)
		}
	}
	from := -1
	for _, b := range r.Bands {
		if b.Name == "" || b.Name == rubric.Unscored || b.From <= from || b.From > 100_00 || b.Color == "" {
			t.Errorf("band %+v above %d", b, from)
		}
		from = b.From
	}
	for _, s := range r.Segments {
		if s.Name == "" || s.Name == rubric.DefaultSegment || s.When == nil || len(s.Weights) != len(r.Criteria) || len(s.Cuts) != len(r.Criteria) {
			t.Errorf("segment %+v", s)
		}
	}
	for _, c := range r.Caps {
		if c.When == nil || c.Reason == "" || c.Band >= len(r.Bands)-1 {
			t.Errorf("cap %+v of %d bands", c, len(r.Bands))
		}
	}
	for _, p := range r.Plays {
		if p.Name == "" || p.When == nil {
			t.Errorf("play %+v", p)
		}
	}
	if w := r.Warning; w.Sigmas < 1_00 || w.Weeks < 1 || w.Weeks > w.Baseline || w.AtLeast <= w.Weeks || w.AtLeast > w.Span() {
		t.Errorf("warning %+v", w)
	}
	if r.Propensity != nil {
		propensitysWord(t, r.Propensity)
	}
	for _, e := range r.Examples {
		examplesWord(t, r, &e)
	}
	for _, c := range r.Columns {
		if c.Name == "" || c.By == "" || c.Pos.Line == 0 {
			t.Errorf("column %+v", c)
		}
	}
}

// propensitysWord checks what the type says of a propensity.
func propensitysWord(t *testing.T, p *rubric.Propensity) {
	t.Helper()
	unsure := func(millionths int) bool { return 0 < millionths && millionths < rubric.Million }
	last := len(p.Knots) - 1
	if !unsure(p.BaseRate) || p.AppliedRate != p.BaseRate || p.AUC < 0 || p.AUC > rubric.Million ||
		last < 1 || p.Knots[0].Score != 0 || p.Knots[last].Score != 100_00 {
		t.Errorf("propensity %+v", p)
	}
	for i, k := range p.Knots {
		if !unsure(k.Probability) || i > 0 && (k.Score <= p.Knots[i-1].Score || k.Probability > p.Knots[i-1].Probability) {
			t.Errorf("knot %d of %+v", i, p.Knots)
		}
	}
}

// examplesWord checks what the types say of an example.
func examplesWord(t *testing.T, r *rubric.Rubric, e *rubric.Example) {
	t.Helper()
	if e.Name == "" || len(e.Expect) == 0 || e.Pos.Line == 0 {
		t.Errorf("example %+v", e)
	}
	last := -1
	for _, given := range e.Given {
		if given.Column <= last || given.Column >= len(r.Columns) || given.Text != strings.TrimSpace(given.Text) || given.Pos.Line == 0 {
			t.Errorf("cell %+v behind one of column %d", given, last)
		}
		last = given.Column
	}
	for _, x := range e.Expect {
		quintiles := x.What == rubric.ExpectRating && r.Criteria[x.Criterion].Judge == rubric.ByQuintiles
		if quintiles || len(x.Want) != 1 && x.What != rubric.ExpectPlays || x.Pos.Line == 0 {
			t.Errorf("expectation %+v", x)
		}
	}
}
