package report

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestWriteMetrics(t *testing.T) {
	var b strings.Builder
	err := WriteMetrics(&b, []Metric{
		{Name: "Usage", Ratings: []int{0, 1, 50, 400, 200}, Of: 1000, Known: 651, Missing: -1, Unreadable: -1},
		{Name: "active\x1b[31m", Part: true, Of: 1000, Known: 999, Missing: 1},
		{Name: "客户", Ratings: []int{0, 0, 0, 0, 0}, Of: 1000, Missing: 900, Unreadable: 100},
		{Name: "an extraordinarily long name of a criterion", Of: 0},
	}, 60, false)
	if err != nil {
		t.Fatal(err)
	}
	want := `
 CRITERION            1 2 3 4 5  KNOWN  MISSING  UNREADABLE
 Usage                · ▁ ▁ █ ▄    65%
 └ active\x1b[31m                 >99%      <1%          0%
 客户                 · · · · ·     0%      90%         10%
 an extraordinarily…
`
	if diff := cmp.Diff(strings.TrimPrefix(want, "\n"), b.String()); diff != "" {
		t.Error(diff)
	}
}

func TestWriteMetricsPaintsRatings(t *testing.T) {
	var b strings.Builder
	if err := WriteMetrics(&b, []Metric{{Name: "A", Ratings: []int{0, 0, 0, 0, 9}, Of: 9, Known: 9}}, 0, true); err != nil {
		t.Fatal(err)
	}
	if bar := ratingStyle(5).paint("█", true); !strings.Contains(b.String(), bar) {
		t.Errorf("%q lacks %q", b.String(), bar)
	}
}

func TestWrapped(t *testing.T) {
	for _, test := range []struct {
		width int
		want  string
	}{
		{0, "  one two\\u202ethree four\n"},
		{14, "  one\n  two\\u202ethree\n  four\n"},
		{5, "  one\n  two\\u202ethree\n  four\n"},
	} {
		if diff := cmp.Diff(test.want, Wrapped("one two\u202ethree four", test.width, "  ")); diff != "" {
			t.Errorf("width %d\n%s", test.width, diff)
		}
	}
}
