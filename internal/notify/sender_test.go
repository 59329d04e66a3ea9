package notify_test

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"chs/internal/notify"
)

// The secret part of every address.
const secret = "/services/T0/B0/s3cr3t?token=t0k3n"

var now = time.Date(2026, 11, 21, 5, 0, 0, 0, time.UTC)

// A call is what a webhook got.
type call struct{ Method, Path, Body, Key, Agent, Type string }

// A webhook answers its calls by a handler each; the last one stays.
type webhook struct {
	*httptest.Server
	mu  sync.Mutex
	got []call
}

// calls returns what it got so far.
func (w *webhook) calls() []call {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.Clone(w.got)
}

func newWebhook(t *testing.T, start func(*httptest.Server), handlers ...http.HandlerFunc) *webhook {
	t.Helper()
	w := &webhook{}
	w.Server = httptest.NewUnstartedServer(http.HandlerFunc(func(to http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			t.Error(err)
		}
		w.mu.Lock()
		n := min(len(w.got), len(handlers)-1)
		w.got = append(w.got, call{
			r.Method, r.URL.Path, string(body), r.Header.Get("Idempotency-Key"), r.UserAgent(), r.Header.Get("Content-Type"),
		})
		w.mu.Unlock()
		handlers[n](to, r)
	}))
	w.Config.ErrorLog = log.New(io.Discard, "", 0)
	start(w.Server)
	t.Cleanup(w.Close)
	return w
}

// send sends a body to an address, and returns how long was waited between tries.
func send(ctx context.Context, t *testing.T, address string) (waits []time.Duration, err error) {
	t.Helper()
	target, err := notify.ParseTarget("ops", address)
	if err != nil {
		t.Fatal(err)
	}
	client := notify.NewClient()
	t.Cleanup(client.CloseIdleConnections)
	s := &notify.Sender{
		Agent: "chs/1.2.3", Client: client, Now: func() time.Time { return now }, Random: func() float64 { return 0.5 },
		Sleep: func(ctx context.Context, d time.Duration) error {
			waits = append(waits, d)
			return ctx.Err()
		},
	}
	err = s.Send(ctx, target, []byte(`{"a":1}`), "k3y")
	if err != nil {
		for part := range strings.FieldsFuncSeq(secret, func(r rune) bool { return strings.ContainsRune("/?=", r) }) {
			if strings.Contains(err.Error(), part) {
				t.Errorf("the error holds %q of the address: %v", part, err)
			}
		}
	}
	return waits, err
}

func answer(status int, header ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		for i := 0; i < len(header); i += 2 {
			w.Header().Set(header[i], header[i+1])
		}
		w.WriteHeader(status)
	}
}

func says(status int, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	}
}

func seconds(all ...float64) (waits []time.Duration) {
	for _, s := range all {
		waits = append(waits, time.Duration(s*float64(time.Second)))
	}
	return waits
}

// hangUp closes the connection without an answer.
func hangUp(w http.ResponseWriter, _ *http.Request) {
	connection, _, err := w.(http.Hijacker).Hijack()
	if err == nil {
		_ = connection.Close()
	}
}

func TestSend(t *testing.T) {
	ok := answer(http.StatusOK)
	endless := func(w http.ResponseWriter, r *http.Request) {
		w.WriteHeader(http.StatusBadRequest)
		for r.Context().Err() == nil {
			if _, err := io.WriteString(w, strings.Repeat("x", 1<<16)); err != nil {
				return
			}
		}
	}
	// The waits double, and half of each is random: here half of that half.
	all := seconds(0.75, 1.5, 3, 6)
	for _, test := range []struct {
		name     string
		handlers []http.HandlerFunc
		calls    int
		waits    []time.Duration
		want     string // of the error
	}{
		{"delivered", []http.HandlerFunc{ok}, 1, nil, ""},
		{"accepted, and an answer without end is not read", []http.HandlerFunc{says(202, strings.Repeat("x", 1<<20))}, 1, nil, ""},
		{"a fault that passes", []http.HandlerFunc{answer(500), answer(503), ok}, 3, seconds(0.75, 1.5), ""},
		{"a fault that stays", []http.HandlerFunc{answer(500)}, 5, all, "answers 500 Internal Server Error, after 5 tries"},
		{"refused", []http.HandlerFunc{says(404, "no_service")}, 1, nil, "answers 404 Not Found (no_service)"},
		{"a page as an answer", []http.HandlerFunc{says(400, "<p>POST "+secret)}, 1, nil, "answers 400 Bad Request"},
		{"a part of the address as an answer", []http.HandlerFunc{says(400, "services")}, 1, nil, "answers 400 Bad Request"},
		{"an answer without end", []http.HandlerFunc{endless}, 1, nil, "answers 400 Bad Request"},
		{"asked to wait", []http.HandlerFunc{answer(429, "Retry-After", "7"), ok}, 2, seconds(7), ""},
		{"asked to wait less than is waited", []http.HandlerFunc{answer(429, "Retry-After", "0"), ok}, 2, seconds(0.75), ""},
		{"asked to wait till a time", []http.HandlerFunc{answer(503, "Retry-After", "Sat, 21 Nov 2026 05:00:30 GMT"), ok}, 2, seconds(30), ""},
		{"asked to wait till a time that is past", []http.HandlerFunc{answer(429, "Retry-After", "Sat, 21 Nov 2026 04:00:00 GMT"), ok}, 2, seconds(0.75), ""},
		{"asked for what is no time", []http.HandlerFunc{answer(429, "Retry-After", "soon"), ok}, 2, seconds(0.75), ""},
		{"asked to wait too long", []http.HandlerFunc{answer(429, "Retry-After", "3600")}, 1, nil, "answers 429 Too Many Requests, for another 1h0m0s"},
		{"asked to wait for ages", []http.HandlerFunc{answer(429, "Retry-After", "9223372036854775807")}, 1, nil, "answers 429 Too Many Requests, for another 24h0m0s"},
		{"asked to wait for more than can be counted", []http.HandlerFunc{answer(429, "Retry-After", "99999999999999999999")}, 1, nil, "answers 429 Too Many Requests, for another 24h0m0s"},
		{"asked to wait till a time that is ages away", []http.HandlerFunc{answer(429, "Retry-After", "Fri, 31 Dec 2999 23:59:59 GMT")}, 1, nil, "answers 429 Too Many Requests, for another 24h0m0s"},
		{"hangs up", []http.HandlerFunc{hangUp, ok}, 2, seconds(0.75), ""},
		{"hangs up each time", []http.HandlerFunc{hangUp}, 5, all, "closes the connection without an answer, after 5 tries"},
		{"redirected on the host", []http.HandlerFunc{answer(307, "Location", "/there"), ok}, 2, nil, ""},
		{"redirected for ever", []http.HandlerFunc{answer(308, "Location", "/there")}, 4, nil, "redirects to another place"},
		{"redirected without what is sent", []http.HandlerFunc{answer(302, "Location", "/there")}, 1, nil, "drops what is sent"},
		{"redirected nowhere", []http.HandlerFunc{answer(304)}, 1, nil, "answers 304 Not Modified"},
	} {
		t.Run(test.name, func(t *testing.T) {
			hook := newWebhook(t, (*httptest.Server).Start, test.handlers...)
			waits, err := send(t.Context(), t, hook.URL+secret)
			if diff := cmp.Diff(test.waits, waits); diff != "" {
				t.Errorf("waits: %s", diff)
			}
			wantError(t, err, test.want)
			if len(hook.calls()) != test.calls {
				t.Errorf("%d calls, want %d", len(hook.calls()), test.calls)
			}
			for _, c := range hook.calls() {
				c.Path = ""
				if want := (call{"POST", "", `{"a":1}`, "k3y", "chs/1.2.3", "application/json"}); c != want {
					t.Errorf("%+v, want %+v", c, want)
				}
			}
		})
	}
}

func wantError(t *testing.T, err error, want string) {
	t.Helper()
	switch {
	case want == "" && err != nil:
		t.Error(err)
	case want != "" && (err == nil || !strings.Contains(err.Error(), want)):
		t.Errorf("%v, want %s", err, want)
	case err != nil && !strings.HasPrefix(err.Error(), "ops: not delivered: 127.0.0.1 "):
		t.Errorf("%v does not say what was not delivered", err)
	}
}

// Another host gets nothing, be it another port alone.
func TestNothingIsSentToAnotherHost(t *testing.T) {
	other := newWebhook(t, (*httptest.Server).Start, answer(http.StatusOK))
	for _, status := range []int{301, 302, 303, 307, 308} {
		hook := newWebhook(t, (*httptest.Server).Start, answer(status, "Location", other.URL+"/elsewhere"))
		waits, err := send(t.Context(), t, hook.URL+secret)
		wantError(t, err, "redirects to another place")
		if strings.Contains(err.Error(), "elsewhere") || waits != nil || len(other.calls()) > 0 {
			t.Errorf("%d: %v, %v, %v", status, err, waits, other.calls())
		}
	}
}

func TestSendNeedsATrustedCertificate(t *testing.T) {
	hook := newWebhook(t, (*httptest.Server).StartTLS, answer(http.StatusOK))
	waits, err := send(t.Context(), t, hook.URL+secret)
	wantError(t, err, "has a certificate that is not trusted: it is signed by none that this machine knows")
	if waits != nil || len(hook.calls()) > 0 {
		t.Error(waits, hook.calls())
	}
	plain := newWebhook(t, (*httptest.Server).Start, answer(http.StatusOK))
	waits, err = send(t.Context(), t, strings.Replace(plain.URL, "http:", "https:", 1)+secret)
	wantError(t, err, "does not speak TLS")
	if waits != nil {
		t.Error(waits)
	}
}

// A certificate that is known is not good for another host.
func TestACertificateIsForItsHost(t *testing.T) {
	hook := newWebhook(t, (*httptest.Server).StartTLS, answer(http.StatusOK))
	target, err := notify.ParseTarget("ops", strings.Replace(hook.URL, "127.0.0.1", "localhost", 1)+secret)
	if err != nil {
		t.Fatal(err)
	}
	client := notify.NewClient()
	roots := hook.Client().Transport.(*http.Transport).TLSClientConfig.RootCAs
	client.Transport.(*http.Transport).TLSClientConfig = &tls.Config{RootCAs: roots}
	err = (&notify.Sender{Client: client}).Send(t.Context(), target, nil, "")
	if err == nil || !strings.HasSuffix(err.Error(), "it is for another host") {
		t.Error(err)
	}
}

func TestSendToNobody(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	if err := listener.Close(); err != nil {
		t.Fatal(err)
	}
	waits, err := send(t.Context(), t, "http://"+listener.Addr().String()+secret)
	wantError(t, err, "refuses the connection, after 5 tries")
	if len(waits) != 4 {
		t.Error(waits)
	}
}

// A fault is a transport that fails.
type fault struct{ error }

func (f fault) RoundTrip(*http.Request) (*http.Response, error) { return nil, f.error }

// Whatever fails, nothing of the error that could hold an address is said.
func TestFaultsAreSaidInOwnWords(t *testing.T) {
	target, err := notify.ParseTarget("ops", "https://example.com"+secret)
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		fault error
		want  string
	}{
		{&net.DNSError{Name: secret}, "cannot be found by its name"},
		{&net.OpError{Op: secret, Err: syscall.ECONNREFUSED}, "refuses the connection"},
		{&net.OpError{Op: secret, Err: syscall.ECONNRESET}, "closes the connection without an answer"},
		{&net.OpError{Op: secret, Err: os.ErrDeadlineExceeded}, "does not answer in time"},
		{errors.New("invalid proxy address " + secret), "cannot be reached, or does not speak HTTP"},
	} {
		client := &http.Client{Transport: fault{test.fault}}
		s := &notify.Sender{Client: client, Random: func() float64 { return 0 }, Sleep: func(context.Context, time.Duration) error { return nil }}
		err := s.Send(t.Context(), target, nil, "")
		if want := "ops: not delivered: example.com " + test.want + ", after 5 tries"; err == nil || err.Error() != want {
			t.Errorf("%v: %v, want %s", test.fault, err, want)
		}
	}
	for _, test := range []struct {
		fault error
		want  string
	}{
		{x509.CertificateInvalidError{Reason: x509.Expired, Detail: secret}, "it has expired, or is not valid yet"},
		{x509.CertificateInvalidError{Reason: x509.TooManyIntermediates, Detail: secret}, "it is not valid"},
	} {
		client := &http.Client{Transport: fault{&tls.CertificateVerificationError{Err: test.fault}}}
		err := (&notify.Sender{Client: client}).Send(t.Context(), target, nil, "")
		if want := "ops: not delivered: example.com has a certificate that is not trusted: " + test.want; err == nil || err.Error() != want {
			t.Errorf("%v: %v, want %s", test.fault, err, want)
		}
	}
}

// An interrupt ends a call that hangs, and a wait.
func TestAnInterruptEndsSending(t *testing.T) {
	ctx, interrupt := context.WithCancel(t.Context())
	hangs := newWebhook(t, (*httptest.Server).Start, func(_ http.ResponseWriter, r *http.Request) {
		interrupt()
		<-r.Context().Done()
	})
	if waits, err := send(ctx, t, hangs.URL+secret); !errors.Is(err, context.Canceled) || waits != nil {
		t.Error(waits, err)
	}
	ctx, interrupt = context.WithCancel(t.Context())
	fails := newWebhook(t, (*httptest.Server).Start, answer(500))
	target, err := notify.ParseTarget("ops", fails.URL)
	if err != nil {
		t.Fatal(err)
	}
	s := &notify.Sender{Client: notify.NewClient(), Now: time.Now, Random: func() float64 { return 0 }, Sleep: func(ctx context.Context, _ time.Duration) error {
		interrupt()
		return ctx.Err()
	}}
	if err := s.Send(ctx, target, nil, ""); !errors.Is(err, context.Canceled) || len(fails.calls()) != 1 {
		t.Error(err, fails.calls())
	}
}

// A call that hangs is tried again when its time is up.
func TestACallThatHangsIsTriedAgain(t *testing.T) {
	hook := newWebhook(t, (*httptest.Server).Start, func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }, answer(200))
	target, err := notify.ParseTarget("ops", hook.URL)
	if err != nil {
		t.Fatal(err)
	}
	client := notify.NewClient()
	client.Timeout = 500 * time.Millisecond // sooner than is usual
	s := &notify.Sender{Client: client, Random: func() float64 { return 0 }, Sleep: func(context.Context, time.Duration) error { return nil }}
	if err := s.Send(t.Context(), target, nil, ""); err != nil || len(hook.calls()) < 2 {
		t.Error(err, hook.calls())
	}
}

func TestParseTarget(t *testing.T) {
	for _, test := range []struct {
		address string
		format  notify.Format
		host    string
	}{
		{"https://hooks.slack.com/services/a", notify.FormatSlack, "hooks.slack.com"},
		{"slack+https://chat.example.com/hooks/a", notify.FormatSlack, "chat.example.com"},
		{"https://user:word@example.com:8443/a?b", notify.FormatJSON, "example.com"},
		{"http://localhost:80/", notify.FormatJSON, "localhost"},
		{"slack+http://[::1]:80/", notify.FormatSlack, "::1"},
		{"http://127.9.9.9", notify.FormatJSON, "127.9.9.9"},
	} {
		target, err := notify.ParseTarget("ops", test.address)
		if err != nil || target.Format != test.format || target.Host() != test.host {
			t.Errorf("%s: %v, %v", test.address, target, err)
		}
	}
	for _, address := range []string{
		"", "example.com/s3cr3t", "http://example.com/s3cr3t", "ftp://example.com/s3cr3t", "https:///s3cr3t", "https://%zz/s3cr3t",
		"http://localhost.example.com/s3cr3t", "http://127.0.0.1.example.com/s3cr3t", "slack+/s3cr3t", "https://exa mple.com/s3cr3t",
	} {
		if target, err := notify.ParseTarget("ops", address); err == nil || strings.Contains(err.Error(), "s3cr3t") {
			t.Errorf("%s: %v, %v", address, target, err)
		}
	}
}
