package cmd

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"chs/internal/accounts"
	"chs/internal/pipeline"
	"chs/rubric"
	"chs/scoring"

	"github.com/mattn/go-isatty"
	"github.com/spf13/pflag"
)

// inputOptions are the flags of all commands that read accounts by a rubric.
type inputOptions struct {
	readOptions
	rubric  string
	asOf    string
	dates   []string
	decimal string

	baseRate string // of the commands that have it
}

// readOptions are the flags of all commands that read accounts.
type readOptions struct {
	delimiter string
	encoding  string
	sheet     string
}

func (o *readOptions) flags(f *pflag.FlagSet) {
	f.StringVar(&o.delimiter, "delimiter", "", "the `SIGN` between cells, or tab (default: found out)")
	f.StringVar(&o.encoding, "encoding", "", "the text `ENCODING` of the files, such as windows-1252 (default: UTF-8)")
	f.StringVar(&o.sheet, "sheet", "", "read the sheet of this `NAME` of workbooks (default: the first)")
	setting(f, "delimiter", "encoding")
}

func (o *inputOptions) flags(f *pflag.FlagSet) {
	f.StringVarP(&o.rubric, "rubric", "r", "", "judge by the rubric in `FILE`")
	setting(f, "rubric")
	o.cellFlags(f)
}

// cellFlags adds the flags of how files are read, and of the day.
func (o *inputOptions) cellFlags(f *pflag.FlagSet) {
	f.StringVar(&o.asOf, "as-of", "", "count days to `DATE` (YYYY-MM-DD; default: today in UTC)")
	f.StringSliceVar(&o.dates, "dates", nil, "the `FORMS` of dates in the files, such as DD/MM/YYYY; instead of the rubric's")
	f.StringVar(&o.decimal, "decimal", "", "the decimal `SIGN` of numbers in the files, . or , instead of the rubric's")
	setting(f, "as-of", "dates", "decimal")
	o.readOptions.flags(f)
}

// day returns the day that days are counted to.
func (a *app) day(asOf string) (int, error) {
	if asOf == "" {
		return scoring.Day(a.now()), nil
	}
	day, err := scoring.ParseDay(asOf)
	if err != nil {
		return 0, &usageError{err: fmt.Errorf("--as-of %w", err)}
	}
	return day, nil
}

// read returns how the files are to be read.
func (o *readOptions) read() (accounts.Options, error) {
	read := accounts.Options{Encoding: o.encoding, Sheet: o.sheet}
	switch {
	case o.delimiter == "":
	case o.delimiter == "tab" || o.delimiter == `\t`:
		read.Delimiter = '\t'
	case len(o.delimiter) == 1 && o.delimiter[0] < utf8.RuneSelf && !strings.ContainsAny(o.delimiter, "\"\r\n"):
		read.Delimiter = o.delimiter[0]
	default:
		return read, &usageError{err: fmt.Errorf("--delimiter %q: want one ASCII sign such as ; or |, or tab", o.delimiter)}
	}
	if err := accounts.CheckEncoding(o.encoding); err != nil {
		return read, &usageError{err: fmt.Errorf("--%w", err)}
	}
	return read, nil
}

// lineName names a file, or standard input, before the number of a line.
func lineName(file string) string {
	if file == "-" {
		return "stdin"
	}
	return file
}

// inputName names a file, or standard input.
func inputName(file string) string {
	if file == "-" {
		return "standard input"
	}
	return file
}

// readFile has read take in a file, or standard input, by the name that messages
// have before the numbers of its lines.
func (a *app) readFile(path string, read func(name string, from io.Reader) error) error {
	if path == "-" {
		return read(lineName(path), a.stdin)
	}
	file, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("%s: %w", path, bare(err))
	}
	defer func() { _ = file.Close() }() // nothing was written
	return read(path, file)
}

// files returns the inputs that the arguments name: standard input if none.
func (a *app) files(args []string) ([]string, error) {
	if len(args) > 0 {
		if i := slices.Index(args, "-"); i >= 0 && slices.Contains(args[i+1:], "-") {
			return nil, &usageError{err: errors.New(`"-" is there twice; standard input can be read once`)}
		}
		return args, nil
	}
	if f, ok := a.stdin.(*os.File); ok && isatty.IsTerminal(f.Fd()) {
		return nil, &usageError{errors.New("no file; want one, or accounts on standard input"), "chs score accounts.csv"}
	}
	return []string{"-"}, nil
}

// open opens the inputs.
func (a *app) open(ctx context.Context, files []string, o accounts.Options, twice bool) (*pipeline.Inputs, error) {
	var inputs *pipeline.Inputs
	err := interruptible(ctx, func() (err error) {
		inputs, err = pipeline.Open(files, a.stdin, o, twice)
		return err
	})
	if err != nil {
		return nil, err
	}
	return inputs, nil
}

// labelIndex returns where the inputs' header has the rubric's label, which it
// has, or scoring.None if the rubric names none.
func labelIndex(inputs *pipeline.Inputs, r *rubric.Rubric) int {
	if r.Label == "" {
		return scoring.None
	}
	return inputs.Index(r.Label)
}

// interruptible runs what may wait for input, but not beyond an interrupt.
func interruptible(ctx context.Context, run func() error) error {
	done := make(chan error, 1)
	go func() { done <- run() }()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case err := <-done:
		return err
	}
}

// loadRubric finds and loads the rubric for the named inputs, and has the
// flags overrule it.
func (a *app) loadRubric(ctx context.Context, o *inputOptions, inputs []string) (*rubric.Rubric, error) {
	r, err := a.ownRubric(ctx, o, inputs)
	if err != nil {
		return nil, err
	}
	if r, err = o.overrule(r); err != nil {
		return nil, err
	}
	return o.atBaseRate(r)
}

// ownRubric finds and loads the rubric for the named inputs, as its file has it.
func (a *app) ownRubric(ctx context.Context, o *inputOptions, inputs []string) (*rubric.Rubric, error) {
	file := o.rubric
	if file == "-" && slices.Contains(inputs, "-") {
		return nil, &usageError{err: errors.New(`"-" is the rubric and an input; standard input can be read once`)}
	}
	if file == "" {
		var err error
		if file, err = findRubric(inputs); err != nil {
			return nil, err
		}
	}
	var data []byte
	err := interruptible(ctx, func() (err error) {
		data, err = readRubricFile(file, a)
		return err
	})
	if err != nil {
		return nil, &usageError{err: fmt.Errorf("%s: %w", file, bare(err)), hint: `"chs init" writes a rubric to start from`}
	}
	r, err := rubric.Load(file, data)
	if err != nil {
		return nil, &usageError{err: err}
	}
	return r, nil
}

// maxRubric is more than a rubric may hold: what is longer need not be read.
const maxRubric = 2 << 20

// readRubricFile reads a rubric, or as much of a file as shows that it is none.
func readRubricFile(file string, a *app) ([]byte, error) {
	if file == "-" {
		return readAtMost(a.stdin, maxRubric)
	}
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	data, err := readAtMost(f, maxRubric)
	return data, errors.Join(err, f.Close())
}

// findRubric looks for rubric.yaml in the working directory, then beside the
// first input.
func findRubric(inputs []string) (string, error) {
	places := []string{"rubric.yaml"}
	if len(inputs) > 0 && inputs[0] != "-" {
		if beside := filepath.Join(filepath.Dir(inputs[0]), "rubric.yaml"); beside != places[0] {
			places = append(places, beside)
		}
	}
	for _, place := range places {
		if _, err := os.Stat(place); err == nil || !errors.Is(err, fs.ErrNotExist) {
			return place, nil
		}
	}
	for _, input := range inputs {
		if _, err := os.Stat(input); input != "-" && err != nil {
			return "", fmt.Errorf("%s: %w", input, bare(err))
		}
	}
	return "", &usageError{fmt.Errorf("no rubric: there is no %s; want --rubric FILE", strings.Join(places, " and no ")),
		`"chs init" lists templates and writes one to rubric.yaml`}
}

// overrule returns the rubric with the flags' ways to write dates and numbers.
func (o *inputOptions) overrule(r *rubric.Rubric) (*rubric.Rubric, error) {
	changed := *r
	if o.decimal != "" {
		if o.decimal != "." && o.decimal != "," {
			return nil, &usageError{err: fmt.Errorf("--decimal %q: want . or ,", o.decimal)}
		}
		changed.Decimal = o.decimal[0]
	}
	if o.dates != nil {
		changed.Dates = nil
	}
	for _, text := range o.dates {
		format, err := rubric.ParseDateFormat(text)
		if err != nil {
			return nil, &usageError{err: fmt.Errorf("--dates: %w", err)}
		}
		changed.Dates = append(changed.Dates, format)
	}
	return &changed, nil
}

// readAtMost reads r to its end, or a limit of bytes of it.
func readAtMost(r io.Reader, limit int64) ([]byte, error) {
	return io.ReadAll(io.LimitReader(r, limit))
}

// bare takes the operation and path off an error of the file system: messages
// name the file themselves.
func bare(err error) error {
	if path, ok := errors.AsType[*fs.PathError](err); ok {
		return path.Err
	}
	return err
}
