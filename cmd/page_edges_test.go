package cmd

import (
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// oddFiles writes a rubric whose bands have white space in their names, and
// accounts that are worth too much to add up.
func oddFiles(t *testing.T) (rubric, accounts string) {
	t.Helper()
	folder := t.TempDir()
	rubric, accounts = filepath.Join(folder, "rubric.yaml"), filepath.Join(folder, "accounts.csv")
	for file, text := range map[string]string{
		rubric: `
name: Odd
id: id
owner: owner
value: worth
criteria: [{name: One, column: one, weight: 1, cuts: [20, 40, 60, 80]}]
bands: [{name: at  risk, from: 0}, {name: fine, from: 50}]
`,
		accounts: "id,owner,worth,one\na,kim,1e308,10\nb,kim,1e308,90\nc,lee,1e308,90\nd,lee,5,10\n",
	} {
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return rubric, accounts
}

func TestPageDrawsNothingOfWhatIsTooMuchToAddUp(t *testing.T) {
	rubric, accounts := oddFiles(t)
	_, root := pageOf(t, accounts, "-r", rubric)
	for _, e := range elements(root, "rect") {
		for _, name := range []string{"x", "y", "width", "height"} {
			if x, err := strconv.ParseFloat(attribute(e, name), 64); err != nil || math.IsNaN(x) || math.IsInf(x, 0) {
				t.Errorf("%s=%q", name, attribute(e, name))
			}
		}
	}
	if want := "2 of 4 accounts are at  risk, worth 1.0e+308."; !strings.Contains(textOf(root), want) {
		t.Errorf("the page does not say %q", want)
	}
}

// A browser takes an option's text without its white space.
func TestPagesFilterNamesBandsAsTheTableDoes(t *testing.T) {
	rubric, accounts := oddFiles(t)
	_, root := pageOf(t, accounts, "-r", rubric)
	var values, bands []string
	for _, option := range elements(root, "option") {
		values = append(values, attribute(option, "value"))
	}
	for _, body := range elements(root, "tbody") {
		if row := elements(body, "tr"); strings.HasPrefix(attribute(body, "id"), "a") {
			cells := slices.Collect(row[0].ChildNodes())
			cells = slices.DeleteFunc(cells, func(n *html.Node) bool { return n.Type != html.ElementNode })
			bands = append(bands, textOf(elements(cells[2], "bdi")[0]))
		}
	}
	if len(bands) != 4 {
		t.Fatalf("bands %q", bands)
	}
	for _, band := range bands {
		if !slices.Contains(values, band) {
			t.Errorf("no option of %q has the value %q", values, band)
		}
	}
}
