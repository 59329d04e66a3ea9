package warehouse

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// A dialect is what one engine's SQL says otherwise than others.
type dialect struct {
	name     string // as --dialect has it
	title    string // as its makers write it
	verified bool   // an engine of it has proved that the scores are equal

	upperCase bool   // names that need no quotes are kept in upper case
	foldsCase bool   // columns are the same whose names differ in letter case alone
	maxName   int    // bytes of a name, what is longer being cut off; 0 for no such limit
	noName    string // what a name must not hold; "" for nothing

	readsFiles bool // by their names, quoted

	quote func(name string) string // an identifier, to the letter
	text  func(text string) string // a literal
	exact func(x float64) string   // a literal of a double that is no whole number

	double, bigint, varchar string // types

	carry   string // what the steps keep a row of the table by, as the column "account"
	restore string // all columns of the table, from that; as in rejoin {result} is the last step and {table} the table
	own     string // where the steps keep all columns: what the names of their own start with
	except  string // and the word before those that the last SELECT leaves out
	rejoin  string // what follows the last FROM
	engine  string // what CREATE TABLE needs before AS
	fence   string // what keeps a step from being copied into those that read it
	narrow  bool   // a step names the columns that later ones read, as the engine copies all that it has

	finite func(p *plan, x expr) expr                 // x, or NULL if it is infinite or no number, as arith leaves it
	arith  func(p *plan, op byte, l, r expr) expr     // of finite doubles; NULL where it divides by zero
	least  func(p *plan, args []expr) expr            // NULL if one is
	most   func(p *plan, args []expr) expr            // NULL if one is
	floor  func(p *plan, x expr) expr                 // of a double
	divide func(a, b expr) expr                       // of whole numbers that are not negative
	points func(whole expr, decimals int) expr        // a whole number as a decimal with so many decimals
	cents  func(p *plan, x expr, by float64) expr     // a double, by another, with two decimals
	number func(column expr) (raw expr, read reading) // a column of numbers
	day    func(column expr) (raw expr, read reading) // a column of dates or timestamps, of instants in UTC; nil where they are text
	today  string                                     // the current day in UTC, counted from 1970-01-01
	place  func(text, part expr) expr                 // where part starts in text, from 1; 0 if nowhere

	trim    trimmer
	fold    func(x expr, from, to []string) expr       // x with characters in place of others
	matches func(x expr, pattern string) expr          // whether x matches; nil without regular expressions
	none    func(p *plan, x expr, texts []string) expr // whether x is none of texts, which fold has made, in any letter case
	numeral func(p *plan, digits expr) expr            // whether text is digits as numbers may be written
	clock   func(p *plan, text expr) expr              // whether text is a time as it may stand behind a date
	parse   func(p *plan, digits expr) expr            // plain digits as a double, correctly rounded

	// quick reads a column of text, from the table, at less cost than read does of raw,
	// its trimmed text, where most cells are plain numbers; nil if there is no such way.
	quick func(p *plan, from, raw expr, read reading) (expr, reading)
}

// A reading makes a cell of what the first step has read of a column.
type reading func(p *plan, raw expr) expr

// asRead is the reading of what needs no more.
func asRead(_ *plan, raw expr) expr { return raw }

// castToDouble returns the number of a dialect whose cast to a double keeps infinity.
func castToDouble(double string) func(expr) (expr, reading) {
	return func(column expr) (expr, reading) {
		return cast(column, double), func(p *plan, raw expr) expr { return p.finite(p, raw) }
	}
}

// dialects are all of them, in the order in which they are listed.
func dialects() []*dialect {
	return []*dialect{postgres(), sqlite(), duckdb(), spark(), clickhouse(), bigquery(), snowflake()}
}

// Dialects returns the names of the dialects.
func Dialects() []string {
	var names []string
	for _, d := range dialects() {
		names = append(names, d.name)
	}
	return names
}

// dialectOf returns the dialect of a name, nil if there is none.
func dialectOf(name string) *dialect {
	for _, d := range dialects() {
		if d.name == name {
			return d
		}
	}
	return nil
}

// quoteColumn quotes the name of a column. One that needs no quotes is found as the
// engine finds it where it stands without.
func (d *dialect) quoteColumn(name string) string {
	if d.upperCase && plainName.MatchString(name) {
		name = strings.ToUpper(name)
	}
	return d.quote(name)
}

// doubled quotes text with sign, which is doubled within.
func doubled(sign string) func(string) string {
	return func(text string) string { return sign + strings.ReplaceAll(text, sign, sign+sign) + sign }
}

// backticked quotes a name where a backslash escapes.
func backticked(name string) string {
	return "`" + strings.NewReplacer(`\`, `\\`, "`", "\\`").Replace(name) + "`"
}

// maxWhole is the largest number up to which a double holds every whole number.
const maxWhole = 1 << 53

// plain returns a number as it may stand beside a double: whole ones without a
// decimal point.
func (d *dialect) plain(x float64) expr {
	if x == math.Trunc(x) && math.Abs(x) <= maxWhole {
		return number(strconv.FormatFloat(x, 'f', -1, 64), x)
	}
	return number(d.exact(x), x)
}

// typed returns a number as a double wherever it stands.
func (d *dialect) typed(x float64) expr {
	e := cast(d.plain(x), d.double)
	e.isNumber, e.value = true, x
	return e
}

// number returns a number that is written out. It needs parentheses if it starts with
// a sign.
func number(text string, value float64) expr {
	e := literal(text)
	e.isNumber, e.value = true, value
	if strings.HasPrefix(text, "-") {
		e.prec = plus
	}
	return e
}

// shortest returns x with as many digits as tell it from other doubles.
func shortest(x float64) string { return strconv.FormatFloat(x, 'g', -1, 64) }

// scientific returns x with the exponent that makes it a double.
func scientific(x float64) string {
	text := shortest(x)
	if !strings.Contains(text, "e") {
		text += "e0"
	}
	return text
}

// cast returns e as a type.
func cast(e expr, kind string) expr { return say("CAST(%s AS "+kind+")", e) }

// null returns NULL as a type.
func null(kind string) expr { return literal("CAST(NULL AS " + kind + ")") }

// operator returns l op r of doubles, NULL for a division by zero.
func operator(_ *plan, op byte, l, r expr) expr {
	switch op {
	case '+', '-':
		return operate(l, string(op), r, plus)
	case '/':
		if !r.isNumber || r.value == 0 {
			r = call("NULLIF", r, literal("0"))
		}
	}
	return operate(l, string(op), r, times)
}

// known returns a function whose result is NULL if an argument is, which the
// engine's own of that name passes over.
func known(name string) func(*plan, []expr) expr {
	return func(p *plan, args []expr) expr {
		conditions := make([]expr, len(args))
		for i := range args {
			args[i] = p.bind(args[i])
			conditions[i] = isKnown(args[i])
		}
		return where(all(conditions...), call(name, args...))
	}
}

// strict returns a function whose result is NULL if an argument is.
func strict(name string) func(*plan, []expr) expr {
	return func(_ *plan, args []expr) expr { return call(name, args...) }
}

// function returns a function of one argument.
func function(name string) func(*plan, expr) expr {
	return func(_ *plan, x expr) expr { return call(name, x) }
}

// decimalOf returns the points of a dialect with a type of decimals.
func decimalOf(kind string) func(whole expr, decimals int) expr {
	return func(whole expr, decimals int) expr {
		unit := literal(powerOfTen(decimals) + ".0")
		return cast(operate(whole, "/", unit, times), fmt.Sprintf("%s(%d, %d)", kind, decimals+3, decimals))
	}
}

// roundedBy returns the cents of a dialect with a function that rounds a double to
// a whole number, ties to even. Where doubles are too large for hundredths, x has
// none to round.
func roundedBy(round string) func(*plan, expr, float64) expr {
	return func(p *plan, x expr, by float64) expr {
		x = p.bind(p.finite(p, p.arith(p, '/', x, p.plain(by))))
		rounded := say(round+" / 100", say("%s * 100", x))
		return choose([]branch{
			{compare(size(x), "<=", p.plain(0.005)), p.typed(0)}, // never -0
			{compare(size(x), "<", p.plain(1e13)), rounded},
		}, x)
	}
}

// roundedToCents returns the cents of a dialect with a function that rounds to two
// decimals: round calls it, and adds 0, which makes 0 of -0. It keeps some 15 digits;
// doubles of more before the point stay as they are, with hardly more decimals.
func roundedToCents(round string) func(*plan, expr, float64) expr {
	return func(p *plan, x expr, by float64) expr {
		x = p.bind(p.finite(p, p.arith(p, '/', x, p.plain(by))))
		return choose([]branch{{compare(size(x), "<", p.plain(1<<43)), say(round, x)}}, x)
	}
}

// finiteWhere returns the finite of a dialect by a test of what is.
func finiteWhere(test string) func(*plan, expr) expr {
	return func(p *plan, x expr) expr {
		x = p.bind(x)
		return where(say(test, x), x)
	}
}

// powerOfTen returns 10^n as a whole number.
func powerOfTen(n int) string { return "1" + strings.Repeat("0", n) }

// floorOfCast returns the floor of a dialect whose own yields a whole number, which
// large doubles are not; beyond 2^53 they have no decimals.
func floorOfCast(floor string) func(*plan, expr) expr {
	return func(p *plan, x expr) expr {
		x = p.bind(x)
		return choose([]branch{{compare(size(x), "<", p.plain(maxWhole)), cast(say(floor, x), p.double)}}, x)
	}
}

// size returns the absolute value of x.
func size(x expr) expr { return call("abs", x) }
