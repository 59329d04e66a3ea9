package cmd

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"
)

// An account that is warned of, fell to a lower band and fell most is named once.
func TestPageNamesMoversOnce(t *testing.T) {
	_, root := pageOf(t, "../examples/accounts.csv", "--history", exampleHistory(t))
	headings := elements(root, "h2")
	changes := headings[slices.IndexFunc(headings, func(n *html.Node) bool { return attribute(n, "id") == "changes" })].Parent
	var lists []string
	for _, heading := range elements(changes, "h3") {
		lists = append(lists, textOf(heading))
	}
	want := []string{"Warned of", "Others that fell to a lower band", "Others that fell most", "Rose most"}
	if diff := cmp.Diff(want, lists); diff != "" {
		t.Errorf("the lists (-want +got):\n%s", diff)
	}
	named := map[string]int{}
	for _, link := range elements(changes, "a") {
		named[textOf(link)]++
	}
	if len(named) != 13 {
		t.Errorf("%d accounts are named, want 13: 2, 1, and 5 twice", len(named))
	}
	for name, n := range named {
		if n > 1 {
			t.Errorf("%s is named %d times", name, n)
		}
	}
	const why = "◆\u00a0yellow 50.00 → ▼\u00a0red 35.00 · kim · 40.00 below its usual 75.00 since 2026-11-07 · Usage\u00a0−10.00, Trend\u00a0−5.00"
	if text := textOf(changes); !strings.Contains(text, why) {
		t.Errorf("it does not say from where to where, what is warned of, and why:\n%s", text)
	}
}
