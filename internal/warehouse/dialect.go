package warehouse

import "strings"

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

	finite   func(p *plan, x expr) expr                 // x, or NULL if it is infinite or no number, as arith leaves it
	arith    func(p *plan, op byte, l, r expr) expr     // of finite doubles; NULL where it divides by zero
	least    func(p *plan, args []expr) expr            // NULL if one of them is
	greatest func(p *plan, args []expr) expr            // NULL if one of them is
	floor    func(p *plan, x expr) expr                 // of a double
	divide   func(a, b expr) expr                       // of whole numbers that are not negative
	points   func(whole expr, decimals int) expr        // a whole number as a decimal with so many decimals
	cents    func(p *plan, x expr, by float64) expr     // a double, by another, with two decimals
	number   func(column expr) (raw expr, read reading) // a column of numbers
	day      func(column expr) (raw expr, read reading) // a column of dates or timestamps, of instants in UTC; nil where they are text
	today    string                                     // the current day in UTC, counted from 1970-01-01
	place    func(text, part expr) expr                 // where part starts in text, from 1; 0 if nowhere

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
