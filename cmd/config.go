package cmd

import (
	"errors"
	"fmt"

	"chs/internal/database"
	"chs/internal/report"

	"github.com/spf13/cobra"
)

// configCommand returns chs config.
func (a *app) configCommand() *cobra.Command {
	var format string
	c := &cobra.Command{
		Use:     "config",
		GroupID: "about",
		Short:   "list the settings, their values and where these come from",
		Long: `Lists every setting: its value, and where that comes from.

A setting stands for the flag of its name where that is not given. The first
place that has it wins: CHS_… in the environment, chs.yaml in the working
directory, chs/chs.yaml in your folder of settings, the default. See
"chs help environment".`,
		Example: "  chs config\n  CHS_TOLERANCE=1% chs config --format json",
		Args:    atMost(0),
		RunE: func(c *cobra.Command, _ []string) error {
			type entry struct {
				Name  string `json:"name"`
				Value string `json:"value"`
				From  string `json:"from"`
			}
			var entries []entry
			settings, wrong := loadSettings(c.Root())
			for _, f := range settingFlags(c.Root()) {
				value, from, ok := settings.lookup(f)
				if !ok {
					value, from = f.DefValue, "default"
				}
				entries = append(entries, entry{f.Name, database.Name(value), from})
			}
			for _, key := range settings.targetKeys() {
				value, from := settings.shownTarget(key)
				entries = append(entries, entry{key, value, from})
			}
			if wrong != nil {
				wrong = &usageError{err: wrong}
			}
			if format == "json" {
				return errors.Join(wrong, a.printJSON(entries))
			}
			for _, e := range entries {
				if _, err := fmt.Fprintf(a.stdout, "%-10s  %-12s  %s\n", e.Name, report.Visible(e.Value), report.Visible(e.From)); err != nil {
					return err
				}
			}
			return wrong
		},
	}
	textOrJSON(c, &format)
	return c
}
