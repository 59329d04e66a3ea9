package rubric_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// What a column is first mentioned by is what messages about it name.
func TestColumnsInOrderOfMention(t *testing.T) {
	r := load(t, string(yamlFiles(t, "good")["full.yaml"]))
	var got []string
	for _, c := range r.Columns {
		got = append(got, c.Type.String()+" "+c.Name+" of "+c.By)
	}
	want := []string{
		"number arr of value", `number active_seats of criterion "Usage"`, `number seats of criterion "Usage"`,
		`number Tickets (90d) of criterion "Support load"`, `text csm_pulse of criterion "Pulse"`, `date pulse_date of criterion "Pulse"`,
		`number spend_12m of criterion "Spend"`, `number sponsor_rating of criterion "Sponsor"`, `number days_late of criterion "Late"`,
		`text lifecycle of segment "onboarding"`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
