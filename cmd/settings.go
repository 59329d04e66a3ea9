package cmd

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"chs/rubric"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
	"github.com/spf13/viper"
)

// settings are values for flags that are not given: from CHS_* in the
// environment, then chs.yaml in the working directory, then chs/chs.yaml in
// the user's folder of settings.
type settings struct {
	environment map[string]string // by flag, or target of chs notify
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
	add := func(f *pflag.Flag) {
		if _, ok := f.Annotations[isSetting]; ok && byName[f.Name] == nil {
			byName[f.Name] = f
		}
	}
	root.PersistentFlags().VisitAll(add)
	for _, c := range root.Commands() {
		c.Flags().VisitAll(add)
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

// loadSettings reads all settings of the commands. Unknown ones are errors:
// the settings are then what was known up to there.
func loadSettings(root *cobra.Command) (*settings, error) {
	lists := map[string]bool{} // by name: whether the setting takes several values
	for _, f := range settingFlags(root) {
		lists[f.Name] = f.Value.Type() == "stringSlice"
	}
	s := &settings{environment: map[string]string{}}
	var unknown []error
	for _, variable := range os.Environ() {
		name, value, _ := strings.Cut(variable, "=")
		rest, ours := strings.CutPrefix(name, "CHS_")
		if !ours {
			continue
		}
		key := strings.ToLower(strings.ReplaceAll(rest, "_", "-"))
		if _, known := lists[key]; !known && !isTargetSetting(key) {
			unknown = append(unknown, unknownSetting("environment", name, key, lists, environmentName))
			continue
		}
		if value != "" { // an empty variable is as good as none
			s.environment[key] = value
		}
	}
	paths := []string{"chs.yaml"}
	if folder, err := os.UserConfigDir(); err == nil { // without a home there is no such file
		paths = append(paths, filepath.Join(folder, "chs", "chs.yaml"))
	}
	for _, path := range paths {
		if err := s.readFile(path, lists); err != nil {
			unknown = append(unknown, err)
		}
	}
	return s, errors.Join(unknown...)
}

// readFile reads a file of settings, if it is there.
func (s *settings) readFile(path string, lists map[string]bool) error {
	v := viper.New()
	v.SetConfigFile(path)
	v.SetConfigType("yaml")
	if err := v.ReadInConfig(); errors.Is(err, fs.ErrNotExist) {
		return nil
	} else if err != nil {
		said := strings.TrimPrefix(errors.Unwrap(err).Error(), "yaml: ")
		said = strings.Join(strings.Fields(strings.TrimPrefix(said, "unmarshal errors:")), " ")
		if strings.Contains(said, "cannot unmarshal") {
			said = "want names and values, such as limit: 10"
		}
		return fmt.Errorf("%s: not a file of settings: %s", path, said)
	}
	s.files = append(s.files, settingsFile{path, v})
	keys := v.AllKeys()
	slices.Sort(keys)
	var unknown []error
	for _, key := range keys {
		_, isList := v.Get(key).([]any)
		takesList, known := lists[key]
		switch {
		case !known && !isTargetSetting(key):
			unknown = append(unknown, unknownSetting(path, key, key, lists, func(s string) string { return s }))
		case isList && !takesList:
			unknown = append(unknown, &usageError{err: fmt.Errorf("%s: %s: want one value, not a list", path, key)})
		case v.GetString(key) == "" && len(v.GetStringSlice(key)) == 0 && key != "prefix":
			unknown = append(unknown, &usageError{err: fmt.Errorf("%s: %s is empty; want a value, or no %s", path, key, key)})
		}
	}
	return errors.Join(unknown...)
}

func unknownSetting(where, name, key string, lists map[string]bool, show func(string) string) error {
	text := fmt.Sprintf("%s: unknown setting %q", where, name)
	if near, ok := rubric.Nearest(key, slices.Sorted(maps.Keys(lists))); ok {
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
		value := file.values.Get(f.Name)
		if day, ok := value.(time.Time); ok {
			return day.Format(time.DateOnly), file.path, true
		}
		if f.Value.Type() == "stringSlice" {
			return strings.Join(file.values.GetStringSlice(f.Name), ","), file.path, true
		}
		return file.values.GetString(f.Name), file.path, true
	}
	return "", "", false
}

// given reports whether a flag was given among the arguments, not by a setting.
func given(f *pflag.Flag) bool { return f.Changed && f.Annotations[isSetting] == nil }

// wantedBy says what a flag's value is.
func wantedBy(f *pflag.Flag) string {
	switch f.Value.Type() {
	case "int":
		return "a whole number"
	case "uint64":
		return "a whole number from 0 to 18446744073709551615"
	case "float64":
		return "a number"
	case "bool":
		return "true or false"
	case "text or json":
		return f.Value.Type()
	}
	return "a text"
}

// applySettings gives the flags of c that were not given the values of
// settings. A command without settings of its own runs whatever is wrong with
// them.
func applySettings(c *cobra.Command) error {
	var mine []*pflag.Flag
	add := func(f *pflag.Flag) {
		if _, ok := f.Annotations[isSetting]; ok {
			mine = append(mine, f)
		}
	}
	c.LocalNonPersistentFlags().VisitAll(add)
	if mine == nil {
		return nil
	}
	c.InheritedFlags().VisitAll(add)
	settings, err := loadSettings(c.Root())
	if err != nil {
		return err
	}
	for _, f := range mine {
		value, from, ok := settings.lookup(f)
		if !ok || f.Changed {
			continue
		}
		f.Annotations[isSetting] = []string{from}
		if e := c.Flags().Set(f.Name, value); e != nil {
			err = errors.Join(err, fmt.Errorf("%s: %s %q: want %s", from, f.Name, value, wantedBy(f)))
		}
	}
	return err
}
