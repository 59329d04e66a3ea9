package fleet_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

func TestLintOfColumnsWithGivenNames(t *testing.T) {
	const criteria = "criteria: [{name: A, column: a, weight: 1}]\n"
	const taken = `%s is a column here; the account's %[1]s is known in %s alone; want col("%[1]s") if the column is meant`
	for text, want := range map[string]string{
		`segments: [{name: x, when: band == "red", weights: {A: 2}}]`:             `segment "x": ` + fmt.Sprintf(taken, "band", "plays"),
		`segments: [{name: x, when: value > 3, weights: {A: 2}}]`:                 `segment "x": ` + fmt.Sprintf(taken, "value", "caps and plays"),
		`segments: [{name: x, when: 'segment == "b"', weights: {A: 2}}]`:          `segment "x": ` + fmt.Sprintf(taken, "segment", "caps and plays"),
		`segments: [{name: x, when: coverage > 3, weights: {A: 2}}]`:              `segment "x": ` + fmt.Sprintf(taken, "coverage", "caps and plays"),
		`caps: [{when: score > 3 and score < 5, band: red, reason: x}]`:           "cap 1: " + fmt.Sprintf(taken, "score", "plays"),
		`caps: [{when: coverage < 0.3, band: red, reason: x}]`:                    "",
		`caps: [{when: 'col("score") > 3', band: red, reason: x}]`:                "",
		`caps: [{when: 'score > 3 and col( "score") < 5', band: red, reason: x}]`: "",
		`plays: [{name: p, when: 'score > 3 and band == "red"'}]`:                 "",
		"value: value\nsegments: [{name: x, when: value > 3, weights: {A: 2}}]":   "",
	} {
		if got := strings.Join(doubts(t, criteria+text, nil), "\n"); got != want {
			t.Errorf("%s\n got %s\nwant %s", text, got, want)
		}
	}
	want := []string{`criterion "B": ` + fmt.Sprintf(taken, "score", "plays")}
	if got := doubts(t, "criteria: [{name: B, formula: score / 20, weight: 1, cuts: [1, 2, 3, 4]}]", nil); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
