package cmd

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/url"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/jackc/pgx/v5"
)

// A testServer is a database of PostgreSQL.
type testServer struct {
	address string
	*pgx.Conn
}

// newTestServer makes a database in the server that CHS_TEST_POSTGRES has the address
// of, which no command shall take for a setting.
func newTestServer(t *testing.T) *testServer {
	t.Helper()
	server := os.Getenv("CHS_TEST_POSTGRES")
	if server == "" {
		t.Skip("CHS_TEST_POSTGRES has no address of a server")
	}
	t.Setenv("CHS_TEST_POSTGRES", "") // until the test ends
	if err := os.Unsetenv("CHS_TEST_POSTGRES"); err != nil {
		t.Fatal(err)
	}
	address, err := url.Parse(server)
	if err != nil {
		t.Fatal(err)
	}
	name := strings.ToLower(t.Name())
	connect(t, server).execute(t, "DROP DATABASE IF EXISTS "+name, "CREATE DATABASE "+name)
	address.Path = "/" + name
	return connect(t, address.String())
}

func connect(t *testing.T, address string) *testServer {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close(context.Background()) }) // of no more use
	return &testServer{address, conn}
}

func (s *testServer) execute(t *testing.T, statements ...string) {
	t.Helper()
	for _, statement := range statements {
		if _, err := s.Exec(t.Context(), statement); err != nil {
			t.Fatalf("%s: %v", statement, err)
		}
	}
}

// number returns the one number that a query yields.
func (s *testServer) number(t *testing.T, query string) (n int) {
	t.Helper()
	if err := s.QueryRow(t.Context(), query).Scan(&n); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	return n
}

// addAccounts makes a table of the accounts of examples, in types as a program keeps
// them.
func (s *testServer) addAccounts(t *testing.T) {
	t.Helper()
	s.execute(t, `CREATE TABLE accounts (account_id text, company varchar(80), csm text, plan text, lifecycle text, renewal_date date,
arr numeric(12, 0), seats smallint, active_users real, usage_change_pct double precision, tickets_90d bigint, mood text, invoice_days_late integer)`)
	f, err := os.Open("../examples/accounts.csv")
	if err == nil {
		_, err = s.PgConn().CopyFrom(t.Context(), f, "COPY accounts FROM STDIN (FORMAT csv, HEADER)")
		err = errors.Join(err, f.Close())
	}
	if err != nil {
		t.Fatal(err)
	}
}

// runIn runs a command in the folder of examples.
func runIn(ctx context.Context, t *testing.T, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	t.Chdir("../examples")
	defer t.Chdir("../cmd")
	var out, said bytes.Buffer
	a := &app{stdin: strings.NewReader(""), stdout: &out, messages: messages{to: &said, now: time.Now}}
	code = a.run(ctx, args)
	return code, out.String(), said.String()
}

func TestPostgresScoresAsFilesDo(t *testing.T) {
	server := newTestServer(t)
	server.addAccounts(t)
	_, want, _ := runIn(t.Context(), t, "score", "accounts.csv", "--as-of", "2026-11-21", "--why")
	for _, from := range [][]string{{"--table", "public.accounts"}, {"--query", "SELECT * FROM accounts;"}} {
		code, got, said := runIn(t.Context(), t, append([]string{"sql", "--run", server.address, "--as-of", "2026-11-21", "--why"}, from...)...)
		if diff := cmp.Diff(want, got); code != exitDone || diff != "" {
			t.Errorf("%q: exit %d, %s%s", from, code, said, diff)
		}
		if !strings.HasSuffix(said, "chs: 40 rows read = 39 scored + 1 unscored + 0 rejected\n") {
			t.Errorf("says %q", said)
		}
	}
}

func TestPostgresKeepsResults(t *testing.T) {
	server := newTestServer(t)
	server.addAccounts(t)
	server.execute(t, `CREATE SCHEMA "My Scores"`)
	const table = `"My Scores".today`
	for _, step := range []struct {
		flags string
		code  int
		rows  int
	}{{"", exitDone, 40}, {"", exitFailed, 40}, {"--append", exitDone, 80}, {"--replace", exitDone, 40}} {
		args := append([]string{"sql", "--run", server.address, "--table", "accounts", "--into", table}, strings.Fields(step.flags)...)
		if code, _, said := runIn(t.Context(), t, args...); code != step.code {
			t.Errorf("%s: exit %d, %s", step.flags, code, said)
		}
		if rows := server.number(t, "SELECT count(*) FROM "+table); rows != step.rows {
			t.Errorf("%s: %d rows, want %d", step.flags, rows, step.rows)
		}
	}
	if red := server.number(t, "SELECT count(*) FROM "+table+" WHERE health_band = 'red' AND health_score < 50.00"); red != 7 {
		t.Errorf("%d red, want 7", red)
	}
}

func TestPostgresVerifies(t *testing.T) {
	server := newTestServer(t)
	code, got, said := runIn(t.Context(), t, "sql", "--verify", "accounts.csv", "--run", server.address, "--why")
	if code != exitDone || got != "equal: 40 accounts × 13 columns\n" {
		t.Errorf("exit %d, %s%s", code, got, said)
	}
	if tables := server.number(t, "SELECT count(*) FROM pg_class WHERE relname = 'chs_accounts'"); tables != 0 {
		t.Errorf("%d tables are left", tables)
	}
}

// An interrupt ends the query on the server, whatever becomes of its results.
func TestPostgresIsInterrupted(t *testing.T) {
	server := newTestServer(t)
	server.addAccounts(t)
	watch := connect(t, server.address)
	const running = "SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%pg_sleep%' AND state = 'active' AND pid <> pg_backend_pid()"
	for _, into := range [][]string{nil, {"--into", "scores"}, {"-f", "table"}} {
		ctx, interrupt := context.WithCancel(t.Context())
		ended := make(chan struct{})
		go func() {
			defer close(ended)
			for t.Context().Err() == nil {
				var n int
				if err := watch.QueryRow(t.Context(), running).Scan(&n); err != nil || n > 0 {
					break
				}
			}
			interrupt()
		}()
		slow := "SELECT a.* FROM accounts AS a, LATERAL (SELECT pg_sleep(600), a.seats OFFSET 0) AS s"
		code, _, said := runIn(ctx, t, append([]string{"sql", "--run", server.address, "--query", slow}, into...)...)
		<-ended
		if code != exitInterrupted || said != "chs: interrupted; files are as they were\n" {
			t.Errorf("%q: exit %d, says %q", into, code, said)
		}
		if n := server.number(t, running); n != 0 {
			t.Errorf("%q: the query goes on", into)
		}
	}
}

// A pipe whose reader goes away ends the query, too, without an error.
func TestPostgresEndsWithTheReader(t *testing.T) {
	server := newTestServer(t)
	server.addAccounts(t)
	from, to, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	go func() {
		_, _ = io.ReadFull(from, make([]byte, 100)) // it fails later, if at all
		_ = from.Close()
	}()
	t.Chdir("../examples")
	var said bytes.Buffer
	a := &app{stdin: strings.NewReader(""), stdout: to, messages: messages{to: &said, now: time.Now}}
	many := "SELECT a.* FROM accounts AS a, (SELECT generate_series(1, 100000000)) AS s(i)"
	if code := a.run(t.Context(), []string{"sql", "--run", server.address, "--query", many}); code != exitDone {
		t.Errorf("exit %d, says %q", code, said.String())
	}
	if n := server.number(t, "SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%generate_series%' AND state = 'active' AND pid <> pg_backend_pid()"); n != 0 {
		t.Error("the query goes on")
	}
}
