package cmd

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"chs/internal/report"

	"github.com/mattn/go-isatty"
	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"
)

// terminal returns standard output's file if it is a terminal.
func (a *app) terminal() (*os.File, bool) {
	f, ok := a.stdout.(*os.File)
	return f, ok && isatty.IsTerminal(f.Fd())
}

func (a *app) isTerminal() bool {
	_, ok := a.terminal()
	return ok
}

// standardOutput returns what accounts are written to on standard output. What
// could steer a terminal is shown there as an escape; JSON escapes it anywhere,
// and a table and Markdown hold none.
func (a *app) standardOutput(f report.Format) io.Writer {
	if a.isTerminal() && (f == report.FormatCSV || f == report.FormatTSV) {
		return report.VisibleLines(a.stdout)
	}
	return a.stdout
}

// width returns how many columns a table may have: those of the terminal, or
// what COLUMNS says; 0 is any number.
func (a *app) width(terminal bool) int {
	if !terminal {
		return 0
	}
	if f, ok := a.terminal(); ok {
		if width, _, err := term.GetSize(int(f.Fd())); err == nil && width > 0 {
			return width
		}
	}
	width, err := strconv.Atoi(os.Getenv("COLUMNS"))
	if err != nil || width < 0 {
		return 0
	}
	return width
}

// checkColor refuses what --color does not know.
func checkColor(color string) error {
	switch color {
	case "auto", "always", "never":
		return nil
	}
	return &usageError{err: fmt.Errorf("--color %q: want auto, always or never", color)}
}

// colored reports whether to paint: as asked for; else as NO_COLOR
// (no-color.org), FORCE_COLOR or CLICOLOR_FORCE say; else on a terminal that
// can.
func (a *app) colored(asked string, terminal bool) bool {
	switch {
	case asked != "auto":
		return asked == "always"
	case os.Getenv("NO_COLOR") != "":
		return false
	case isOn("FORCE_COLOR") || isOn("CLICOLOR_FORCE"):
		return true
	}
	return terminal && a.isTerminal() && os.Getenv("TERM") != "dumb"
}

func isOn(variable string) bool {
	value := os.Getenv(variable)
	return value != "" && value != "0" && value != "false"
}

// progress shows how far the reading has come, on a terminal and for work of
// over a second.
type progress struct {
	bar     *progressbar.ProgressBar // nil until it is shown
	to      io.Writer
	started time.Time
	now     func() time.Time
	total   int64 // bytes of the files, 0 if not known
}

// progress starts the progress of reading files.
func (a *app) progress(files []string) *progress {
	p := &progress{started: a.now(), now: a.now}
	f, ok := a.to.(*os.File)
	if ok && !a.quiet && a.format == logText && isatty.IsTerminal(f.Fd()) {
		p.to = f
	}
	for _, file := range files {
		info, err := os.Stat(file)
		if err != nil || !info.Mode().IsRegular() {
			p.total = 0
			break
		}
		p.total += info.Size()
	}
	return p
}

// add is told how much has been read so far.
func (p *progress) add(bytes int64, rows int) {
	if p.to == nil || p.bar == nil && p.now().Sub(p.started) < time.Second {
		return
	}
	if p.bar == nil {
		p.bar = progressbar.NewOptions64(p.totalOrUnknown(), progressbar.OptionSetWriter(p.to),
			progressbar.OptionShowBytes(true), progressbar.OptionShowCount(), progressbar.OptionClearOnFinish(),
			progressbar.OptionThrottle(100*time.Millisecond), progressbar.OptionSetPredictTime(p.total > 0))
	}
	p.bar.Describe(count(rows, "row"))
	_ = p.bar.Set64(bytes) // a bar that cannot be drawn is no failure of the run
}

func (p *progress) totalOrUnknown() int64 {
	if p.total == 0 {
		return -1
	}
	return p.total
}

// end takes the bar away.
func (p *progress) end() {
	if p.bar != nil {
		_ = p.bar.Clear()
	}
}

// samePlace reports whether two paths name one file.
func samePlace(a, b string) bool {
	infoA, errA := os.Stat(a)
	infoB, errB := os.Stat(b)
	if errA == nil && errB == nil {
		return os.SameFile(infoA, infoB) && infoA.Mode().IsRegular()
	}
	absA, errA := filepath.Abs(a)
	absB, errB := filepath.Abs(b)
	return errA == nil && errB == nil && absA == absB
}
