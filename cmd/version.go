package cmd

import (
	"fmt"
	"runtime"

	"chs/internal/report"
	"chs/rubric"

	"github.com/spf13/cobra"
)

// version is that of chs.
const version = "0.1.0"

// versionCommand returns chs version.
func (a *app) versionCommand() *cobra.Command {
	var format string
	c := &cobra.Command{
		Use:     "version",
		GroupID: "about",
		Short:   "print the version",
		Example: "  chs version\n  chs version --format json",
		Args:    atMost(0),
		RunE: func(*cobra.Command, []string) error {
			platform := runtime.GOOS + "/" + runtime.GOARCH
			if format == "json" {
				return a.printJSON(struct {
					Version  string `json:"version"`
					Rubric   int    `json:"rubric_format"`
					Go       string `json:"go"`
					Platform string `json:"platform"`
				}{version, rubric.FormatVersion, runtime.Version(), platform})
			}
			_, err := fmt.Fprintf(a.stdout, "chs %s (rubric format %d, %s, %s)\n", version, rubric.FormatVersion, runtime.Version(), platform)
			return err
		},
	}
	textOrJSON(c, &format)
	return c
}

// textOrJSON gives c a --format of text or json.
func textOrJSON(c *cobra.Command, format *string) {
	c.Flags().StringVarP(format, "format", "f", "text", "text or json")
	completeValues(c, map[string][]string{"format": {"text", "json"}})
	run := c.RunE
	c.RunE = func(c *cobra.Command, args []string) error {
		if *format != "text" && *format != "json" {
			return &usageError{err: fmt.Errorf("--format %q: want text or json", *format)}
		}
		return run(c, args)
	}
}

// printJSON prints v as indented JSON.
func (a *app) printJSON(v any) error {
	return report.WriteJSON(a.stdout, v, "  ")
}
