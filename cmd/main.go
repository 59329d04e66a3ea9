// Package cmd is the command line: it parses flags and settings, opens and
// writes files, words messages, and knows the exit codes.
package cmd

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"chs/internal/database"
	"chs/internal/notify"
	"chs/rubric"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// The exit codes.
const (
	exitDone        = 0
	exitFailed      = 1
	exitUsage       = 2 // wrong usage, settings or rubric
	exitGate        = 3 // done and written, but a test of --fail-on came true, or --verify found a difference
	exitInterrupted = 130
)

// Main runs the command line args and returns the exit code.
func Main(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop)   // a second interrupt ends the program at once
	signal.Ignore(syscall.SIGPIPE) // a write to a pipe without reader then gives an error
	a := &app{stdin: stdin, stdout: stdout, messages: messages{to: stderr, now: time.Now}}
	return a.run(ctx, args)
}

// run runs the command line args and returns the exit code.
func (a *app) run(ctx context.Context, args []string) int {
	help := &checkedWriter{to: a.stdout}
	root := a.root(help)
	a.applyLogFormat(root)
	root.SetArgs(args)
	err := root.ExecuteContext(ctx)
	if err == nil {
		a.started, err = true, help.err // --help is in order, and no command begins
	}
	return a.exitCode(err)
}

// A checkedWriter keeps the first error of writing, which help would pass over.
type checkedWriter struct {
	to  io.Writer
	err error
}

// Write implements io.Writer.
func (w *checkedWriter) Write(p []byte) (int, error) {
	n, err := w.to.Write(p)
	w.err = cmp.Or(w.err, err)
	return n, err
}

// An app is one run of the command line: its streams, and the clock of its
// messages.
type app struct {
	stdin  io.Reader
	stdout io.Writer
	messages
	started bool // arguments and settings are in order: a command has begun
}

// exitCode says what went wrong, and returns the code for it.
func (a *app) exitCode(err error) int {
	_, isGate := errors.AsType[*gateError](err)
	_, isUsage := errors.AsType[*usageError](err)
	switch {
	case err == nil, errors.Is(err, syscall.EPIPE) && isPipe(a.stdout):
		return exitDone
	case errors.Is(err, context.Canceled):
		a.fail(errors.New("interrupted; files are as they were"))
		return exitInterrupted
	case isGate:
		a.fail(err)
		return exitGate
	case isUsage, !a.started:
		a.fail(err)
		return exitUsage
	}
	a.fail(err)
	return exitFailed
}

// isPipe reports whether w is a pipe or the like, whose reader may go away.
func isPipe(w io.Writer) bool {
	f, ok := w.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	return err == nil && !info.Mode().IsRegular()
}

// A usageError is the user's: a wrong flag, setting or rubric.
type usageError struct {
	err  error
	hint string
}

func (e *usageError) Error() string { return e.err.Error() }
func (e *usageError) Unwrap() error { return e.err }

// A gateError says that a test of --fail-on came true, or that of --verify did not.
type gateError struct{ text string }

func (e *gateError) Error() string { return e.text }

// root returns the command tree, which writes its help to help.
func (a *app) root(help io.Writer) *cobra.Command {
	root := &cobra.Command{
		Use:   "chs",
		Short: "customer health scores from metric files",
		Long: strings.TrimSpace(`
chs reads customer metrics from CSV files, judges each account by a rubric of
up to six weighted criteria, and prints colour-banded tables or scored CSV.`),
		Example:       "  chs init saas\n  chs score accounts.csv",
		SilenceUsage:  true,
		SilenceErrors: true,
		Args:          cobra.ArbitraryArgs,
		RunE:          noCommand,
		PersistentPreRunE: func(c *cobra.Command, _ []string) error {
			if err := cmp.Or(refuseEmpty(c.Flags()), refuseSecrets(c.Flags())); err != nil {
				return err
			}
			if err := applySettings(c); err != nil {
				return err
			}
			a.started = true
			return nil
		},
	}
	a.logFlag(root)
	root.SetFlagErrorFunc(wrongFlag)
	root.SetOut(help)
	root.SetErr(a.to)
	root.AddGroup(&cobra.Group{ID: "score", Title: "Scoring"}, &cobra.Group{ID: "rubric", Title: "Rubrics"},
		&cobra.Group{ID: "about", Title: "About chs"})
	root.AddCommand(a.scoreCommand(), a.explainCommand(), a.summaryCommand(), a.diffCommand(), a.trendCommand(), a.historyCommand(),
		a.notifyCommand(), a.rfmCommand(), a.backtestCommand(), a.sqlCommand(), a.checkCommand(), a.initCommand(), a.schemaCommand(), a.configCommand(), a.versionCommand())
	root.AddCommand(topics()...)
	root.SetHelpCommand(helpCommand())
	root.SetUsageTemplate(usageTemplate(root))
	root.SetCompletionCommandGroupID("about")
	root.InitDefaultCompletionCmd()
	completion, _, _ := root.Find([]string{"completion"}) // it is there now
	completion.Args, completion.RunE, completion.Example = cobra.ArbitraryArgs, noCommand, "  chs completion bash"
	completion.Short = "print a script by which your shell completes commands"
	return root
}

// noCommand shows the help of a command that only has others below it, or says
// that there is none of that name.
func noCommand(c *cobra.Command, args []string) error {
	if len(args) == 0 {
		return c.Help()
	}
	return unknownName(c, "command", args[0])
}

// refuseEmpty refuses flags that were given without a value, as by a script's
// variable that is not set. A prefix may be empty.
func refuseEmpty(flags *pflag.FlagSet) (err error) {
	flags.Visit(func(f *pflag.Flag) {
		if f.Name != "prefix" && strings.Trim(f.Value.String(), `[]" `) == "" {
			err = &usageError{err: fmt.Errorf("--%s is empty; want a value, or no --%s", f.Name, f.Name)}
		}
	})
	return err
}

// refuseSecrets refuses flags that were given with a password, or a web address
// that may be as good as one: other users of the machine can read them there.
func refuseSecrets(flags *pflag.FlagSet) (err error) {
	flags.Visit(func(f *pflag.Flag) {
		if f.Name == "table" || f.Name == "query" {
			return // SQL, in which an address is that of a public file
		}
		values := []string{f.Value.String()}
		if list, ok := f.Value.(pflag.SliceValue); ok {
			values = list.GetSlice()
		}
		for _, value := range values {
			switch {
			case database.HasSecret(value):
				err = &usageError{fmt.Errorf("--%s holds a password, which others can read; want it in PGPASSWORD or a file", f.Name),
					`"chs help history" names the ways`}
			case notify.IsAddress(value):
				err = &usageError{fmt.Errorf("--%s holds a web address, which others can read; want it in CHS_NOTIFY_… or a file", f.Name),
					`"chs help alerts" names the ways`}
			}
		}
	})
	return err
}

// wrongFlag words what is wrong with a flag.
func wrongFlag(c *cobra.Command, err error) error {
	if unknown, ok := errors.AsType[*pflag.NotExistError](err); ok {
		var names []string
		c.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
		if near, ok := rubric.Nearest(unknown.GetSpecifiedName(), names); ok {
			err = fmt.Errorf("%w; did you mean --%s?", err, near)
		}
	}
	if invalid, ok := errors.AsType[*pflag.InvalidValueError](err); ok {
		err = fmt.Errorf("--%s %q: want %s", invalid.GetFlag().Name, invalid.GetValue(), wantedBy(invalid.GetFlag()))
	}
	return &usageError{err, fmt.Sprintf("\"%s --help\" lists the flags", c.CommandPath())}
}
