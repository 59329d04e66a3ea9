package rubric_test

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"chs/rubric"

	"github.com/google/go-cmp/cmp"
)

func TestTemplatesAreAllThere(t *testing.T) {
	want := []string{"saas", "ecommerce", "agency", "telco", "fintech", "employees"}
	var got []string
	for _, template := range rubric.Templates() {
		got = append(got, template.Name)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	files, err := filepath.Glob("templates/*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	if len(files) != len(want) {
		t.Errorf("the folder holds %q; want one file a template", files)
	}
}

func TestTemplate(t *testing.T) {
	for _, template := range rubric.Templates() {
		t.Run(template.Name, func(t *testing.T) {
			r, err := rubric.Load(template.Name+".yaml", template.Text)
			if err != nil {
				t.Fatal(err)
			}
			if s := template.Summary; len(s) < 20 || len(s) > 80 || strings.HasPrefix(s, "#") {
				t.Errorf("summary %q; want one line of 20 to 80 characters", s)
			}
			if !strings.Contains(string(template.Text), "starting points") {
				t.Error("no comment says that the cuts are starting points")
			}
			if len(r.Criteria) != rubric.MaxCriteria {
				t.Errorf("%d criteria; want %d", len(r.Criteria), rubric.MaxCriteria)
			}
			weights := 0
			for _, c := range r.Criteria {
				weights += c.Weight
			}
			if weights != 100_00 {
				t.Errorf("weights sum to %d hundredths; want 100 percent", weights)
			}
			for _, b := range r.Bands {
				if b.Action == "" || b.Symbol == "" {
					t.Errorf("band %q has action %q and symbol %q; want both", b.Name, b.Action, b.Symbol)
				}
			}
			if r.ID == "" || !r.Valued() {
				t.Errorf("id %q, value %q; want both", r.ID, r.Value.Column)
			}
			wantPlays(t, r)
		})
	}
}

// wantPlays reports a template that lacks one of the four kinds of play.
func wantPlays(t *testing.T, r *rubric.Rubric) {
	t.Helper()
	for _, kind := range []string{"Save", "Resell", "Upsell", "Referral"} {
		if !slices.ContainsFunc(r.Plays, func(p rubric.Play) bool { return strings.HasPrefix(p.Name, kind) }) {
			t.Errorf("no play for %q", kind)
		}
	}
}

func TestTemplatesAreTheCallersOwn(t *testing.T) {
	rubric.Templates()[0].Text[0] = 'x'
	if got := rubric.Templates()[0].Text[0]; got != '#' {
		t.Errorf("another caller sees %q", got)
	}
}
