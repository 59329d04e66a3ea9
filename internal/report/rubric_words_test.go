package report

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// A rubric that wants no coverage is not said to want some.
func TestScaleIsSaidInWords(t *testing.T) {
	const said = "Each criterion is rated from 1, the worst, to 5, the best. " +
		"The score is the weighted mean of the ratings: all 1 make 0 points, all 5 make 100."
	for share, want := range map[string][]string{
		"0": {said}, "62.5": {said, "An account is unscored where less than 62.5% of the weight is known."},
	} {
		l := layoutFor(t, "name: Plain\nid: id\nmin_coverage: "+share+"\ncriteria: [{name: Use, column: use, weight: 1}]\n", []string{"id", "use"}, Options{})
		if diff := cmp.Diff(want, scaleWords(l.Rubric)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", share, diff)
		}
	}
}
