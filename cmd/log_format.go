package cmd

import (
	"errors"

	"github.com/spf13/cobra"
)

// A logFormat is how messages are written: as text, or as JSON Lines.
type logFormat string

const (
	logText logFormat = "text"
	logJSON logFormat = "json"
)

// logTime is RFC 3339, to the millisecond.
const logTime = "2006-01-02T15:04:05.000Z07:00"

// String implements pflag.Value.
func (f *logFormat) String() string { return string(*f) }

// Type implements pflag.Value: what a value is, in words.
func (f *logFormat) Type() string { return "text or json" }

// Set implements pflag.Value.
func (f *logFormat) Set(text string) error {
	switch logFormat(text) {
	case logText, logJSON:
		*f = logFormat(text)
		return nil
	}
	return errors.New("want " + f.Type())
}

// logFlag defines --log-format, for all commands. It holds as soon as it is
// read, so that what is wrong with flags behind it is said as it wants.
func (a *app) logFlag(root *cobra.Command) {
	a.format = logText
	f := root.PersistentFlags()
	f.Var(&a.format, "log-format", "write messages on standard error as `FORMAT`: text or json, an object a line")
	setting(f, "log-format")
	completeValues(root, map[string][]string{"log-format": {string(logText), string(logJSON)}})
}

// applyLogFormat has messages be as a setting says, before anything can be
// wrong. What is wrong with settings is said where a command applies them.
func (a *app) applyLogFormat(root *cobra.Command) {
	settings, _ := loadSettings(root)
	if value, _, ok := settings.lookup(root.PersistentFlags().Lookup("log-format")); ok {
		_ = a.format.Set(value)
	}
}
