package report

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"chs/internal/fleet"
)

func TestAccountsOfOneLabelAreToldApart(t *testing.T) {
	got := called([]*fleet.Change{
		{ID: "a1", Label: "Acme"}, {ID: "a2", Label: "Globex"}, {ID: "a3", Label: "Acme"}, {ID: "a4"}, {ID: "a5"},
	})
	if diff := cmp.Diff([]string{"a1 · Acme", "Globex", "a3 · Acme", "a4", "a5"}, got); diff != "" {
		t.Error(diff)
	}
}
