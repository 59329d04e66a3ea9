package cmd

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"chs/internal/history"
	"chs/internal/notify"

	"github.com/spf13/cobra"
)

// notifyOptions are what the flags of chs notify say.
type notifyOptions struct {
	historyOptions
	to     []string
	format string
	limit  int // of the listed accounts of a kind, 0 for all
	always bool
	dry    bool
	quiet  bool
}

// notifyCommand returns chs notify.
func (a *app) notifyCommand() *cobra.Command {
	var o notifyOptions
	c := &cobra.Command{
		Use:     "notify --to NAME",
		GroupID: "score",
		Short:   "tell people and programs what changed in a history",
		Long: strings.TrimSpace(`
Tells a name what changed since it was told last: which accounts crossed a band,
are newly warned of, became scored or unscored, came and left, with their owners
and what there is to do. Where none did, nothing is sent. What could not be
delivered is told by the next run.

A NAME stands for a web address, which is a secret: it is in the environment, as
CHS_NOTIFY_ and the name in upper case, or in a file that the setting notify-NAME
names. Slack gets blocks, all others JSON; --format ndjson writes a line for
each account to standard output instead. See "chs help alerts".`),
		Example: `  chs notify --history history.db --to ops --dry-run --format slack
  chs notify --history history.db --to tickets --format ndjson`,
		Args: noAddress,
		RunE: func(c *cobra.Command, _ []string) error {
			if o.format == string(notify.FormatNDJSON) && !c.Flags().Changed("limit") {
				o.limit = 0 // what is not told now is not told later
			}
			targets, unknown, err := notifyTargets(c.Root(), &o)
			if err != nil {
				return err
			}
			return errors.Join(a.notify(c.Context(), targets, &o), unknown)
		},
	}
	o.flags(c)
	return c
}

func (o *notifyOptions) flags(c *cobra.Command) {
	f := c.Flags()
	o.historyFlag(f, "the history's `PLACE`: a file, or postgres://…")
	o.portfolioFlag(f, onePortfolio)
	f.StringArrayVar(&o.to, "to", nil, "tell `NAME`; may be repeated")
	f.StringVarP(&o.format, "format", "f", "", "write as `FORMAT`: "+listed(namesOf(notify.Formats))+" (default: as the name's address takes it)")
	f.IntVar(&o.limit, "limit", defaultLimit, "list at most `N` accounts of a kind, 0 for all; ndjson has all unless this is given")
	f.BoolVar(&o.always, "always", false, "tell how the portfolio stands even if nothing changed")
	f.BoolVar(&o.dry, "dry-run", false, "write what would be sent to standard output, and send nothing")
	f.BoolVarP(&o.quiet, "quiet", "q", false, "say errors alone")
	setting(f, "quiet")
	completeValues(c, map[string][]string{"format": namesOf(notify.Formats)})
}

// noAddress refuses arguments, and does not repeat one that is an address.
func noAddress(c *cobra.Command, args []string) error {
	if slices.ContainsFunc(args, notify.IsAddress) {
		return &usageError{errors.New("a web address among the arguments, which others can read; want it in CHS_NOTIFY_… or a file"),
			`"chs help alerts" names the ways`}
	}
	return atMost(0)(c, args)
}

// check checks the flags that settings have no say in.
func (o *notifyOptions) check() error {
	wrong := slices.IndexFunc(o.to, func(name string) bool { return !notify.IsName(name) })
	switch {
	case o.history == "":
		return errNoHistory()
	case len(o.to) == 0:
		return &usageError{err: errors.New("nobody to tell; want --to NAME")}
	case wrong >= 0:
		return &usageError{err: fmt.Errorf("--to %q: want a name of small letters, digits and -, such as ops", o.to[wrong])}
	case o.format != "" && !slices.Contains(notify.Formats, notify.Format(o.format)):
		return &usageError{err: fmt.Errorf("--format %q: want %s", o.format, listed(namesOf(notify.Formats)))}
	}
	return checkLimit(o.limit)
}

// A telling tells names what changed in a portfolio.
type telling struct {
	*app
	*notifyOptions
	sender notify.Sender
}

// notify runs chs notify: each name is told by itself.
func (a *app) notify(ctx context.Context, targets []*notify.Target, o *notifyOptions) (err error) {
	a.quiet = o.quiet
	store, err := a.openHistory(ctx, o.history, false)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	if _, err := portfolioOf(ctx, store, o.portfolio); err != nil {
		return err
	}
	t := &telling{a, o, notify.Sender{
		Agent: "chs/" + version, Now: a.now, Sleep: sleep, Random: rand.Float64, Client: notify.NewClient(),
	}}
	var failed []error
	for _, target := range targets {
		failed = append(failed, t.tell(ctx, store, target))
		if ctx.Err() != nil {
			return ctx.Err()
		}
	}
	return errors.Join(failed...)
}

// tell tells a name what changed since it was told last, and notes that.
func (t *telling) tell(ctx context.Context, s *history.Store, to *notify.Target) error {
	if t.dry {
		return t.dryRun(ctx, s, to)
	}
	told := ""
	err := s.Alone(ctx, func(s *history.Store) error {
		m, err := t.alert(ctx, s, to.Name)
		if err != nil || m.Empty() && !t.always {
			return err
		}
		told = fmt.Sprintf("%s: told of %q as of %s: %s", to.Name, m.Portfolio, m.AsOf, m.Title())
		if err := t.deliver(ctx, m.Message, to); err != nil {
			return err
		}
		return s.RecordDelivery(ctx, m.newest, to.Name, t.now())
	})
	if err == nil && told != "" {
		t.note("%s", told)
	}
	return err
}

// deliver sends a message to where a name is told.
func (t *telling) deliver(ctx context.Context, m *notify.Message, to *notify.Target) error {
	body, err := m.Write(to.Format)
	if err != nil {
		return err
	}
	if to.Format == notify.FormatNDJSON {
		_, err = t.stdout.Write(body)
		return err
	}
	return t.sender.Send(ctx, to, body, notify.Key(to.Name, body))
}

// dryRun writes what a name would be told.
func (t *telling) dryRun(ctx context.Context, s *history.Store, to *notify.Target) error {
	var m *alert
	err := s.Still(ctx, func(s *history.Store) (err error) {
		m, err = t.alert(ctx, s, to.Name)
		return err
	})
	if err != nil {
		return err
	}
	if m.Empty() && !t.always {
		t.note("%s: %s", to.Name, m.Title())
		return nil
	}
	body, err := m.Write(to.Format)
	if err == nil {
		_, err = t.stdout.Write(body)
	}
	return err
}

// sleep waits, but not beyond an interrupt.
func sleep(ctx context.Context, d time.Duration) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(d):
		return nil
	}
}
