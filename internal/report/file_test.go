package report

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// create starts a file and writes text to it.
func create(t *testing.T, name, text string) *File {
	t.Helper()
	f, err := Create(name)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.WriteString(f, text); err != nil {
		t.Fatal(err)
	}
	return f
}

// expect checks what a file holds, and that no other than those named is
// beside it.
func expect(t *testing.T, name, want string, beside ...string) {
	t.Helper()
	got, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != want {
		t.Errorf("the file holds %q, want %q", got, want)
	}
	expectNames(t, filepath.Dir(name), append(beside, filepath.Base(name))...)
}

func expectNames(t *testing.T, folder string, want ...string) {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	if slices.Sort(want); !slices.Equal(names, want) {
		t.Errorf("the folder has %q, want %q", names, want)
	}
}

func TestFileIsNotThereUntilItIsKept(t *testing.T) {
	folder := t.TempDir()
	name := filepath.Join(folder, "out.csv")
	f := create(t, name, "new")
	if _, err := os.Stat(name); !os.IsNotExist(err) {
		t.Errorf("the file is there: %v", err)
	}
	if err := f.Keep(); err != nil {
		t.Fatal(err)
	}
	expect(t, name, "new")
}

func TestFileThatIsThereStaysUntilAnotherIsKept(t *testing.T) {
	name := filepath.Join(t.TempDir(), "out.csv")
	if err := os.WriteFile(name, []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(name, 0o666); err != nil { // more than a umask leaves
		t.Fatal(err)
	}
	if err := create(t, name, "new").Drop(); err != nil {
		t.Fatal(err)
	}
	expect(t, name, "old")
	if err := create(t, name, "new").Keep(); err != nil {
		t.Fatal(err)
	}
	expect(t, name, "new")
	if info, err := os.Stat(name); err != nil || info.Mode().Perm() != 0o666 {
		t.Errorf("permissions are %v, %v", info.Mode(), err)
	}
}

func TestFileFollowsALink(t *testing.T) {
	folder := t.TempDir()
	name, link := filepath.Join(folder, "real.csv"), filepath.Join(t.TempDir(), "link.csv")
	if err := os.WriteFile(name, []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(name, link); err != nil {
		t.Skip(err) // the system or the user has no links
	}
	if err := create(t, link, "new").Keep(); err != nil {
		t.Fatal(err)
	}
	expect(t, name, "new")
	if got, err := os.Readlink(link); got != name || err != nil {
		t.Errorf("the link leads to %q, %v", got, err)
	}
}

func TestTwoFilesDoNotMix(t *testing.T) {
	name := filepath.Join(t.TempDir(), "out.csv")
	one, two := create(t, name, "one"), create(t, name, "two")
	if err := one.Keep(); err != nil {
		t.Fatal(err)
	}
	if err := two.Drop(); err != nil {
		t.Fatal(err)
	}
	expect(t, name, "one")
}

func TestFileOfARunThatWasKilledIsRemoved(t *testing.T) {
	folder := t.TempDir()
	name, other := filepath.Join(folder, "out.csv"), filepath.Join(folder, "out.csv.csv")
	living := create(t, name, "living")
	elsewhere := create(t, other, "another target's")
	killed := create(t, name, "killed")
	abandon(t, killed, 25*time.Hour)
	notes := filepath.Join(folder, ".out.csv.2b.tmp") // not of our making
	if err := os.WriteFile(notes, nil, 0o600); err != nil {
		t.Fatal(err)
	}

	if err := create(t, name, "new").Keep(); err != nil {
		t.Fatal(err)
	}
	expect(t, name, "new", filepath.Base(living.file.Name()), filepath.Base(elsewhere.file.Name()), filepath.Base(notes))
	for _, f := range []*File{living, elsewhere} {
		if err := f.Keep(); err != nil {
			t.Fatal(err)
		}
	}
	expect(t, name, "living", filepath.Base(other), filepath.Base(notes))
}

// abandon leaves a file as a run does that was killed some time ago.
func abandon(t *testing.T, f *File, ago time.Duration) {
	t.Helper()
	if err := f.file.Close(); err != nil {
		t.Fatal(err)
	}
	f.release()
	then := time.Now().Add(-ago)
	if err := os.Chtimes(f.file.Name(), then, then); err != nil {
		t.Fatal(err)
	}
}

func TestFileThatVanishesIsNamedOnce(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "gone")
	if err := os.Mkdir(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(folder, "out.csv")
	one, two := create(t, name, "one"), create(t, name, "two")
	if err := os.RemoveAll(folder); err != nil {
		t.Skip(err) // the system does not remove what is open
	}
	if err := one.Drop(); err != nil {
		t.Errorf("dropped with %v", err)
	}
	if err := two.Keep(); err == nil || strings.Count(err.Error(), name+": ") != 1 {
		t.Errorf("kept with %v, want one line that names %s", err, name)
	}
}

func TestDeviceIsWrittenDirectly(t *testing.T) {
	f := create(t, os.DevNull, "text")
	if f.target != "" {
		t.Fatalf("%s is to be replaced", os.DevNull)
	}
	if err := f.Keep(); err != nil {
		t.Fatal(err)
	}
	if err := create(t, os.DevNull, "text").Drop(); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(os.DevNull); err != nil || info.Mode().IsRegular() {
		t.Errorf("%s is no device any more: %v", os.DevNull, err)
	}
}

func TestFileErrorsNameTheFile(t *testing.T) {
	folder := t.TempDir()
	absent := filepath.Join(folder, "absent")
	for name, want := range map[string]string{
		folder:                           folder + ": is a folder; want a file",
		filepath.Join(absent, "out.csv"): fmt.Sprintf("%s: there is no folder %s", filepath.Join(absent, "out.csv"), absent),
	} {
		if _, err := Create(name); err == nil || err.Error() != want {
			t.Errorf("got error %v, want %q", err, want)
		}
	}
	name := filepath.Join(folder, "out.csv")
	f := create(t, name, "text")
	if err := f.file.Close(); err != nil {
		t.Fatal(err)
	}
	for _, err := range []error{second(f.Write([]byte("more"))), f.Keep()} {
		if err == nil || !strings.HasPrefix(err.Error(), name+": ") {
			t.Errorf("got error %v, want one of %s", err, name)
		}
	}
	expectNames(t, folder)
}

func second[T any](_ T, err error) error { return err }
