package history

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"chs/internal/database"
)

// sqliteEngine keeps a history in an SQLite file.
type sqliteEngine struct{}

// applicationID marks SQLite files as histories of chs: "chsh".
const applicationID = 0x63687368

// openSQLite opens a file, or makes it if create is set.
func openSQLite(path string, create bool) (*sql.DB, engine, error) {
	if strings.Contains(path, "://") {
		return nil, nil, errors.New("want a file, or an address that starts with postgres://")
	}
	if create {
		if err := createPrivate(path); err != nil {
			return nil, nil, err
		}
	}
	if err := checkFile(path); err != nil {
		return nil, nil, err
	}
	// No pragmas: most of them read the file, and fail at once while another
	// program writes to it.
	query := url.Values{"mode": {"rw"}, "_txlock": {"immediate"}, "_dqs": {"0"}, "_defensive": {"1"}}
	db, err := database.OpenSQLite(path, query)
	return db, sqliteEngine{}, err
}

// createPrivate makes an empty file that only the user may read, if there is
// none.
func createPrivate(path string) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	switch {
	case errors.Is(err, fs.ErrExist):
		return nil
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("there is no folder %s", filepath.Dir(path))
	case err != nil:
		return bare(err)
	}
	return f.Close()
}

// checkFile refuses files of other programs before SQLite touches them. An
// empty one has nothing to lose.
func checkFile(path string) error {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return errors.New("there is no such history; chs score --history makes one")
	case err != nil:
		return bare(err)
	case !info.Mode().IsRegular():
		return errors.New("is no file; want one")
	}
	f, err := os.Open(path)
	if err != nil {
		return bare(err)
	}
	defer func() { _ = f.Close() }() // nothing was written
	var head [100]byte
	if n, err := io.ReadFull(f, head[:]); n == 0 && errors.Is(err, io.EOF) {
		return nil
	}
	// https://sqlite.org/fileformat.html: the application's id is at offset 68.
	if !bytes.HasPrefix(head[:], []byte("SQLite format 3\x00")) || binary.BigEndian.Uint32(head[68:]) != applicationID {
		return errors.New("is no history but a file of another program; want another place")
	}
	return nil
}

func bare(err error) error {
	if path, ok := errors.AsType[*fs.PathError](err); ok {
		return path.Err
	}
	return err
}

func (sqliteEngine) key() string                    { return "INTEGER PRIMARY KEY" }
func (sqliteEngine) clustered() string              { return " WITHOUT ROWID" }
func (sqliteEngine) placeholder(int, string) string { return "?" }

// begin implements [engine]. A transaction that only reads locks nothing yet:
// reading the version does.
func (e sqliteEngine) begin(ctx context.Context, db *sql.DB, write bool, wait time.Duration) (*sql.Tx, error) {
	if err := waitFor(ctx, db, wait); err != nil {
		return nil, err
	}
	tx, err := db.BeginTx(ctx, &sql.TxOptions{ReadOnly: !write})
	if err == nil {
		if _, err = e.version(ctx, tx); err != nil {
			_ = tx.Rollback() // the first error says more
		}
	}
	switch {
	case isCode(err, sqlite3.SQLITE_BUSY):
		return nil, database.ErrBusy
	case err != nil:
		return nil, err
	}
	if err = waitFor(ctx, tx, longWait); err == nil {
		_, err = tx.ExecContext(ctx, cache)
	}
	return tx, err
}

// cache keeps 32 MiB of the file in memory.
const cache = "PRAGMA cache_size = -32768"

// waitFor says how long to wait for other programs. Within a transaction that
// is for those that read, when it is written to the file.
func waitFor(ctx context.Context, to interface {
	ExecContext(context.Context, string, ...any) (sql.Result, error)
}, wait time.Duration) error {
	_, err := to.ExecContext(ctx, "PRAGMA busy_timeout = "+strconv.FormatInt(wait.Milliseconds(), 10))
	return err
}

// version implements [engine].
func (sqliteEngine) version(ctx context.Context, tx *sql.Tx) (version int, err error) {
	err = tx.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version)
	return version, err
}

// setVersion implements [engine].
func (sqliteEngine) setVersion(ctx context.Context, tx *sql.Tx, version int) error {
	_, err := tx.ExecContext(ctx, fmt.Sprintf("PRAGMA application_id = %d; PRAGMA user_version = %d", applicationID, version))
	return err
}

// check implements [engine].
func (sqliteEngine) check(ctx context.Context, tx *sql.Tx) ([]string, error) {
	var said []string
	err := eachRow(ctx, tx, "PRAGMA integrity_check", func(scan func(...any) error) error {
		var text string
		err := scan(&text)
		said = append(said, text)
		return err
	})
	if len(said) == 1 && said[0] == "ok" {
		said = nil
	}
	return said, err
}

// explain implements [engine].
func (sqliteEngine) explain(err error) error { return database.ExplainSQLite(err) }

// isCode reports whether err is an error of SQLite with a primary code.
func isCode(err error, code int) bool {
	failure, ok := errors.AsType[*sqlite.Error](err)
	return ok && failure.Code()&0xff == code
}
