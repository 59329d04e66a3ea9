package rubric_test

import (
	"strings"
	"testing"
	"time"

	"chs/rubric"

	"github.com/google/go-cmp/cmp"
)

var (
	rising  = &rubric.Cuts{At: [4]float64{1, 2, 3, 4}}
	falling = &rubric.Cuts{At: [4]float64{4, 3, 2, 1}, LowerIsBetter: true}
	level   = &rubric.Cuts{At: [4]float64{5, 5, 5, 5}, LowerIsBetter: true}
)

// What a file has, what is fitted, and what it has then. Files start with a
// name and an id.
func TestEdit(t *testing.T) {
	leaving := &rubric.Propensity{
		Method: rubric.Platt, BaseRate: 265371, AUC: 819800, Date: time.Date(2026, 11, 21, 0, 0, 0, 0, time.UTC),
		Knots: []rubric.Knot{{Score: 0, Probability: 812345}, {Score: 50_25, Probability: 301200}, {Score: 100_00, Probability: 12300}},
	}
	const (
		two = "criteria:\n  - name: Usage\n    column: a\n    weight: 30\n  - name: Spend\n    column: b\n    weight: 70.5\n"
		end = "segments:\n  - name: new\n    when: age < 9  # days\n"
	)
	weights := func(of ...[]int) *rubric.Edits { return &rubric.Edits{Weights: of} }
	cuts := func(of ...*rubric.Cuts) *rubric.Edits { return &rubric.Edits{Cuts: of} }
	tests := []struct {
		name      string
		edits     *rubric.Edits
		old, want string
	}{
		{"a weight in a line of its own, and one that stays as written", weights([]int{21_25, 70_50}),
			"criteria:\n  - name: Usage\n    column: a\n    weight:   30     # agreed in May\n  - {name: Spend, column: b, weight: '070.50'} # é\n",
			"criteria:\n  - name: Usage\n    column: a\n    weight:   21.25  # agreed in May\n  - {name: Spend, column: b, weight: '070.50'} # é\n"},
		{"a weight in flow style and one in quotes", weights([]int{5_00, 6_00}),
			"criteria: [{name: 客é, key: a, weight: 30, column: \"a # b\"},  # 客\n {weight: '10', name: Spend, column: b}]\n",
			"criteria: [{name: 客é, key: a, weight: 5, column: \"a # b\"},   # 客\n {weight: '6', name: Spend, column: b}]\n"},
		{"a weight on the next line, and one in a text block", weights([]int{5_00, 6_00}),
			"criteria:\n  - name: A\n    column: a\n    weight:\n      30\n  - name: B\n    weight: >-\n      20\n    column: b",
			"criteria:\n  - name: A\n    column: a\n    weight:\n      5\n  - name: B\n    weight: 6\n    column: b"},
		{"a weight of 0 is the least there is", weights([]int{0, 100_00}), two,
			strings.NewReplacer("weight: 30", "weight: 0.01", "70.5", "100").Replace(two)},
		{"a weight of 0 in a note", &rubric.Edits{Weights: [][]int{{30_00, 0}}, Note: []string{"on 2026-11-21"}}, two,
			"# Fitted by chs on 2026-11-21\n#   criterion \"Spend\" would get no weight, and may be taken out: 0.01 is the least there is\n\n" +
				strings.Replace(two, "70.5", "0.01", 1)},
		{"an anchor of weights and cuts", &rubric.Edits{Weights: [][]int{{20_00, 30_00, 10_00}}, Cuts: []*rubric.Cuts{rising, falling, nil}},
			"criteria:\n  - {name: A, column: a, weight: &w 10, cuts: &c [8, 9, 10, 11]}\n" +
				"  - {name: B, column: b, weight: *w, cuts: *c}\n  - {name: C, column: c, weight: *w, cuts: *c}\n",
			"criteria:\n  - {name: A, column: a, weight: &w 20, cuts: &c [1, 2, 3, 4]}\n" +
				"  - {name: B, column: b, weight: 30, cuts: [4, 3, 2, 1]}\n  - {name: C, column: c, weight: 10, cuts: [8, 9, 10, 11]}\n"},
		{"an anchor within what others use, on a line before", cuts(nil, rising),
			"criteria:\n  - {name: A, column: a, weight: 1, cuts: [&one 9, *one, *one, 9.50]}\n" +
				"  - {name: B, column: b, weight: 1, cuts: &c\n    [ &two\n      7, *two, 8, *one ]}\n  - {name: C, column: c, weight: 1, cuts: *c}\n",
			"criteria:\n  - {name: A, column: a, weight: 1, cuts: [&one 9, *one, *one, 9.50]}\n" +
				"  - {name: B, column: b, weight: 1, cuts: &c\n    [ &two\n      1, 2, 3, 4 ]}\n  - {name: C, column: c, weight: 1, cuts: [7, 7, 8, 9]}\n"},
		{"cuts by lines", cuts(rising),
			"criteria:\n  - name: A\n    column: a\n    weight: 1\n    cuts:\n      # four of them\n      - 1.0   # one\n      - \"1.5\"  # two\n      - 3\n      - 99\n",
			"criteria:\n  - name: A\n    column: a\n    weight: 1\n    cuts:\n      # four of them\n      - 1.0   # one\n      - \"2\"    # two\n      - 3\n      - 4\n"},
		{"cuts of another direction, in place of quintiles, and all equal", cuts(falling, rising, level, level, level),
			"criteria:\n  - {name: A, column: a, weight: 1, cuts: [1, 2, 3, 4], better: higher}\n  - {name: B, column: b, weight: 1, cuts: quintiles}\n" +
				"  - {name: C, column: c, weight: 1, cuts: [1, 2, 3, 4]}\n  - name: D\n    cuts: [1, 2, 3, 4] # d\n    column: d\n    weight: 1\n" +
				"  - {name: E, column: e, better: 'higher', weight: 1, cuts: [6, 6, 6, 6]}\n",
			"criteria:\n  - {name: A, column: a, weight: 1, cuts: [4, 3, 2, 1], better: lower}\n  - {name: B, column: b, weight: 1, cuts: [1, 2, 3, 4]}\n" +
				"  - {name: C, column: c, weight: 1, cuts: [5, 5, 5, 5], better: lower}\n  - name: D\n    cuts: [5, 5, 5, 5] # d\n    better: lower\n    column: d\n    weight: 1\n" +
				"  - {name: E, column: e, better: 'lower', weight: 1, cuts: [5, 5, 5, 5]}\n"},
		{"a segment that follows", weights([]int{10_00, 0}, []int{10_00, 0}), two + end,
			strings.NewReplacer("weight: 30", "weight: 10", "70.5", "0.01").Replace(two) + end},
		{"a segment that keeps the default's old weights", weights([]int{10_00, 20_00}, []int{30_00, 70_50}), two + end,
			strings.NewReplacer("weight: 30", "weight: 10", "70.5", "20").Replace(two) + end + "    weights: {Usage: 30, Spend: 70.5}\n"},
		{"a segment in one line", weights([]int{10_00, 70_50}, []int{30_00, 0}), two + "segments: [{name: new, when: age < 9, cuts: {}}]\n",
			strings.Replace(two, "weight: 30", "weight: 10", 1) + "segments: [{name: new, when: age < 9, weights: {Usage: 30, Spend: 0}, cuts: {}}]\n"},
		{"a condition of several lines", weights([]int{30_00, 70_50}, []int{1_00, 0}), two + "segments:\n  - when: |-\n      age <\n      9\n\n    # the new\n    name: new\n",
			two + "segments:\n  - when: |-\n      age <\n      9\n    weights: {Usage: 1, Spend: 0}\n\n    # the new\n    name: new\n"},
		{"a segment with a weight of its own", weights([]int{10_00, 20_00}, []int{30_00, 5_00}), two + end + "    weights: {Spend: 0 , }\n",
			strings.NewReplacer("weight: 30", "weight: 10", "70.5", "20").Replace(two) + end + "    weights: {Spend: 5, Usage: 30 , }\n"},
		{"a segment with a weight by line", weights([]int{10_00, 20_00}, []int{30_00, 0}), two + end + "    weights:\n      Spend: 0  # none",
			strings.NewReplacer("weight: 30", "weight: 10", "70.5", "20").Replace(two) + end + "    weights:\n      Spend: 0  # none\n      Usage: 30"},
		{"a segment whose weights are none", weights([]int{30_00, 70_50}, []int{30_00, 0}), two + end + "    weights: { }",
			two + end + "    weights: {Usage: 30, Spend: 0 }"},
		{"segments with the same weights", weights([]int{30_00, 70_50}, []int{4_00, 5_00}, []int{1_00, 2_00}, []int{6_00, 2_00}),
			two + "segments: [{name: a, when: age < 9, weights: &w {Usage: 1, Spend: 2}}, {name: b, when: age < 8, weights: *w}, {name: c, when: age < 7, weights: *w}]",
			two + "segments: [{name: a, when: age < 9, weights: &w {Usage: 4, Spend: 5}}, {name: b, when: age < 8, weights: {Usage: 1, Spend: 2}}, {name: c, when: age < 7, weights: {Usage: 6, Spend: 2}}]"},
		{"names that need quotes", weights([]int{1_00, 2_00}, []int{3_00, 4_00}),
			"criteria: [{name: 'a: \"b\"', column: a, weight: 1}, {name: '# 客', key: b, column: b, weight: 2}]\n" + end,
			"criteria: [{name: 'a: \"b\"', column: a, weight: 1}, {name: '# 客', key: b, column: b, weight: 2}]\n" + end + `    weights: {"a: \"b\"": 3, "# 客": 4}` + "\n"},
		{"a segment's own cuts", cuts(rising),
			"criteria:\n  - {name: A, column: a, weight: 1, cuts: [0, 1, 2, 3]}\nsegments:\n  - {name: b, when: c < 1, cuts: {A: [9, 8, 7, 6]}}\n  - {name: c, when: c > 1}\n",
			"criteria:\n  - {name: A, column: a, weight: 1, cuts: [1, 2, 3, 4]}\nsegments:\n  - {name: b, when: c < 1, cuts: {A: [9, 8, 7, 6]}}\n  - {name: c, when: c > 1}\n"},
		{"a first propensity", &rubric.Edits{Propensity: leaving}, two + "# the end",
			two + "# the end\n\npropensity:  # the probability of leaving, by score\n  method: platt\n  base_rate: 0.265371\n  date: 2026-11-21\n  auc: 0.8198\n" +
				"  knots:\n    - [0, 0.812345]\n    - [50.25, 0.3012]\n    - [100, 0.0123]\n"},
		{"a propensity before the end of the document", &rubric.Edits{Propensity: leaving}, two + "\n...\n",
			two + "\npropensity:  # the probability of leaving, by score\n  method: platt\n  base_rate: 0.265371\n  date: 2026-11-21\n  auc: 0.8198\n" +
				"  knots:\n    - [0, 0.812345]\n    - [50.25, 0.3012]\n    - [100, 0.0123]\n...\n"},
		{"another propensity", &rubric.Edits{Propensity: leaving},
			"propensity: # by hand\n   knots: [[0, 0.2], [100, 0.1]]\n   # guessed\n   base_rate: 0.5 # half\n# below\n" + two,
			"propensity: # by hand\n   method: platt\n   base_rate: 0.265371\n   date: 2026-11-21\n   auc: 0.8198\n" +
				"   knots:\n     - [0, 0.812345]\n     - [50.25, 0.3012]\n     - [100, 0.0123] # half\n# below\n" + two},
		{"another propensity in one line", &rubric.Edits{Propensity: &rubric.Propensity{BaseRate: 1, Knots: leaving.Knots}},
			"propensity: {base_rate: 0.5, knots: [[0, 0.2], [100, 0.1]]}  # mine\n" + two,
			"propensity: {base_rate: 0.000001, knots: [[0, 0.812345], [50.25, 0.3012], [100, 0.0123]]}  # mine\n" + two},
		{"a note", &rubric.Edits{Note: []string{"on 2026-11-21", "to a\u202eb"}}, "# Mine.\n" + two,
			"# Fitted by chs on 2026-11-21\n#   to a\uFFFDb\n\n# Mine.\n" + two},
		{"another note", &rubric.Edits{Note: []string{"again"}}, "# Mine.\n\n# Fitted by chs on a day\n#   one\n#   two\n# Yours.\n" + two,
			"# Mine.\n\n# Fitted by chs again\n# Yours.\n" + two},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			for _, mark := range []string{"", "\uFEFF"} {
				for _, ends := range []string{"\n", "\r\n", "\r"} {
					file := func(text string) string { // its note, if it has one, first
						text = strings.Replace(text, "criteria:", "name: Test\nid: id\ncriteria:", 1)
						return mark + strings.ReplaceAll(text, "\n", ends)
					}
					got, err := mustLoad(t, file(test.old)).Edit(test.edits)
					if err != nil {
						t.Fatal(err)
					}
					if diff := cmp.Diff(file(test.want), string(got.Source)); diff != "" {
						t.Errorf("mark %q, ends %q:\n%s", mark, ends, diff)
					}
				}
			}
		})
	}
}

// A file that cannot be edited is a fault at a place in it, and what is wrong.
func TestEditRefuses(t *testing.T) {
	const (
		equal = "name: Test\nid: id\ncriteria:\n  - {name: A, column: a, weight: 1, cuts: [1, 2, 3, 4]}\n" +
			"segments:\n  - {name: b, when: b > 1, cuts: {A: [9, 9, 9, 9]}}\n"
		used = "propensity: {base_rate: &half 0.5, knots: [[0, 0.9], [100, 0.1]]}\n" + least + "bands: [{name: bad, from: 0}, {name: good, from: *half}]\n"
	)
	full := least + "#" + strings.Repeat("a", 1<<20-len(least)-1)
	tests := []struct {
		file, want string
		edits      rubric.Edits
	}{
		{equal, "r.yaml:6:5: the fitted values cannot be put in place here: the segment has cuts that are all equal, and would take over the new direction",
			rubric.Edits{Cuts: []*rubric.Cuts{falling}}},
		{used, `r.yaml:1:13: the fitted values cannot be put in place here: not YAML: the alias "*half" has no anchor`,
			rubric.Edits{Propensity: &rubric.Propensity{BaseRate: 1, Knots: []rubric.Knot{{Score: 0, Probability: 1}, {Score: 100_00, Probability: 1}}}}},
		{full, "r.yaml:1:1: the fitted values cannot be put in place here: the file has 1048577 bytes; a rubric has at most 1048576",
			rubric.Edits{Weights: [][]int{{10_00}}}},
		{least, "r.yaml:4:42: the fitted values cannot be put in place here: criterion \"Usage\": weight: 100000.01; want 0.01 to 100000",
			rubric.Edits{Weights: [][]int{{100_000_01}}}},
	}
	for _, test := range tests {
		_, err := mustLoad(t, test.file).Edit(&test.edits)
		if err == nil || err.Error() != test.want {
			t.Errorf("got  %v\nwant %s", err, test.want)
		}
	}
}
