package notify

import (
	"errors"
	"net"
	"net/url"
	"regexp"
	"slices"
	"strings"
)

// A Target is where messages to a name are sent. Its address is a secret: it is
// in no message and no error.
type Target struct {
	Name    string
	Format  Format // what the address takes
	address *url.URL
}

// slackPrefix, before an address, says that it takes what Slack takes.
const slackPrefix = "slack+"

// ParseTarget reads the address of a name: https://…, or http:// on this
// machine, with slack+ before it if it is another's than Slack's and takes what
// that takes.
func ParseTarget(name, address string) (*Target, error) {
	t := &Target{Name: name, Format: FormatJSON}
	address, isSlack := strings.CutPrefix(address, slackPrefix)
	var err error
	t.address, err = url.Parse(address)
	switch {
	case err != nil || t.address.Hostname() == "" || !slices.Contains([]string{"http", "https"}, t.address.Scheme):
		return nil, errors.New("is no web address; want https://HOST/…")
	case t.address.Scheme == "http" && !isLoopback(t.address.Hostname()):
		return nil, errors.New("would go over the network as it is; want https://")
	case isSlack || t.address.Hostname() == "hooks.slack.com":
		t.Format = FormatSlack
	}
	return t, nil
}

// Host names the target's host, which is all of its address that may be seen.
func (t *Target) Host() string { return t.address.Hostname() }

// isLoopback reports whether a host is this machine.
func isLoopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// IsAddress reports whether a text is a web address, which may hold a secret.
func IsAddress(text string) bool {
	return regexp.MustCompile(`^\s*(?i:slack\+)?(?i:https?)://`).MatchString(text)
}

// IsName reports whether a text may name a target: small letters, digits and
// single dashes between them.
func IsName(text string) bool {
	return regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`).MatchString(text)
}
