package cmd

import (
	"strings"

	"chs/rubric"

	"github.com/spf13/cobra"
)

// schemaCommand returns chs schema.
func (a *app) schemaCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "schema",
		GroupID: "rubric",
		Short:   "print a JSON Schema of the rubric format, for editors",
		Long: strings.TrimSpace(`
Prints a JSON Schema (draft 7) of the rubric format. An editor with a YAML
language server then completes keys, explains them and marks mistakes while
you write; "chs check" finds the rest. Save it beside the rubric and start
that with the line

    # yaml-language-server: $schema=chs.schema.json`),
		Example: "  chs schema > chs.schema.json",
		Args:    atMost(0),
		RunE: func(*cobra.Command, []string) error {
			_, err := a.stdout.Write(rubric.Schema())
			return err
		},
	}
}
