package fleet

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"chs/internal/history"
	"chs/rubric"
	"chs/scoring"
)

// storedRuns are the rubrics of snapshots, by what these have for a hash; "now"
// is that of the account now.
type storedRuns map[string]*rubric.Rubric

func (s storedRuns) Rubric(n *history.Snapshot) (*rubric.Rubric, error) {
	return s[n.RubricHash], nil
}

func (s storedRuns) Diff(n *history.Snapshot) (*StoredDiff, error) {
	return NewStoredDiff(s[n.RubricHash], s["now"], 0), nil
}

func TestStory(t *testing.T) {
	const criteria = "criteria: [{name: A, column: a, weight: 1}]\n"
	rubrics := storedRuns{}
	for name, bands := range map[string]string{
		"now":   "bands: [{name: low, from: 0}, {name: mid, from: 50}, {name: high, from: 75}]\n",
		"three": "bands: [{name: low, from: 0}, {name: mid, from: 60}, {name: best, from: 90}]\n",
	} {
		rubrics[name] = diffSide{rubric: bands + criteria}.load(t)
	}
	at := func(day int, by string, rating int) history.Moment {
		scorer := scoring.New(rubrics[by], 0)
		r := scorer.NewResult()
		scorer.Score([]string{strings.Trim(fmt.Sprint(rating), "0")}, r)
		return history.Moment{Snapshot: &history.Snapshot{Day: day, RubricHash: by}, Account: history.NewAccount(scorer, 1, r)}
	}
	tests := []struct {
		name   string
		before string // ratings by day, from 1; 0 is unscored, t a rating by the rubric called three
		now    int
		want   string
	}{
		{"no snapshot", "", 1, "since 9 at least"},
		{"always there", "111", 1, "since 1 at least; 0 since 3"},
		{"entered now", "333", 1, "since 9, mid before; -5000 since 3 (better)"},
		{"entered before", "5311", 2, "since 3, mid before; 2500 since 4, -2500 since 2 (better)"},
		{"risen", "115", 5, "since 3, low before; 0 since 3"},
		{"fallen and risen", "5133", 3, "since 3, low before; 0 since 4, -5000 since 1 (better)"},
		{"the run is unbroken", "1311", 1, "since 3, mid before; 0 since 4, -5000 since 2 (better)"},
		{"in the top band", "5155", 5, "since 3, low before; 0 since 4"},
		{"scored again", "500", 5, "since 9, unscored before; none since 3"},
		{"never scored", "00", 0, "since 1 at least; none since 2"},
		{"no longer scored", "50", 0, "since 2, high before; none since 2"},
		{"no longer scored now", "5", 0, "since 9, high before; none since 1"},
		{"bands have names", "t3t3", 3, "since 9, low before; 0 since 2"},
		{"a better band of another rubric", "t5t33", 1, "since 9, mid before; -5000 since 3 (better)"},
		{"that only the other has", "t5t1", 1, "since 2, best before; 0 since 2, -10000 since 1 (better)"},
	}
	for _, test := range tests {
		var older []history.Moment
		by := "now"
		for _, sign := range test.before {
			if sign == 't' {
				by = "three"
				continue
			}
			older = append(older, at(len(older)+1, by, int(sign-'0')))
			by = "now"
		}
		now := at(9, "now", test.now).Account
		p, err := NewStory(rubrics, older, &now, rubrics["now"], 9)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(test.want, storyText(p)); diff != "" {
			t.Errorf("%s: %s", test.name, diff)
		}
	}
}

// storyText words a story.
func storyText(p *Story) string {
	text := fmt.Sprintf("since %d", p.Since)
	if p.AtLeast {
		text += " at least"
	} else {
		text += ", " + p.Before + " before"
	}
	for i, c := range p.Changes {
		text += [...]string{"; ", ", "}[i]
		if points, ok := c.Points(); ok {
			text += fmt.Sprint(points)
		} else {
			text += "none"
		}
		text += fmt.Sprintf(" since %d", c.Day)
		if c.Better {
			text += " (better)"
		}
	}
	return text
}
