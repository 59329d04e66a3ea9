package cmd

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"chs/cmd/help"
	"chs/internal/fleet"
	"chs/internal/report"
	"chs/rubric"

	"github.com/google/go-cmp/cmp"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// Every command that the pages show does what they say. Blocks marked sh hold
// commands that succeed. Blocks marked console show a terminal: commands
// behind "$ ", and all that these print.
func TestPagesShowWhatCommandsDo(t *testing.T) {
	for _, page := range []string{"README.md", "examples/README.md"} {
		t.Run(page, func(t *testing.T) { runBlocks(t, copyOfClone(t), readFile(t, "../"+page)) })
	}
	for _, topic := range help.Topics() {
		t.Run(topic.Name, func(t *testing.T) { runBlocks(t, copyOfClone(t)+"/examples", topic.Text) })
	}
}

func runBlocks(t *testing.T, folder, page string) {
	t.Helper()
	for _, block := range blocks(page, "sh", "console") {
		runBlock(t, folder, block)
	}
}

// Every command's examples succeed.
func TestCommandsExamples(t *testing.T) {
	for _, c := range withSubcommands((&app{}).root(io.Discard)) {
		if c.Example == "" && c.Runnable() {
			t.Errorf("%s has no example", c.CommandPath())
		}
		for command := range strings.SplitSeq(strings.TrimSpace(c.Example), "\n") {
			folder := copyOfClone(t) + "/examples"
			if c.Name() != "score" && strings.Contains(command, "--history") || strings.HasPrefix(c.CommandPath(), "chs history ") {
				keepHistory(t, folder)
			}
			run(t, folder, strings.TrimSpace(command))
		}
	}
}

// keepHistory makes the history that commands and pages show, and its export.
func keepHistory(t *testing.T, folder string) {
	t.Helper()
	run(t, folder, "chs score last-week.csv -q -o scored.csv --history history.db --as-of 2026-11-13")
	run(t, folder, "chs score accounts.csv -q -o scored.csv --history history.db --as-of 2026-11-20")
	run(t, folder, "chs history export --history history.db all.csv")
}

func withSubcommands(c *cobra.Command) []*cobra.Command {
	all := []*cobra.Command{c}
	for _, sub := range c.Commands() {
		if c.Name() == "completion" {
			continue // cobra's own
		}
		all = append(all, withSubcommands(sub)...)
	}
	return all
}

// Every YAML block about rubrics is one, once it has what each must have, and
// its examples hold.
func TestShownRubricsLoad(t *testing.T) {
	for _, block := range blocks(readFile(t, "../README.md")+topic(t, "rubric"), "yaml") {
		text := block.text
		for key, line := range map[string]string{
			"name": "name: Test", "id": "id: id", "criteria": "criteria: [{name: Test, column: test, weight: 1}]",
		} {
			if !regexp.MustCompile(`(?m)^` + key + ":").MatchString(text) {
				text = line + "\n" + text
			}
		}
		r, err := rubric.Load("rubric.yaml", []byte(text))
		if err != nil {
			t.Errorf("%s\n%v", text, err)
			continue
		}
		for _, f := range fleet.RunExamples(r).Differing {
			t.Errorf("%s\n%s", text, f.In(r.File))
		}
	}
}

// The pages name every key, setting and format.
func TestPagesNameEverything(t *testing.T) {
	var schema struct {
		Properties  map[string]any
		Definitions map[string]struct{ Properties map[string]any }
	}
	if err := json.Unmarshal(rubric.Schema(), &schema); err != nil {
		t.Fatal(err)
	}
	wantRows(t, "rubric", schema.Properties)
	for name, object := range schema.Definitions {
		if name != "value" && name != "numbers" && name != "expires" { // which stand in text
			wantRows(t, "rubric", object.Properties)
		}
	}
	settings := map[string]any{}
	for _, f := range settingFlags((&app{}).root(io.Discard)) {
		settings[f.Name] = nil
	}
	wantRows(t, "environment", settings)
	formats := map[string]any{}
	for _, format := range report.ScoreFormats {
		formats[string(format)] = nil
	}
	wantRows(t, "files", formats)
}

// The page of settings says which commands each is for.
func TestPageSaysWhatSettingsAreFor(t *testing.T) {
	commands := map[string][]string{}
	for _, command := range (&app{}).root(io.Discard).Commands() {
		for _, c := range withSubcommands(command) {
			c.Flags().VisitAll(func(f *pflag.Flag) {
				if _, ok := f.Annotations[isSetting]; ok && !slices.Contains(commands[f.Name], command.Name()) {
					commands[f.Name] = append(commands[f.Name], command.Name())
				}
			})
		}
	}
	(&app{}).root(io.Discard).PersistentFlags().VisitAll(func(f *pflag.Flag) { commands[f.Name] = []string{"all commands"} })
	page := regexp.MustCompile(` *\|\n\| +\| `).ReplaceAllString(topic(t, "environment"), " ") // rows of two lines in one
	for name, of := range commands {
		row := `(?m)^\| ([a-z-]+, )*` + name + `(, [a-z-]+)* +\| ` + strings.Join(of, ", ") + ` +\|$`
		if !regexp.MustCompile(row).MatchString(page) {
			t.Errorf("chs help environment does not say that %s is for %s", name, strings.Join(of, ", "))
		}
	}
}

// wantRows reports names that have no row in a table of a page.
func wantRows(t *testing.T, page string, names map[string]any) {
	t.Helper()
	text := topic(t, page)
	for name := range names {
		if !regexp.MustCompile(`(?m)^\| ` + name + ` *\|`).MatchString(text) {
			t.Errorf("chs help %s has no row for %q", page, name)
		}
	}
}

// The pages are read in terminals, as they stand.
func TestPagesFitATerminal(t *testing.T) {
	for _, topic := range help.Topics() {
		number := 0
		for line := range strings.Lines(topic.Text) {
			number++
			if width := utf8.RuneCountInString(strings.TrimRight(line, "\n")); width > 80 {
				t.Errorf("chs help %s, line %d: %d columns; want at most 80", topic.Name, number, width)
			}
		}
	}
}

func topic(t *testing.T, name string) string {
	t.Helper()
	for _, topic := range help.Topics() {
		if topic.Name == name {
			return topic.Text
		}
	}
	t.Fatalf("there is no page %q", name)
	return ""
}

// A block is a fenced part of a page.
type block struct{ kind, text string }

var fence = regexp.MustCompile("(?ms)^```(\\w*)\n(.*?)^```$")

// blocks returns a page's blocks of some kinds.
func blocks(page string, kinds ...string) []block {
	var all []block
	for _, found := range fence.FindAllStringSubmatch(page, -1) {
		for _, kind := range kinds {
			if found[1] == kind {
				all = append(all, block{kind, found[2]})
			}
		}
	}
	return all
}

// runBlock runs a block's commands in a folder.
func runBlock(t *testing.T, folder string, b block) {
	t.Helper()
	if b.kind == "sh" {
		for command := range strings.SplitSeq(strings.ReplaceAll(b.text, "\\\n", " "), "\n") {
			run(t, folder, command)
		}
		return
	}
	for _, part := range strings.Split("\n"+b.text, "\n$ ")[1:] {
		command, want, _ := strings.Cut(part, "\n")
		got := run(t, folder, command, "CHS_FORMAT="+terminalFormat(command), "COLUMNS=105")
		if diff := cmp.Diff(strings.TrimRight(want, "\n"), strings.TrimRight(got, "\n")); diff != "" {
			t.Errorf("%s: the page against what it prints:\n%s", command, diff)
		}
	}
}

// terminalFormat returns what the command's format is on a terminal, where it
// says none: the tests have no terminal.
func terminalFormat(command string) string {
	if strings.Contains(command, " -o ") || strings.Contains(command, " -f ") || strings.Contains(command, " | ") {
		return ""
	}
	return "table"
}

// run runs a command as a shell does, and returns all that it prints.
func run(t *testing.T, folder, command string, environment ...string) string {
	t.Helper()
	command = strings.Replace(command, "go run ./cmd/chs", "chs", 1)
	if strings.HasPrefix(command, "go ") || strings.HasPrefix(command, "git ") {
		return "" // not ours
	}
	if strings.HasPrefix(command, "chs init ") && !strings.Contains(command, " -o ") {
		if err := os.Remove(folder + "/rubric.yaml"); err != nil && !errors.Is(err, os.ErrNotExist) {
			t.Fatal(err)
		}
	}
	shell := exec.Command("sh", "-c", command)
	shell.Dir = folder
	shell.Env = append([]string{"PATH=" + os.Getenv("PATH"), "GORACE=" + os.Getenv("GORACE"), "HOME=" + folder, "XDG_CONFIG_HOME=" + folder}, environment...)
	output, err := shell.CombinedOutput()
	var exit *exec.ExitError
	if errors.As(err, &exit) && exit.ExitCode() == exitGate && strings.Contains(command, "--fail-on") {
		err = nil
	}
	if err != nil {
		t.Errorf("%s: %v\n%s", command, err, output)
	}
	return string(output)
}

// copyOfClone returns a folder with what the commands of the pages read.
func copyOfClone(t *testing.T) string {
	t.Helper()
	folder := t.TempDir()
	for _, part := range []string{"examples", "rubric/templates"} {
		if err := os.CopyFS(filepath.Join(folder, part), os.DirFS(filepath.Join("..", part))); err != nil {
			t.Fatal(err)
		}
	}
	var packed bytes.Buffer
	w := gzip.NewWriter(&packed)
	_, err := w.Write([]byte(readFile(t, "../examples/accounts.csv")))
	err = errors.Join(err, w.Close())
	err = errors.Join(err, os.WriteFile(folder+"/examples/accounts.csv.gz", packed.Bytes(), 0o666))
	if err != nil {
		t.Fatal(err)
	}
	return folder
}

func readFile(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n")))
}
