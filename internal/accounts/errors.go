package accounts

import (
	"errors"
	"fmt"
	"io/fs"
)

// An Error is a fault of a file that ends its reading.
type Error struct {
	File string
	Line int // 0: the file as a whole
	Text string
}

// Error returns the fault as `file:line: what is; what is wanted`.
func (e *Error) Error() string {
	if e.Line == 0 {
		return e.File + ": " + e.Text
	}
	return fmt.Sprintf("%s:%d: %s", e.File, e.Line, e.Text)
}

// A Warning is something odd that was put right.
type Warning struct {
	Line int
	Text string
}

// bare returns err without the operation and the path that package os puts
// before it.
func bare(err error) error {
	if e, ok := errors.AsType[*fs.PathError](err); ok {
		return e.Err
	}
	return err
}

// plural returns "1 cell", "2 cells".
func plural(n int, word string) string {
	if n == 1 {
		return "1 " + word
	}
	return fmt.Sprintf("%d %ss", n, word)
}
