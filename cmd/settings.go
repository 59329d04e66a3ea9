package cmd

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"chs/rubric"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
	"github.com/spf13/viper"
)

// settings are values for flags that are not given: from CHS_* in the
// environment, then chs.yaml in the working directory, then chs/chs.yaml in
// the user's folder of settings.
type settings struct {
	environment map[string]string // by flag
	files       []settingsFile    // the first that has a setting wins
}

type settingsFile struct {
	path   string
	values *viper.Viper
}

// isSetting marks a flag that may be set by a setting of the same name.
const isSetting = "chs-setting"

// setting makes flags of f settings as well.
func setting(f *pflag.FlagSet, names ...string) {
	for _, name := range names {
		flag := f.Lookup(name)
		if flag.Annotations == nil {
			flag.Annotations = map[string][]string{}
		}
		flag.Annotations[isSetting] = nil
	}
}

// settingFlags returns the flags that are settings, of all commands, by name
// and each once.
func settingFlags(root *cobra.Command) []*pflag.Flag {
	byName := map[string]*pflag.Flag{}
	for _, c := range root.Commands() {
		c.Flags().VisitAll(func(f *pflag.Flag) {
			if _, ok := f.Annotations[isSetting]; ok && byName[f.Name] == nil {
				byName[f.Name] = f
			}
		})
	}
	flags := make([]*pflag.Flag, 0, len(byName))
	for _, f := range byName {
		flags = append(flags, f)
	}
	slices.SortFunc(flags, func(a, b *pflag.Flag) int { return strings.Compare(a.Name, b.Name) })
	return flags
}

// environmentName is the variable that stands for a flag.
func environmentName(flag string) string {
	return "CHS_" + strings.ToUpper(strings.ReplaceAll(flag, "-", "_"))
}

// loadSettings reads all settings. Unknown ones are errors.
func loadSettings(known []string) (*settings, error) {
	s := &settings{environment: map[string]string{}}
	for _, variable := range os.Environ() {
		name, value, _ := strings.Cut(variable, "=")
		rest, ours := strings.CutPrefix(name, "CHS_")
		if !ours {
			continue
		}
		key := strings.ToLower(strings.ReplaceAll(rest, "_", "-"))
		if !slices.Contains(known, key) {
			return nil, unknownSetting("environment", name, key, known, environmentName)
		}
		s.environment[key] = value
	}
	paths := []string{"chs.yaml"}
	if folder, err := os.UserConfigDir(); err == nil { // without a home there is no such file
		paths = append(paths, filepath.Join(folder, "chs", "chs.yaml"))
	}
	for _, path := range paths {
		if err := s.readFile(path, known); err != nil {
			return nil, err
		}
	}
	return s, nil
}

// readFile reads a file of settings, if it is there.
func (s *settings) readFile(path string, known []string) error {
	v := viper.New()
	v.SetConfigFile(path)
	v.SetConfigType("yaml")
	if err := v.ReadInConfig(); errors.Is(err, fs.ErrNotExist) {
		return nil
	} else if err != nil {
		return fmt.Errorf("%s: not a file of settings: %w", path, errors.Unwrap(err))
	}
	keys := v.AllKeys()
	slices.Sort(keys)
	for _, key := range keys {
		if !slices.Contains(known, key) {
			return unknownSetting(path, key, key, known, func(s string) string { return s })
		}
	}
	s.files = append(s.files, settingsFile{path, v})
	return nil
}

func unknownSetting(where, name, key string, known []string, show func(string) string) error {
	text := fmt.Sprintf("%s: unknown setting %q", where, name)
	if near, ok := rubric.Nearest(key, known); ok {
		text += fmt.Sprintf("; did you mean %q?", show(near))
	}
	return &usageError{errors.New(text), `"chs config" lists the settings`}
}

// lookup returns a setting's value and where it comes from.
func (s *settings) lookup(f *pflag.Flag) (value, from string, ok bool) {
	if value, ok := s.environment[f.Name]; ok {
		return value, environmentName(f.Name), true
	}
	for _, file := range s.files {
		if !file.values.InConfig(f.Name) {
			continue
		}
		if f.Value.Type() == "stringSlice" {
			return strings.Join(file.values.GetStringSlice(f.Name), ","), file.path, true
		}
		return file.values.GetString(f.Name), file.path, true
	}
	return "", "", false
}

// applySettings gives the flags of c that were not given the values of settings.
func (a *app) applySettings(c *cobra.Command) error {
	flags := settingFlags(c.Root())
	known := make([]string, len(flags))
	for i, f := range flags {
		known[i] = f.Name
	}
	var err error
	if a.settings, err = loadSettings(known); err != nil {
		return err
	}
	c.Flags().VisitAll(func(f *pflag.Flag) {
		if _, ok := f.Annotations[isSetting]; !ok || f.Changed {
			return
		}
		if value, from, ok := a.settings.lookup(f); ok {
			if e := f.Value.Set(value); e != nil {
				err = errors.Join(err, fmt.Errorf("%s: %s: %w", from, f.Name, e))
			}
		}
	})
	return err
}
