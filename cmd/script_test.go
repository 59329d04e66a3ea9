package cmd_test

import (
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"

	"chs/cmd"
	"chs/internal/database"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/xuri/excelize/v2"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"chs": func() { os.Exit(cmd.Main(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) },
	})
}

// TestScripts drives the command line as a user does: each script in
// testdata/script is a session, with its files. With UPDATE_SCRIPTS=1 the
// expected outputs are written anew, to be read before they are kept.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "../testdata/script",
		Setup: func(e *testscript.Env) error {
			examples, err := os.Getwd()
			if err != nil {
				return err
			}
			e.Setenv("EXAMPLES", examples+"/../examples")
			e.Setenv("XDG_CONFIG_HOME", e.WorkDir+"/config")
			e.Setenv("GORACE", os.Getenv("GORACE"))
			return errors.Join(writeWorkbook(e.WorkDir+"/book.xlsx"), writeLeavers(e.WorkDir+"/leavers.csv"))
		},
		Cmds:                map[string]func(*testscript.TestScript, bool, []string){"exits": exits, "webhook": webhook, "sqlite": sqlite},
		RequireExplicitExec: true,
		UpdateScripts:       os.Getenv("UPDATE_SCRIPTS") != "",
	})
}

// exits runs a command that must exit with a code: exits CODE COMMAND [ARG …].
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE COMMAND [ARG …]")
	}
	code := 0
	var exit *exec.ExitError
	if err := ts.Exec(args[1], args[2:]...); errors.As(err, &exit) {
		code = exit.ExitCode()
	} else if err != nil {
		ts.Fatalf("%v", err)
	}
	if got := strconv.Itoa(code); got != args[0] {
		ts.Fatalf("%s exits with %s, want %s", strings.Join(args[1:], " "), got, args[0])
	}
}

// sqlite runs the statements of a file in a database: sqlite DATABASE FILE.
func sqlite(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: sqlite DATABASE FILE")
	}
	db, err := database.OpenSQLite(ts.MkAbs(args[0]), url.Values{})
	if err == nil {
		_, err = db.Exec(ts.ReadFile(args[1]))
		err = errors.Join(err, db.Close())
	}
	ts.Check(err)
}

// webhook starts a server that answers with the given statuses, and then the last
// of them, writes each body that it is sent to the file NAME.got, and is the
// address of a name of chs notify: webhook NAME STATUS [STATUS …].
func webhook(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: webhook NAME STATUS [STATUS …]")
	}
	name, statuses := args[0], args[1:]
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		err = errors.Join(err, os.WriteFile(ts.MkAbs(name+".got"), body, 0o666))
		status, e := strconv.Atoi(statuses[0])
		if err = errors.Join(err, e); err != nil {
			status = http.StatusTeapot
		}
		if len(statuses) > 1 {
			statuses = statuses[1:]
		}
		w.WriteHeader(status)
	}))
	ts.Defer(server.Close)
	ts.Setenv("CHS_NOTIFY_"+strings.ToUpper(name), server.URL+"/s3cr3t")
}

// writeWorkbook writes accounts into the second sheet of a workbook.
func writeWorkbook(name string) error {
	book := excelize.NewFile()
	_, err := book.NewSheet("Customers")
	err = errors.Join(err,
		book.SetSheetRow("Sheet1", "A1", &[]any{"notes"}),
		book.SetSheetRow("Sheet1", "A2", &[]any{"none"}),
		book.SetSheetRow("Customers", "A1", &[]any{"id", "x"}),
		book.SetSheetRow("Customers", "A2", &[]any{"007", 5}))
	return errors.Join(err, book.SaveAs(name), book.Close())
}
