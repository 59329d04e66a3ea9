package rubric_test

import (
	"fmt"
	"strings"
	"testing"

	"chs/rubric"

	"pgregory.net/rapid"
)

// A fault in a formula is reported where it stands in the file, whichever way
// YAML writes the text. The sign "§" is the fault.
func TestPlaceInEveryStyle(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOfN(rapid.SampledFrom([]string{"a", "+ ü", "客", "* 𠮷", "(b)", "x_1", "/ d"}), 1, 8).Draw(t, "words")
		words = append(words, "§")
		words = append(words, rapid.SliceOfN(rapid.SampledFrom([]string{"+ c", "é", ")"}), 0, 3).Draw(t, "behind")...)
		style := rapid.SampledFrom([]func(*rapid.T, []string) string{plain, single, double, literal, folded}).Draw(t, "style")
		formula := style(t, words)
		mark := rapid.SampledFrom([]string{"", "\uFEFF"}).Draw(t, "mark")
		end := rapid.SampledFrom([]string{"\n", "\r\n", "\r"}).Draw(t, "end")
		text := strings.ReplaceAll("name: N\nid: id\nplays:\n  - name: ü\n    when: "+formula+"\nlabel: a\n", "\n", end)
		_, err := rubric.Load("r.yaml", []byte(mark+text))
		if err == nil {
			t.Fatalf("no fault in %q", text)
		}
		got := map[rubric.Pos]bool{}
		for _, fault := range rubric.AsFaults(err).List {
			if strings.Contains(fault.Message, "§") {
				got[fault.Pos] = true
			}
		}
		for i, line := range strings.Split(strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n"), "\n") {
			for j, r := range []rune(line) {
				if at := (rubric.Pos{Line: i + 1, Column: j + 1}); r == '§' && !got[at] {
					t.Errorf("no fault at %v, but %v", at, err)
				}
			}
		}
	})
}

// gap draws what stands between two words where YAML folds lines.
func gap(t *rapid.T, breaks ...string) string {
	return rapid.SampledFrom(append(breaks, " ", "  ", "\n      ", " \n\n    \t\n       ")).Draw(t, "gap")
}

func plain(t *rapid.T, words []string) string {
	text := "a " + words[0]
	for _, word := range words[1:] {
		text += gap(t) + word
	}
	return text
}

func single(t *rapid.T, words []string) string {
	text := "'"
	for _, word := range words {
		text += gap(t) + rapid.SampledFrom([]string{"", "''it'' "}).Draw(t, "quoted") + word
	}
	return text + gap(t) + "'"
}

func double(t *rapid.T, words []string) string {
	text := `"`
	for _, word := range words {
		escape := rapid.SampledFrom([]string{"", `\"x\" `, `\u00fc `, `\x41 `, `\U00020BB7 `, `\t`, `\ `, `\"\\\\\" `}).Draw(t, "escape")
		text += gap(t, "\\\n      ", " \\\n\n      ") + escape + word
	}
	return text + gap(t) + `"`
}

func literal(t *rapid.T, words []string) string { return block(t, "|", words) }

func folded(t *rapid.T, words []string) string { return block(t, ">", words) }

// block writes a text of lines, some of them further to the right than others,
// some of them blank.
func block(t *rapid.T, sign string, words []string) string {
	chomp := rapid.SampledFrom([]string{"", "-", "+"}).Draw(t, "chomp")
	blank := strings.Repeat("\n", rapid.IntRange(0, 2).Draw(t, "blank"))
	lead := rapid.IntRange(0, 2).Draw(t, "lead")
	indicator := ""
	if lead > 0 {
		indicator = "2"
	}
	text := fmt.Sprintf("%s%s%s # comment\n%s%s%s", sign, indicator, chomp, blank, strings.Repeat(" ", 6+lead), words[0])
	for _, word := range words[1:] {
		text += rapid.SampledFrom([]string{" ", "   ", "\n      ", "\n        ", "\n\n      ", "\n \n\n         ", "  \n      "}).Draw(t, "gap") + word
	}
	return text
}

// One space before a "#" is most likely a slip; two are a comment.
func TestCommentBehindAFormula(t *testing.T) {
	for formula, wrong := range map[string]bool{
		"a # b": true, "a  # b": false, "a\t# b": false, "a   ": false, `"a" # b`: false, "'a' # b": false, "a#b": true, // no formula
		"é\n      + ü # b": true, "é # b\n\n": true, "a #": true, "| # b\n      a": false, "col(\"a # b\")": false, "'col(\"a # b\")'": false,
	} {
		_, err := rubric.Load("r.yaml", []byte("name: N\nid: id\ncriteria:\n  - name: A\n    weight: 1\n    formula: "+formula+"\n"))
		if formula == "col(\"a # b\")" {
			wrong = true // YAML reads col("a
		}
		if (err != nil) != wrong {
			t.Errorf("formula: %s gives %v; want a fault: %v", formula, err, wrong)
		}
	}
}
