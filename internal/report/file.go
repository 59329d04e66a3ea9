package report

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// A File is an output file that is not there until it is whole: it is written
// beside its target, and takes the target's place when it is kept. A target
// that is no regular file, such as a pipe or a device, is written directly.
type File struct {
	file   *os.File
	claim  *os.File // holds the lock on file that others respect; nil if there is none
	name   string   // as the user named it
	target string   // with symbolic links followed; "" if it is written directly

	finished bool
}

// Create starts a file that is to take the place of the named one. A file
// that is there keeps its permissions. What runs that were killed have left
// beside it is removed.
func Create(name string) (*File, error) {
	target, err := filepath.EvalSymlinks(name)
	if err != nil {
		target = name // it is not there yet, or can be opened under this name alone
	}
	info, err := os.Stat(target)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return createBeside(name, target, nil)
	case err != nil:
		return nil, fileError(name, err)
	case info.IsDir():
		return nil, fmt.Errorf("%s: is a folder; want a file", name)
	case info.Mode().IsRegular():
		return createBeside(name, target, info)
	}
	file, err := os.OpenFile(target, os.O_WRONLY, 0)
	if err != nil {
		return nil, fileError(name, err)
	}
	return &File{file: file, name: name}, nil
}

// createBeside creates a file beside the target that has a name of its own,
// and the permissions of old, if that is not nil.
func createBeside(name, target string, old fs.FileInfo) (*File, error) {
	folder, base := filepath.Split(target)
	for n := 1; ; n++ {
		beside := filepath.Join(folder, fmt.Sprintf(".%s.%d.tmp", base, n))
		file, err := os.OpenFile(beside, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
		switch {
		case errors.Is(err, fs.ErrExist):
			continue
		case errors.Is(err, fs.ErrNotExist):
			return nil, fmt.Errorf("%s: there is no folder %s", name, filepath.Dir(target))
		case err != nil:
			return nil, fileError(name, err)
		}
		f := &File{file: file, name: name, target: target}
		if f.claim, err = claim(beside); errors.Is(err, errTaken) {
			_ = file.Close() // another run has taken it for abandoned, and removes it
			continue
		}
		if info, err := file.Stat(); err == nil {
			removeAbandoned(folder, base, info.ModTime())
		}
		if old != nil {
			if err := file.Chmod(old.Mode().Perm()); err != nil {
				return nil, errors.Join(fileError(name, err), f.Drop())
			}
		}
		return f, nil
	}
}

// Write implements io.Writer. Its errors name the file.
func (f *File) Write(p []byte) (int, error) {
	n, err := WritePieces(f.file, p)
	return n, fileError(f.name, err)
}

// WritePieces writes p to w, 64 KiB at a time. Where one call takes some 100
// microseconds, as of 256 KiB, Go's scheduler may give the thread's place to another:
// three threads then take turns on two cores, and in one run of ten a core stood idle
// for half of the time.
func WritePieces(w io.Writer, p []byte) (n int, err error) {
	const most = 1 << 16
	for len(p) > most && err == nil {
		var written int
		written, err = w.Write(p[:most])
		n, p = n+written, p[most:]
	}
	if err != nil {
		return n, err
	}
	written, err := w.Write(p)
	return n + written, err
}

// Finish puts the file's bytes on disk, so that little can go wrong when it is
// kept. Nothing can be written any more.
func (f *File) Finish() error {
	if f.finished {
		return nil
	}
	f.finished = true
	var err error
	if f.target != "" {
		err = f.file.Sync()
	}
	return fileError(f.name, cmp.Or(err, f.file.Close()))
}

// Keep finishes the file and puts it in the place of its target.
func (f *File) Keep() error {
	err := f.Finish()
	if f.target == "" {
		return err
	}
	defer f.release()
	if err == nil {
		err = fileError(f.name, os.Rename(f.file.Name(), f.target))
	}
	if err != nil {
		return errors.Join(err, removed(f.name, f.file.Name()))
	}
	syncFolder(filepath.Dir(f.target))
	return nil
}

// Drop removes what has been written, and leaves the target as it was.
func (f *File) Drop() error {
	defer f.release()
	var err error
	if !f.finished {
		err = fileError(f.name, f.file.Close())
	}
	if f.target != "" {
		err = errors.Join(err, removed(f.name, f.file.Name()))
	}
	return err
}

// release ends the claim, once the file has its last name or none.
func (f *File) release() {
	if f.claim != nil {
		_ = f.claim.Close() // nothing was written through it
	}
}

// removed removes a temporary file. That it is not there any more, perhaps
// with its folder, is no error.
func removed(name, temporary string) error {
	if err := os.Remove(temporary); !errors.Is(err, fs.ErrNotExist) {
		return fileError(name, err)
	}
	return nil
}

// syncFolder makes a rename in the folder last, where the system can: the file
// is in its place either way.
func syncFolder(folder string) {
	if f, err := os.Open(folder); err == nil {
		_ = f.Sync()
		_ = f.Close()
	}
}

// fileError names the file as the user did, and no other path.
func fileError(name string, err error) error {
	if err == nil {
		return nil
	}
	var path *fs.PathError
	var link *os.LinkError
	switch {
	case errors.As(err, &path):
		err = path.Err
	case errors.As(err, &link):
		err = link.Err
	}
	return fmt.Errorf("%s: %w", name, err)
}
