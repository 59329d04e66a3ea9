package database

import (
	"database/sql"
	"errors"
	"net/url"
	"path/filepath"
	"strings"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// OpenSQLite prepares to open a file as its driver's options say.
func OpenSQLite(path string, options url.Values) (*sql.DB, error) {
	absolute, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	absolute = filepath.ToSlash(absolute)
	if !strings.HasPrefix(absolute, "/") { // a Windows drive
		absolute = "/" + absolute
	}
	name := url.URL{Scheme: "file", Path: absolute, RawQuery: options.Encode()}
	return sql.Open("sqlite", name.String())
}

// ErrBusy says that another program is writing.
var ErrBusy = errors.New("another program is writing to it; run again later")

// ExplainSQLite words an error of SQLite.
func ExplainSQLite(err error) error {
	failure, ok := errors.AsType[*sqlite.Error](err)
	if !ok {
		return err
	}
	if failure.Code() == sqlite3.SQLITE_READONLY_ROLLBACK {
		return errors.New("a program that wrote to it was cut off; want it opened once by one that may write, as sqlite3 does, which puts it right")
	}
	switch failure.Code() & 0xff {
	case sqlite3.SQLITE_ERROR: // SQL logic error: no such table: notes (1)
		said := strings.TrimPrefix(failure.Error(), "SQL logic error: ")
		return errors.New(strings.TrimSuffix(said, " (1)"))
	case sqlite3.SQLITE_BUSY:
		return ErrBusy
	case sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB:
		return errors.New("is damaged; want a copy from before that, or another place")
	case sqlite3.SQLITE_AUTH:
		return errors.New("a query may only read; want a SELECT that changes nothing")
	case sqlite3.SQLITE_FULL:
		return errors.New("no space left on device")
	case sqlite3.SQLITE_IOERR:
		return errors.New("cannot be read or written; the disk may be faulty, or files may not grow that large")
	case sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM:
		return errors.New("the file or its folder may not be written to")
	}
	return err
}
