package cmd

import (
	"fmt"
	"slices"
	"strings"

	"chs/cmd/help"
	"chs/rubric"

	"github.com/spf13/cobra"
)

// topics returns the pages of the documentation as commands that only have
// help: chs help rubric. A page that is a command's help is not among them.
func topics() []*cobra.Command {
	var commands []*cobra.Command
	for _, t := range help.Topics() {
		if slices.Contains([]string{help.Backtest, help.History, help.RFM}, t.Name) {
			continue
		}
		commands = append(commands, &cobra.Command{Use: t.Name, Short: t.Summary, Long: t.Text})
	}
	return commands
}

// helpCommand returns chs help.
func helpCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "help [COMMAND|TOPIC]",
		GroupID: "about",
		Short:   "show the help of a command, or a page of the documentation",
		Example: "  chs help score\n  chs help formulas",
		ValidArgsFunction: func(c *cobra.Command, args []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
			if len(args) > 0 {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			return commandNames(c.Root()), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(c *cobra.Command, args []string) error {
			found, rest, err := c.Root().Find(args)
			if err != nil || len(rest) > 0 {
				return unknownName(c.Root(), "command or topic", strings.Join(args, " "))
			}
			return found.Help()
		},
	}
}

// commandNames returns the names of root's commands and topics.
func commandNames(root *cobra.Command) []string {
	var names []string
	for _, c := range root.Commands() {
		names = append(names, c.Name())
	}
	return names
}

// unknownName says that root has no command of that name.
func unknownName(root *cobra.Command, kind, name string) error {
	err := fmt.Errorf("unknown %s %q", kind, name)
	if near, ok := rubric.Nearest(name, commandNames(root)); ok {
		err = fmt.Errorf("%w; did you mean %q?", err, near)
	}
	return &usageError{err, fmt.Sprintf("%q lists what there is", root.CommandPath()+" --help")}
}

// usageTemplate is cobra's, but that it lists the topics by their names.
func usageTemplate(root *cobra.Command) string {
	return strings.NewReplacer(
		"{{rpad .CommandPath .CommandPathPadding}}", "{{rpad .Name .NamePadding}} ",
		"Additional help topics:", "Topics (chs help TOPIC):",
		"Additional Commands:", "Other commands:",
		"Global Flags:", "Flags of all commands:",
	).Replace(root.UsageTemplate())
}

// atMost returns a check that a command has n arguments at most, 0 or 1.
func atMost(n int) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if len(args) <= n {
			return nil
		}
		takes := [...]string{"no arguments", "one argument"}[n]
		return &usageError{err: fmt.Errorf("%s takes %s; there %s %s", c.CommandPath(), takes,
			plural(len(args), "is", "are"), strings.Join(quoted(args), ", "))}
	}
}

// page returns the text of a page.
func page(name string) string {
	all := help.Topics()
	return all[slices.IndexFunc(all, func(t help.Topic) bool { return t.Name == name })].Text
}
