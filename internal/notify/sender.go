package notify

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// A Sender delivers messages. Its clock, waits and randomness are given to it.
type Sender struct {
	Agent  string // the User-Agent
	Now    func() time.Time
	Sleep  func(context.Context, time.Duration) error // returns early, with an error, when the context ends
	Random func() float64                             // from 0 up to 1
	Client *http.Client                               // of NewClient
}

// How long and how often to try. All tries together end before those give up who
// wait for the history meanwhile.
const (
	tries          = 5
	tryTimeout     = 20 * time.Second
	connectTimeout = 10 * time.Second
	firstWait      = time.Second // doubled from try to try
	maxWait        = time.Minute // that an answer may ask for
	maxRedirects   = 3
	maxAnswer      = 4 << 10 // bytes that are read of an answer
	maxHeaders     = 64 << 10
)

// NewClient returns a client that does not follow redirects to other hosts, nor
// such that lose what is sent. It heeds the proxy of the environment.
func NewClient() *http.Client {
	dialer := &net.Dialer{Timeout: connectTimeout}
	return &http.Client{
		Transport: &http.Transport{
			Proxy: http.ProxyFromEnvironment, DialContext: dialer.DialContext,
			TLSHandshakeTimeout: connectTimeout, ForceAttemptHTTP2: true, MaxResponseHeaderBytes: maxHeaders,
		},
		CheckRedirect: checkRedirect,
	}
}

// errRedirect says that a redirect is not followed.
var errRedirect = errors.New("redirects to another place, or drops what is sent")

// checkRedirect refuses redirects that would take the message elsewhere, and
// those after which it would not be sent.
func checkRedirect(next *http.Request, past []*http.Request) error {
	first := past[0]
	if next.URL.Host != first.URL.Host || next.URL.Scheme != first.URL.Scheme ||
		next.Method != first.Method || len(past) > maxRedirects {
		return errRedirect
	}
	return nil
}

// Send delivers a body to a target under a key, which is the same for each try.
// It tries again, ever later, where a server is too busy, fails or cannot be
// reached; an error says why the body was not delivered, and nothing of the
// address but its host.
func (s *Sender) Send(ctx context.Context, t *Target, body []byte, key string) error {
	wait := firstWait
	for try := 1; ; try++ {
		pause, err := s.try(ctx, t, body, key)
		switch {
		case err == nil:
			return nil
		case ctx.Err() != nil:
			return ctx.Err()
		case pause > maxWait:
			err = fmt.Errorf("%w, for another %v", err, pause.Round(time.Second))
			pause = never
		}
		if pause == never || try == tries {
			return fmt.Errorf("%s: not delivered: %s %w%s", t.Name, t.Host(), err, after(try))
		}
		// Half of the wait is random, so that many senders do not come at once.
		pause = max(pause, wait/2+time.Duration(s.Random()*float64(wait/2)))
		if err := s.Sleep(ctx, pause); err != nil {
			return err
		}
		wait *= 2
	}
}

// after says how often it was tried.
func after(tries int) string {
	if tries == 1 {
		return ""
	}
	return fmt.Sprintf(", after %d tries", tries)
}

// never is the pause before a try that would not help.
const never = time.Duration(-1)

// try sends the body once. An error comes with how long to wait at least before
// the next try.
func (s *Sender) try(ctx context.Context, t *Target, body []byte, key string) (pause time.Duration, err error) {
	ctx, cancel := context.WithTimeout(ctx, tryTimeout)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, t.address.String(), bytes.NewReader(body))
	if err != nil {
		return never, errors.New("has no address that can be called")
	}
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("User-Agent", s.Agent)
	request.Header.Set("Idempotency-Key", key)
	answer, err := s.Client.Do(request)
	if err != nil {
		return faultOf(err)
	}
	defer func() { _ = answer.Body.Close() }() // the answer is in its status
	status := answer.StatusCode
	switch {
	case status >= 200 && status < 300:
		return 0, nil
	case status == http.StatusTooManyRequests, status >= 500:
		pause = s.retryAfter(answer.Header.Get("Retry-After"))
	default:
		pause = never
	}
	return pause, fmt.Errorf("answers %s", strings.TrimSpace(fmt.Sprintf("%d %s", status, http.StatusText(status))+reason(answer.Body, t)))
}

// retryAfter returns how long an answer asks to wait: seconds or a date, a day
// at most, 0 if it does not say.
func (s *Sender) retryAfter(text string) time.Duration {
	const most = 24 * time.Hour
	if seconds, err := strconv.Atoi(text); err == nil || errors.Is(err, strconv.ErrRange) {
		return time.Duration(min(max(seconds, 0), int(most/time.Second))) * time.Second
	}
	if at, err := http.ParseTime(text); err == nil {
		return min(max(at.Sub(s.Now()), 0), most)
	}
	return 0
}

// reason returns what an answer says, if that is one word of a program's, such
// as Slack's no_service, and no part of the address, which some servers repeat.
func reason(body io.Reader, t *Target) string {
	text, _ := io.ReadAll(io.LimitReader(body, maxAnswer)) // what did not come is not said
	word := strings.TrimSpace(string(text))
	if !regexp.MustCompile(`^[a-z]+(_[a-z]+)*$`).MatchString(word) || len(word) > 40 || strings.Contains(t.address.String(), word) {
		return ""
	}
	return " (" + word + ")"
}
