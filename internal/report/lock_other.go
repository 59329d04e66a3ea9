//go:build !linux && !darwin

package report

import (
	"errors"
	"os"
)

// lock does nothing here.
func lock(*os.File) error { return errors.ErrUnsupported }
