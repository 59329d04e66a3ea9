package rubric_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"chs/rubric"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"
)

// ownFiles returns the texts of rubrics as people write them.
func ownFiles(tb testing.TB) []string {
	tb.Helper()
	var texts []string
	for _, template := range rubric.Templates() {
		texts = append(texts, string(template.Text))
	}
	for _, pattern := range []string{"../examples/*.yaml", "../testdata/rubrics/good/*.yaml"} {
		files, err := filepath.Glob(pattern)
		if err != nil || files == nil {
			tb.Fatalf("%s: %v, %v", pattern, files, err)
		}
		for _, file := range files {
			text, err := os.ReadFile(file)
			if err != nil {
				tb.Fatal(err)
			}
			texts = append(texts, string(text))
		}
	}
	return texts
}

// Whatever the style of a file: what is fitted is there then, all else is as it
// was, a second time changes nothing, and the last of two edits counts.
func TestEditChangesWhatWasFitted(t *testing.T) {
	texts := ownFiles(t)
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.OneOf(rapid.SampledFrom(texts), rapid.Custom(drawStyled)).Draw(t, "text")
		text = strings.ReplaceAll(text, "\n", rapid.SampledFrom([]string{"\n", "\n", "\r\n"}).Draw(t, "ends"))
		old, err := rubric.Load("r.yaml", []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		first, second := drawEdits(t, old), drawEdits(t, old)
		once := edited(t, old, first)
		if again := edited(t, once, first); string(again.Source) != string(once.Source) {
			t.Errorf("a second time:\n%s", cmp.Diff(string(once.Source), string(again.Source)))
		}
		if second.Weights == nil {
			second.Weights = first.Weights
		}
		for i, cuts := range first.Cuts {
			if second.Cuts[i] == nil {
				second.Cuts[i] = cuts
			}
		}
		if second.Propensity == nil {
			second.Propensity = first.Propensity
		}
		if diff := cmp.Diff(edited(t, old, second), edited(t, once, second), ignored); diff != "" {
			t.Errorf("after an earlier edit: %s", diff)
		}
	})
}

// edited edits a rubric and checks what comes out.
func edited(t *rapid.T, old *rubric.Rubric, e *rubric.Edits) *rubric.Rubric {
	got, err := old.Edit(e)
	if err != nil {
		t.Fatalf("%v in\n%s", err, old.Source)
	}
	again, err := rubric.Load("r.yaml", got.Source)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(again, got, ignored); diff != "" {
		t.Errorf("not the rubric of its text: %s", diff)
	}
	fitted := cmp.Options{
		ignored, cmpopts.IgnoreFields(rubric.Rubric{}, "Propensity"),
		cmpopts.IgnoreFields(rubric.Criterion{}, "Weight", "Judge", "Cuts"), cmpopts.IgnoreFields(rubric.Segment{}, "Weights", "Cuts"),
	}
	if diff := cmp.Diff(old, got, fitted); diff != "" {
		t.Errorf("changed besides: %s", diff)
	}
	wantFitted(t, old, got, e)
	if diff := cmp.Diff(unfittedLines(old.Source), unfittedLines(got.Source)); diff != "" {
		t.Errorf("lines without fitted values: %s", diff)
	}
	if text := string(got.Source); strings.Contains(text, "\r") && strings.Count(text, "\r\n") != strings.Count(text, "\n") {
		t.Errorf("mixed ends of lines: %q", text)
	}
	if diff := cmp.Diff(comments(old.Source), comments(got.Source)); diff != "" {
		t.Errorf("comments: %s", diff)
	}
	return got
}

func wantFitted(t *rapid.T, old, got *rubric.Rubric, e *rubric.Edits) {
	for k, c := range got.Criteria {
		weight, cuts := old.Criteria[k].Weight, &old.Criteria[k].Cuts
		if e.Weights != nil {
			weight = max(1, e.Weights[0][k])
		}
		if e.Cuts[k] != nil {
			cuts = e.Cuts[k]
		}
		if c.Weight != weight || c.Cuts != *cuts || e.Cuts[k] != nil && c.Judge != rubric.ByCuts {
			t.Errorf("criterion %d: %+v; want weight %d, cuts %v", k, c, weight, *cuts)
		}
	}
	for i, s := range got.Segments {
		want := old.Segments[i].Weights
		if e.Weights != nil {
			want = slices.Clone(e.Weights[i+1])
		}
		if e.Weights != nil && slices.Equal(want, e.Weights[0]) {
			for k := range want {
				want[k] = max(1, want[k])
			}
		}
		if !slices.Equal(s.Weights, want) {
			t.Errorf("segment %d: weights %d; want %d", i, s.Weights, want)
		}
	}
	if e.Propensity != nil {
		if diff := cmp.Diff(e.Propensity, got.Propensity); diff != "" {
			t.Error(diff)
		}
	}
}

var (
	fittedLine = regexp.MustCompile(`weight|cuts|better|: *["']?[-+.\d*&>]|^\s*(- )?[-+"'\[\]\d.*&,}]|^\s*(propensity|method|knots):`)
	noteText   = regexp.MustCompile(`^# Fitted by chs.*\r?\n(#   .*\r?\n)*\r?\n`)
	comment    = regexp.MustCompile(`(^|\s)#.*`)
)

// unfittedLines returns the lines of a file that cannot hold a fitted value, but
// for blank ones at its end.
func unfittedLines(text []byte) string {
	own := strings.ReplaceAll(string(noteText.ReplaceAll(text, nil)), "\r\n", "\n")
	lines := slices.DeleteFunc(strings.Split(own, "\n"), fittedLine.MatchString)
	return strings.TrimRight(strings.Join(lines, "\n"), "\n")
}

// comments returns the comments of a file, but for those that edits write.
func comments(text []byte) []string {
	var all []string
	for line := range strings.Lines(string(noteText.ReplaceAll(text, nil))) {
		if c := strings.TrimSpace(comment.FindString(line)); c != "" && c != "# the probability of leaving, by score" {
			all = append(all, c)
		}
	}
	return all
}

func drawEdits(t *rapid.T, r *rubric.Rubric) *rubric.Edits {
	e := &rubric.Edits{Cuts: make([]*rubric.Cuts, len(r.Criteria)), Note: []string{"on a day", "so and so"}}
	weight := rapid.SampledFrom([]int{0, 1, 5_00, 12_50, 30_00, 100_000_00})
	if rapid.Bool().Draw(t, "weights fitted") {
		for range len(r.Segments) + 1 {
			weights := rapid.SliceOfN(weight, len(r.Criteria), len(r.Criteria)).Draw(t, "weights")
			if len(e.Weights) > 0 && rapid.Bool().Draw(t, "as the default") {
				weights = e.Weights[0]
			}
			e.Weights = append(e.Weights, weights)
		}
	}
	for k, c := range r.Criteria {
		if (c.Judge == rubric.ByCuts || c.Judge == rubric.ByQuintiles) && rapid.Bool().Draw(t, "cuts fitted") {
			at := rapid.SliceOfN(rapid.SampledFrom([]float64{-1e9, -0.5, 1, 2, 2.25, 1e300}), 4, 4).Draw(t, "cuts")
			level := func(s rubric.Segment) bool { return s.Cuts[k].At[0] == s.Cuts[k].At[3] } // as the criterion's direction says
			lower := c.Cuts.LowerIsBetter
			if !slices.ContainsFunc(r.Segments, level) {
				lower = rapid.Bool().Draw(t, "lower")
			}
			slices.Sort(at)
			if lower {
				slices.Reverse(at)
			}
			e.Cuts[k] = &rubric.Cuts{At: [4]float64(at), LowerIsBetter: lower}
		}
	}
	if rapid.Bool().Draw(t, "propensity fitted") {
		e.Propensity = drawPropensity(t)
	}
	return e
}

// drawStyled draws the text of a rubric in the styles that people and programs
// write.
func drawStyled(t *rapid.T) string {
	w := &writer{T: t}
	pick := func(texts ...string) string { return rapid.SampledFrom(texts).Draw(t, "style") }
	w.written = append(w.written, pick("", "# Mine.\n\n", "%YAML 1.1\n---\n", "--- # é\n")...)
	w.line("name: Styled%s\nid: id\ncriteria:%s", pick("", "   # é"), pick("", "  # of them", " &criteria"))
	names := []string{"Usage", `"A: b"`, "'# 客'"}
	for i, name := range names {
		weight := pick("30", `"12.50"`, "'5'", "0.01", "&w%d 7", ">-\n      7", "\n      7")
		if i > 0 && strings.Contains(string(w.written), "&w0") {
			weight = pick(weight, "*w0")
		}
		cuts := pick("[1, 2, 2, 4]", "[9, \"7\", 7, -1.0]", "quintiles", "&c%d [1, 2, 3, 4]", "\n      [ 1,  # one\n       2,\n       3, 4 ]")
		if i > 0 && strings.Contains(string(w.written), "&c0") {
			cuts = pick(cuts, "*c0")
		}
		better := ""
		if strings.HasPrefix(cuts, "[9") {
			better = "lower"
		}
		weight, cuts = strings.ReplaceAll(weight, "%d", fmt.Sprint(i)), strings.ReplaceAll(cuts, "%d", fmt.Sprint(i))
		if rapid.Bool().Draw(t, "in flow") && !strings.Contains(weight, ">") {
			if better != "" {
				better = ", better: lower"
			}
			w.line("  - {weight: %s,  cuts: %s, name: %s, key: k%d, column: c%d%s}%s", weight, cuts, name, i, i, better, pick("", "  # 'x", "     # x"))
			continue
		}
		if strings.HasPrefix(cuts, "[") && rapid.Bool().Draw(t, "by lines") {
			cuts = strings.NewReplacer("[", "\n    - ", ", ", pick("\n    - ", "  # of\n    - "), "]", "").Replace(cuts)
		}
		if !strings.Contains(weight, ">") {
			weight += pick("", "  # of 客")
		}
		w.line("  - name: %s\n    key: k%d\n    column: c%d   # é\n    weight: %s", name, i, i, weight)
		if better != "" {
			w.line("    better: %s%s", pick("lower", "'lower'"), pick("", "     # why"))
		}
		w.line("    cuts: %s", cuts)
	}
	w.line("segments:%s", pick("  # two", ""))
	for i := range 2 {
		weights := pick("", "{}", "{Usage: 0}", `{"A: b": 5,  '# 客': "7", }`, "&s%d {\n       Usage: 3  # x\n     }", "&s%d\n      Usage: 3\n      '# 客': 0.5  # y")
		if i > 0 && strings.Contains(string(w.written), "&s0") {
			weights = pick(weights, "*s0")
		}
		weights = strings.ReplaceAll(weights, "%d", fmt.Sprint(i))
		when := pick("age > 5", "'age > 5'", "\"age >\n        5\"", "age >\n        5", ">\n        age\n        > 5\n")
		switch {
		case !strings.Contains(when+weights, "\n") && rapid.Bool().Draw(t, "in flow"):
			w.line("  - {name: s%d, when: %s%s}%s", i, when, map[bool]string{true: ", weights: " + weights}[weights != ""], pick("", " # x"))
		default:
			w.line("  - name: s%d\n    when: %s", i, when)
			if weights != "" {
				w.line("    weights: %s", weights)
			}
		}
	}
	w.written = append(w.written, pick("", "...\n", "# end", "\n\n", "propensity: {base_rate: 0.5, knots: [[0, 0.3], [100, 0.2]]}",
		"propensity:\n  base_rate: 0.5\n  knots:\n  - [0, 0.3]\n  -\n    - 100\n    - 0.2\n")...)
	return string(w.written)
}
