package cmd

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"runtime"
	"slices"
	"strings"

	"chs/internal/notify"

	"github.com/spf13/cobra"
)

// targetSetting is what the settings of names that chs notify tells start with.
const targetSetting = "notify-"

// isTargetSetting reports whether a setting is of a name that chs notify tells.
func isTargetSetting(key string) bool {
	name, ok := strings.CutPrefix(key, targetSetting)
	return ok && notify.IsName(name)
}

// notifyTargets returns where the names are told, once all is checked that can be,
// and says which have no address that is good: none of them having one is an
// error. A name has none where nothing is sent to it, and the format is said.
func notifyTargets(root *cobra.Command, o *notifyOptions) (targets []*notify.Target, unknown, err error) {
	if err := o.check(); err != nil {
		return nil, nil, err
	}
	settings, err := loadSettings(root)
	if err != nil {
		return nil, nil, err
	}
	for _, name := range o.to {
		target := &notify.Target{Name: name}
		if o.format == "" || o.format != string(notify.FormatNDJSON) && !o.dry {
			if target, err = settings.target(name); err != nil {
				unknown = errors.Join(unknown, err)
				continue
			}
		}
		if o.format != "" {
			target.Format = notify.Format(o.format)
		}
		targets = append(targets, target)
	}
	if unknown != nil {
		unknown = &hintedError{unknown, []string{`"chs help alerts" says how a name gets its address`}}
	}
	if targets == nil {
		return nil, nil, &usageError{err: unknown}
	}
	return targets, unknown, nil
}

// target finds the address of a name. Its errors repeat nothing of it.
func (s *settings) target(name string) (*notify.Target, error) {
	key := targetSetting + name
	from := environmentName(key)
	address, ok := s.environment[key]
	if !ok {
		file, path, ok := s.targetFile(key)
		if !ok {
			return nil, fmt.Errorf("--to %s: no address; want it in %s, or in a file that the setting %s names", name, from, key)
		}
		from = file + ": the file of " + key
		var err error
		if address, err = readSecret(path); err != nil {
			return nil, fmt.Errorf("%s: %w", from, err)
		}
	}
	target, err := notify.ParseTarget(name, address)
	if err != nil {
		return nil, fmt.Errorf("%s %w", from, err)
	}
	return target, nil
}

// targetFile returns which file of settings has a name's, and the path there.
func (s *settings) targetFile(key string) (file, path string, ok bool) {
	for _, f := range s.files {
		if f.values.InConfig(key) {
			return f.path, f.values.GetString(key), true
		}
	}
	return "", "", false
}

// maxSecret is more bytes than an address has.
const maxSecret = 1 << 16

// readSecret reads the first line of a file that nobody else may read.
func readSecret(path string) (string, error) {
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return "", bare(err)
	case !info.Mode().IsRegular(): // opening a pipe may wait for ever
		return "", errors.New("is no file; want one")
	case runtime.GOOS != "windows" && info.Mode().Perm()&0o077 != 0:
		return "", fmt.Errorf("others may read or write it (mode %o); want chmod 600", info.Mode().Perm())
	}
	f, err := os.Open(path)
	if err != nil {
		return "", bare(err)
	}
	defer func() { _ = f.Close() }() // nothing was written
	text, err := readAtMost(f, maxSecret)
	line, _, _ := strings.Cut(strings.TrimPrefix(string(text), "\uFEFF"), "\n")
	return strings.TrimSpace(line), bare(err)
}

// targetKeys returns the settings of all names, in order.
func (s *settings) targetKeys() []string {
	keys := map[string]bool{}
	for key := range s.environment {
		keys[key] = true
	}
	for _, f := range s.files {
		for _, key := range f.values.AllKeys() {
			keys[key] = true
		}
	}
	maps.DeleteFunc(keys, func(key string, _ bool) bool { return !isTargetSetting(key) })
	return slices.Sorted(maps.Keys(keys))
}

// shownTarget returns what may be seen of a name's address, and where it comes
// from.
func (s *settings) shownTarget(key string) (value, from string) {
	if _, ok := s.environment[key]; !ok {
		from, _, _ = s.targetFile(key)
		return "in a file", from
	}
	target, err := s.target(strings.TrimPrefix(key, targetSetting))
	if err != nil {
		return "no address", environmentName(key)
	}
	return target.Host(), environmentName(key)
}
