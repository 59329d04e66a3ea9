//go:build linux || darwin

package report

import (
	"errors"
	"os"
	"syscall"
)

// lock locks a file until it is closed. The error is errTaken if it is locked
// already.
func lock(f *os.File) error {
	err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		return errTaken
	}
	return err
}
