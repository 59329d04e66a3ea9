package scoring

import (
	"fmt"
	"math"
	"testing"

	"chs/rubric"
)

// load returns a rubric with one criterion, of the formula, and one play, of
// the condition.
func load(t testing.TB, formula, condition string) *rubric.Rubric {
	t.Helper()
	source := fmt.Sprintf("name: test\nid: id\nvalue: arr\ncriteria:\n- {name: Usage, formula: %q, weight: 1}\n"+
		"plays:\n- {name: Call, when: %q}\n", formula, condition)
	r, err := rubric.Load("test.yaml", []byte(source))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// sampleRow returns the row that formulas are tried on. Columns of other
// names than these hold nothing.
func sampleRow(r *rubric.Rubric) *row {
	numbers := map[string]float64{
		"zero": 0, "one": 1, "two": 2, "three": 3, "tenth": 0.1, "huge": 1e308, "tiny": 1e-308, "half": 0.5, "minus_half": -0.5, "day_100": 100,
	}
	texts := map[string]string{"plan": "pro", "stage": "Pro"}
	sample := &row{asOf: 130, value: 1000, coverage: 75, segment: "new", score: 75.5, band: "red"}
	sample.ratings[0] = 4
	for _, column := range r.Columns {
		c := cell{num: math.NaN(), missing: true}
		if n, ok := numbers[column.Name]; ok {
			c = cell{num: n}
		}
		text, ok := texts[column.Name]
		if ok {
			c.missing = false
		}
		sample.cells, sample.texts = append(sample.cells, c), append(sample.texts, text)
	}
	return sample
}

func TestNumberFormulas(t *testing.T) {
	missing := math.NaN()
	tests := []struct {
		formula string
		want    float64
	}{
		{"one + two * three", 7}, {"one - two - three", -4}, {"one / two", 0.5}, {"-one", -1}, {"- -one", 1}, {"42", 42},
		{"gone", missing}, {"gone + one", missing}, {"one - gone", missing}, {"zero * gone", missing}, {"-gone", missing},
		{"one / zero", missing}, {"zero / zero", missing}, {"one / (one / zero)", missing},
		{"huge * huge", missing}, {"huge + huge", missing}, {"-huge - huge", missing}, {"huge / tiny", missing}, {"tiny * tiny", 0},
		{"tenth * 10 - 1", 0}, // the product is rounded before the difference

		{"abs(-two)", 2}, {"abs(gone)", missing},
		{"min(three, two, one)", 1}, {"max(one, three, two)", 3}, {"min(two)", 2}, {"min(one, gone)", missing}, {"max(gone, one)", missing},
		{"mean(one, two, three)", 2}, {"mean(one, gone, three)", 2}, {"mean(gone)", missing}, {"mean(huge, huge)", missing},
		{"round(half)", 1}, {"round(minus_half)", 0}, {"round(minus_half - tenth)", -1}, {"round(2.4)", 2}, {"round(2.5)", 3}, {"round(-2.5)", -2}, {"round(gone)", missing},
		{"rate(two, 1, 2, 3, 4)", 3}, {"rate(two, 4, 3, 2, 1)", 4}, {"rate(two, 2, 2, 2, 2)", 5}, {"rate(gone, 1, 2, 3, 4)", missing},
		{`count_true(one == 1, gone == 1, plan == "pro", two == 1)`, 2}, {"count_true(gone > 1)", 0},
		{"days_since(day_100)", 30}, {"days_until(day_100)", -30}, {"days_since(never)", missing},

		{"one > 0 ? 10 : 20", 10}, {"one < 0 ? 10 : 20", 20}, {"gone > 0 ? 10 : 20", 20}, {"one > 0 ? nil : 20", missing}, {"one < 0 ? 10 : nil", missing},
		{"one < 0 ? 10 : two < 0 ? 20 : 30", 30},
		{"one + (gone > 0 ? 10 : 20)", 21},
	}
	for _, test := range tests {
		r := load(t, test.formula, "one > 0")
		got := compileNumber(r.Criteria[0].Formula.Root)(sampleRow(r))
		if got != test.want && !(math.IsNaN(got) && math.IsNaN(test.want)) {
			t.Errorf("%s = %v, want %v", test.formula, got, test.want)
		}
	}
}

func TestConditions(t *testing.T) {
	tests := []struct {
		condition string
		want      truth
	}{
		{"one < 1", no}, {"one <= 1", yes}, {"one > 1", no}, {"one >= 1", yes}, {"one == 1", yes}, {"one != 1", no},
		{"one < 2", yes}, {"two > one", yes}, {"two <= one", no}, {"one == two", no}, {"one != two", yes}, {"zero == -0", yes},
		{"gone < 1", unknown}, {"gone == gone", unknown}, {"gone != 1", unknown}, {"1 >= gone", unknown}, {"one / zero > 1", unknown},

		{`plan == "pro"`, yes}, {`"pro" == plan`, yes}, {`plan != "pro"`, no}, {`stage == "pro"`, no}, {`stage != "pro"`, yes},
		{`lost == "pro"`, unknown}, {`lost != "pro"`, unknown}, {`(one > 0 ? plan : stage) == "pro"`, yes}, {`(gone > 0 ? plan : stage) == "pro"`, no},
		{`plan == (one > 1 ? "pro" : nil)`, unknown},

		{"two in [1, 2]", yes}, {"two in [-2]", no}, {"two not in [1, 2]", no}, {"two not in [3]", yes}, {"gone in [1]", unknown}, {"gone not in [1]", unknown},
		{`plan in ["free", "pro"]`, yes}, {`plan in ["Pro"]`, no}, {`plan not in ["Pro"]`, yes}, {`not (plan in ["pro"])`, no}, {`not (plan not in ["pro"])`, yes},
		{`lost in ["a"]`, unknown}, {`lost not in ["a"]`, unknown},

		{"is_missing(gone)", yes}, {"is_missing(one)", no}, {"is_missing(one / zero)", yes}, {"is_missing(abs(one))", no}, {"not is_missing(gone)", no},
		{`is_missing(lost) and lost != "x"`, unknown}, {`is_missing(plan) or plan == "pro"`, yes}, {"is_missing(segment)", no}, {"is_missing(value)", no},

		{"one > 0 ? two > 1 : two < 1", yes}, {"gone > 0 ? two > 1 : two < 1", no}, {"one > 0 ? nil : two > 1", unknown},

		{"value == 1000 and coverage == 75 and score == 75.5", yes}, {`band == "red"`, yes}, {`segment in ["new"]`, yes}, {`segment == "default"`, no},
		{`rating("Usage") == 4`, yes},
	}
	for _, test := range tests {
		r := load(t, "1", test.condition)
		if got := compileCondition(r.Plays[0].When.Root)(sampleRow(r)); got != test.want {
			t.Errorf("%s is %d, want %d", test.condition, got, test.want)
		}
	}
}

func TestLogicIsThreeValued(t *testing.T) {
	terms := map[truth]string{no: "one > 1", unknown: "gone > 1", yes: "one == 1"}
	tests := []struct{ l, r, and, or truth }{
		{no, no, no, no}, {no, unknown, no, unknown}, {no, yes, no, yes},
		{unknown, no, no, unknown}, {unknown, unknown, unknown, unknown}, {unknown, yes, unknown, yes},
		{yes, no, no, yes}, {yes, unknown, unknown, yes}, {yes, yes, yes, yes},
	}
	is := func(condition string) truth {
		r := load(t, "1", condition)
		return compileCondition(r.Plays[0].When.Root)(sampleRow(r))
	}
	for _, test := range tests {
		if got := is(terms[test.l] + " and " + terms[test.r]); got != test.and {
			t.Errorf("%d and %d is %d, want %d", test.l, test.r, got, test.and)
		}
		if got := is(terms[test.l] + " or " + terms[test.r]); got != test.or {
			t.Errorf("%d or %d is %d, want %d", test.l, test.r, got, test.or)
		}
		if got := is("not (" + terms[test.l] + ")"); got != -test.l {
			t.Errorf("not %d is %d", test.l, got)
		}
	}
}

func TestUnknownNames(t *testing.T) {
	r := load(t, "1", `rating("Usage") > 0 or value > 0 or score > 0`)
	unknownRow := &row{value: math.NaN(), score: math.NaN(), cells: sampleRow(r).cells, texts: sampleRow(r).texts}
	if got := compileCondition(r.Plays[0].When.Root)(unknownRow); got != unknown {
		t.Errorf("an unknown rating, value and score compare as %d, want unknown", got)
	}
}

// everything is a formula of every kind of node.
const everything = `round(mean(rate(one * two, 5, 5, 1, 1), abs(-min(three, max(one, gone)) / two), days_since(day_100) - days_until(day_100),
	count_true(one > 1, plan == "pro" and not (stage != "x"), two in [1, 2], plan not in ["a", "b"] or is_missing(gone)))) > 1 ? one + 1 : nil`

func TestFormulasAllocateNothing(t *testing.T) {
	r := load(t, everything, "one > 0")
	formula, sample := compileNumber(r.Criteria[0].Formula.Root), sampleRow(r)
	if allocs := testing.AllocsPerRun(100, func() { formula(sample) }); allocs != 0 {
		t.Errorf("%v allocations a run, want none", allocs)
	}
}

func BenchmarkFormula(b *testing.B) {
	for _, bench := range []struct{ name, text string }{{"share", "one / two * 100"}, {"everything", everything}} {
		b.Run(bench.name, func(b *testing.B) {
			r := load(b, bench.text, "one > 0")
			formula, sample := compileNumber(r.Criteria[0].Formula.Root), sampleRow(r)
			b.ReportAllocs()
			for b.Loop() {
				formula(sample)
			}
		})
	}
}
