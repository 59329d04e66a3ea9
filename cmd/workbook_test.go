package cmd

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// bookFiles makes a folder with a rubric and a file of accounts.
func bookFiles(t *testing.T, accounts string) (folder string) {
	t.Helper()
	folder = t.TempDir()
	for name, text := range map[string]string{"rubric.yaml": "name: R\nid: id\ncriteria: [{name: X, column: x, weight: 1}]\n", "accounts.csv": accounts} {
		mustWrite(t, filepath.Join(folder, name), text)
	}
	t.Setenv("TMPDIR", filepath.Join(folder, "tmp"))
	if err := os.Mkdir(filepath.Join(folder, "tmp"), 0o700); err != nil {
		t.Fatal(err)
	}
	return folder
}

// leftovers are the files in a folder beside those that bookFiles makes, and the
// temporary ones.
func leftovers(t *testing.T, folder string) string {
	t.Helper()
	var names []string
	for _, pattern := range []string{"*", ".*", "tmp/*"} {
		found, err := filepath.Glob(filepath.Join(folder, pattern))
		if err != nil {
			t.Fatal(err)
		}
		names = append(names, found...)
	}
	left := strings.NewReplacer(folder+"/rubric.yaml", "", folder+"/accounts.csv", "", folder+"/tmp", "", folder+"/", "").Replace(strings.Join(names, " "))
	return strings.TrimSpace(left)
}

func TestMoreAccountsThanASheetHasRoomForAreRefused(t *testing.T) {
	folder := bookFiles(t, "id,x\n"+strings.Repeat("1,5\n", 1_048_576))
	code, _, stderr := runMain("score", filepath.Join(folder, "accounts.csv"), "-o", filepath.Join(folder, "scored.xlsx"), "-o", filepath.Join(folder, "scored.csv"))
	want := "chs: " + filepath.Join(folder, "scored.xlsx") + ": more than 1,048,575 accounts, for which a sheet of a workbook has no room\n" +
		"chs: hint: --band, --where and --limit choose fewer accounts; CSV has room for any number: -o scored.csv\n"
	if code != 1 || stderr != want {
		t.Errorf("exit %d, %q; want 1, %q", code, stderr, want)
	}
	if left := leftovers(t, folder); left != "" {
		t.Errorf("%s is left", left)
	}
	code, _, stderr = runMain("score", filepath.Join(folder, "accounts.csv"), "-o", filepath.Join(folder, "scored.xlsx"), "--limit", "2")
	if left := leftovers(t, folder); code != 0 || left != "scored.xlsx" {
		t.Errorf("with a limit: exit %d, %q, and files %q", code, stderr, left)
	}
}

func TestTextThatIsCutIsCounted(t *testing.T) {
	folder := bookFiles(t, "id,x,note\na,5,"+strings.Repeat("x", 40_000)+"\n")
	book := filepath.Join(folder, "scored.xlsx")
	code, _, stderr := runMain("score", filepath.Join(folder, "accounts.csv"), "-o", book)
	want := "chs: " + book + ": 1 text is cut, at the 32,767 characters that a cell of a workbook holds; CSV has it whole\n"
	if code != 0 || !strings.Contains(stderr, want) {
		t.Errorf("exit %d, %q; want %q", code, stderr, want)
	}
}

// The summary is of the accounts wanted, also where a page and a history get theirs.
func TestAWorkbookSumsUpTheAccountsWanted(t *testing.T) {
	folder := bookFiles(t, "id,x\na,1\nb,5\nc,1\nd,1\n")
	book := filepath.Join(folder, "scored.xlsx")
	code, _, stderr := runMain("score", filepath.Join(folder, "accounts.csv"), "-o", book, "-o", filepath.Join(folder, "report.html"), "--band", "red", "--limit", "1",
		"--history", filepath.Join(folder, "history.db"))
	if code != 0 || !strings.Contains(stderr, "4 accounts") {
		t.Fatalf("exit %d, %q", code, stderr)
	}
	opened, err := excelize.OpenFile(book)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := opened.GetRows("Accounts")
	if err != nil || len(rows) != 2 {
		t.Errorf("%d rows, %v; want a header and 1 account", len(rows), err)
	}
	if note, err := opened.GetCellValue("Summary", "A2"); err != nil || !strings.HasPrefix(note, "3 accounts · ") {
		t.Errorf("the summary is of %q, %v; want 3 accounts", note, err)
	}
}
