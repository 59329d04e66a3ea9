package fleet

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

const drawnHeader = "id,a,b,c,seen,value"

// drawSideRubric draws what follows a rubric's name and id: criteria that read
// the columns a, b and c, some relative, some that expire, segments and caps.
func drawSideRubric(t *rapid.T) string {
	var b strings.Builder
	draw := func(what string, of ...string) { b.WriteString(rapid.SampledFrom(of).Draw(t, what)) }
	draw("value", "", "value: value\n")
	draw("scale", "", "scale: 20-100\n")
	draw("min_coverage", "min_coverage: 0\n", "", "min_coverage: 100\n")
	draw("bands", "", "bands: [{name: red, from: 0}, {name: fair, from: 40}, {name: green, from: 60}]\n", "bands: [{name: all, from: 0}]\n")
	b.WriteString("criteria:\n")
	columns := rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"a", "b", "c"}), 1, 3, rapid.ID).Draw(t, "criteria")
	first := ""
	for _, column := range columns {
		name := column + rapid.SampledFrom([]string{"", "x"}).Draw(t, "name")
		first = cmp.Or(first, name)
		fmt.Fprintf(&b, "- {name: %s, column: %s, weight: %d", name, column, rapid.IntRange(1, 100).Draw(t, "weight"))
		draw("judge", "", ", cuts: [1, 2, 3, 4]", ", cuts: [4, 3, 2, 1]", ", cuts: quintiles, better: higher", ", cuts: quintiles, better: lower")
		draw("missing", "", ", missing: 2", ", missing: required")
		draw("expires", "", ", expires: {column: seen, days: 30}")
		b.WriteString("}\n")
	}
	if !strings.Contains(b.String(), "name: all") {
		draw("caps", "", "caps: [{when: c > 3, band: red, reason: high}]\n")
	}
	draw("segments", "", "segments: [{name: s, when: days_since(seen) > 20, weights: {"+first+": 0}}]\n")
	return b.String()
}

// drawRows draws rows of a few accounts, some without an id, some repeated.
func drawRows(t *rapid.T) []string {
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) string {
		cell := func(what string) string {
			return rapid.SampledFrom([]string{"1", "2", "3", "4", "5", "5", "", "?", "2.5"}).Draw(t, what)
		}
		return fmt.Sprintf("%s,%s,%s,%s,1970-%02d-15,%s",
			rapid.SampledFrom([]string{"k", "l", "m", "n", "o", "p", "q", ""}).Draw(t, "id"), cell("a"), cell("b"), cell("c"),
			rapid.IntRange(1, 4).Draw(t, "month"), rapid.SampledFrom([]string{"", "10", "70"}).Draw(t, "value"))
	}), 0, 12).Draw(t, "rows")
}

func drawSide(t *rapid.T) diffSide {
	return diffSide{drawSideRubric(t), drawnHeader, drawRows(t), rapid.IntRange(0, 120).Draw(t, "day")}
}

// The parts of a change sum to it, and what the criteria add to a part sums to
// that; where there is no change in points there are no parts.
func TestPartsSumToTheChange(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d, changes := diffOf(t, drawSide(t), drawSide(t))
		var sums [Causes]int
		for i := range changes {
			c := &changes[i]
			whole, sum := 0, 0
			for cause := range Causes {
				criteria := 0
				for criterion := range d.Criteria {
					criteria += c.By(cause, criterion)
				}
				if cause != ByCaps && criteria != c.Parts[cause] {
					t.Errorf("%s: criteria add %d to %s, which is %d", c.ID, criteria, cause, c.Parts[cause])
				}
				sum += c.Parts[cause]
				sums[cause] += c.Parts[cause]
			}
			for criterion := range d.Criteria {
				whole += c.Whole(criterion)
			}
			points, ok := c.Points()
			if sum != points || whole != points-c.Parts[ByCaps] {
				t.Errorf("%s: parts sum to %d and criteria to %d, want %d", c.ID, sum, whole, points)
			}
			if scored := c.Status == Matched && c.Old.Scored() && c.New.Scored(); ok != scored {
				t.Errorf("%s: has a change in points: %t", c.ID, ok)
			}
		}
		if sums != d.Sums {
			t.Errorf("sums are %v, want %v", d.Sums, sums)
		}
		mean, parts, ok := d.Mean()
		for cause, part := range parts {
			mean -= part
			if off := part*d.Compared - sums[cause]; ok && (off <= -d.Compared || off >= d.Compared) {
				t.Errorf("mean part %d of %d accounts, whose sum is %d", part, d.Compared, sums[cause])
			}
		}
		if mean != 0 {
			t.Errorf("the mean's parts %v are off by %d", parts, mean)
		}
	})
}

// Every account is in one cell of the matrix, and the counts say the same.
func TestMatrixSums(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d, changes := diffOf(t, drawSide(t), drawSide(t))
		last, lost := len(d.Matrix)-1, len(d.Matrix[0])-1
		sum, came, left := 0, 0, 0
		for i, row := range d.Matrix {
			for j, c := range row {
				sum += c.Accounts
				if i == last {
					came += c.Accounts
				}
				if j == lost {
					left += c.Accounts
				}
			}
		}
		crossed := 0
		for _, c := range d.Crossing {
			crossed += c.Accounts
		}
		got := []int{sum, came, left, d.Matched.Accounts + came, d.Matched.Accounts + left, crossed}
		want := []int{len(changes), d.Came.Accounts, d.Left.Accounts, d.New.All.Accounts, d.Old.All.Accounts, d.Matched.Accounts}
		if !slices.Equal(got, want) {
			t.Errorf("got %v, want %v", got, want)
		}
		if n := d.Matrix[last][lost].Accounts; n != 0 {
			t.Errorf("%d accounts came and left", n)
		}
	})
}

// What is compared with itself does not change.
func TestNothingChangesByItself(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		side := drawSide(t)
		d, changes := diffOf(t, side, side)
		if d.Changed.Accounts+d.Came.Accounts+d.Left.Accounts+len(d.Movers) > 0 || d.Sums != [Causes]int{} {
			t.Errorf("%d changed, %d came, %d left, parts %v", d.Changed.Accounts, d.Came.Accounts, d.Left.Accounts, d.Sums)
		}
		for _, c := range changes {
			if c.by != [Causes][maxKeys]int16{} {
				t.Errorf("%s: criteria move it", c.ID)
			}
		}
	})
}

// A change has no part in what is the same on both sides.
func TestPartsAreOfWhatDiffers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		before := drawSide(t)
		without := func(change string, after diffSide, causes ...Cause) {
			_, changes := diffOf(t, before, after)
			for _, c := range changes {
				for _, cause := range causes {
					if c.Parts[cause] != 0 {
						t.Errorf("%s: another %s is %s %d", c.ID, change, cause, c.Parts[cause])
					}
				}
			}
		}
		without("rubric", diffSide{drawSideRubric(t), drawnHeader, before.rows, before.day}, ByData, ByMissing, ByOthers)
		without("day", diffSide{before.rubric, drawnHeader, before.rows, rapid.IntRange(0, 120).Draw(t, "day")}, ByRubric)
		without("file", diffSide{before.rubric, drawnHeader, drawRows(t), before.day}, ByRubric)
		if !strings.Contains(before.rubric, "quintiles") {
			without("file", diffSide{drawSideRubric(t), drawnHeader, drawRows(t), before.day}, ByOthers)
		}
		if !strings.Contains(before.rubric, "caps") {
			without("file", diffSide{before.rubric, drawnHeader, drawRows(t), before.day}, ByCaps)
		}
	})
}
