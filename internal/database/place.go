// Package database speaks to the databases that chs knows: SQLite in a file, and
// PostgreSQL. It tells one from the other by its place, runs statements in a
// transaction, and words what goes wrong without telling a password.
package database

import (
	"net/url"
	"regexp"
	"slices"
	"strings"
)

// IsPostgres reports whether a place is a PostgreSQL address and no file.
func IsPostgres(place string) bool {
	return strings.HasPrefix(place, "postgres://") || strings.HasPrefix(place, "postgresql://")
}

// Name returns a place as messages may show it: an address, also one of a database
// that chs does not know, without its password and parameters.
func Name(place string) string {
	scheme, _, ok := strings.Cut(place, "://")
	if !ok {
		return place
	}
	address, err := url.Parse(place)
	if err != nil {
		return scheme + "://…"
	}
	shown := url.URL{Scheme: address.Scheme, Host: address.Host, Path: address.Path}
	if user := address.User.Username(); user != "" {
		shown.User = url.User(user)
	}
	if shown == (url.URL{Scheme: scheme}) {
		return scheme + "://" // all of it is in the environment
	}
	return shown.String()
}

// assigned finds a password in an address of another form, such as host=… password=….
var assigned = regexp.MustCompile(`(?i)(^|[\s;])(ssl)?(password|pwd)\s*=[^=]`)

// amiss finds one in an address with too few slashes, or too many.
var amiss = regexp.MustCompile(`^postgres(ql)?:/*[^/@?]*:[^/@?]*@`)

// HasSecret reports whether a place holds a password, which then must not stand
// among a program's arguments, where others can see it.
func HasSecret(place string) bool {
	if assigned.MatchString(place) || amiss.MatchString(place) {
		return true
	}
	if !strings.Contains(place, "://") {
		return false
	}
	address, err := url.Parse(place)
	if err != nil {
		return true // for all that is known
	}
	_, has := address.User.Password()
	query := address.Query()
	return has || slices.ContainsFunc([]string{"password", "sslpassword"}, query.Has)
}
