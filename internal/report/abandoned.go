package report

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// removeAbandoned removes the temporary files of a target whose runs have
// ended without removing them, now being the time by the folder's clock. What
// cannot be removed stays: it is in nobody's way.
func removeAbandoned(folder, base string, now time.Time) {
	dir, err := os.Open(filepath.Join(folder, "."))
	if err != nil {
		return
	}
	names, _ := dir.Readdirnames(0)
	_ = dir.Close()
	for _, name := range names {
		n, ok := strings.CutPrefix(name, "."+base+".")
		n, tmp := strings.CutSuffix(n, ".tmp")
		if ok && tmp && n != "" && strings.Trim(n, "0123456789") == "" {
			removeIfAbandoned(filepath.Join(folder, name), now)
		}
	}
}

// removeIfAbandoned removes a temporary file unless its run goes on. Where no
// lock tells, it does after a day without a write.
func removeIfAbandoned(path string, now time.Time) {
	info, err := os.Lstat(path)
	if err != nil || !info.Mode().IsRegular() {
		return
	}
	lock, err := claim(path)
	switch {
	case err == nil:
		_ = os.Remove(path)
		_ = lock.Close()
	case errors.Is(err, errors.ErrUnsupported) && now.Sub(info.ModTime()) > 24*time.Hour:
		_ = os.Remove(path)
	}
}

// errTaken says that another run has claimed a temporary file, or removed it.
var errTaken = errors.New("is another run's")

// claim locks a temporary file until the file that it returns is closed, if
// only by the end of the process. The error is errTaken if it cannot, and
// errors.ErrUnsupported where the system has no such locks.
func claim(path string) (*os.File, error) {
	file, err := os.OpenFile(path, os.O_WRONLY, 0)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, errTaken
	}
	if err != nil {
		return nil, err
	}
	if err = lock(file); err == nil && !isAt(file, path) {
		err = errTaken
	}
	if err != nil {
		_ = file.Close()
		return nil, err
	}
	return file, nil
}

// isAt reports whether path is a name of the file.
func isAt(file *os.File, path string) bool {
	open, err := file.Stat()
	if err != nil {
		return false
	}
	there, err := os.Lstat(path)
	return err == nil && os.SameFile(open, there)
}
