package notify

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"syscall"
	"time"
)

// faultOf words what kept a request from being answered, and says how long to
// wait at least before the next try. It takes no words of the error but those
// that cannot hold an address.
func faultOf(err error) (pause time.Duration, fault error) {
	switch {
	case errors.Is(err, errRedirect):
		return never, errRedirect
	case errors.Is(err, http.ErrSchemeMismatch):
		return never, errors.New("does not speak TLS")
	}
	if certificate, ok := errors.AsType[*tls.CertificateVerificationError](err); ok {
		return never, fmt.Errorf("has a certificate that is not trusted: %w", wordsOf(certificate.Err))
	}
	return 0, networkFault(err)
}

// wordsOf returns an error of a certificate without what a server wrote into it.
func wordsOf(err error) error {
	invalid, isInvalid := errors.AsType[x509.CertificateInvalidError](err)
	_, isHost := errors.AsType[x509.HostnameError](err)
	_, isUnknown := errors.AsType[x509.UnknownAuthorityError](err)
	switch {
	case isHost:
		return errors.New("it is for another host")
	case isInvalid && invalid.Reason == x509.Expired:
		return errors.New("it has expired, or is not valid yet")
	case isUnknown:
		return errors.New("it is signed by none that this machine knows")
	}
	return errors.New("it is not valid")
}

// networkFault words a fault of the network.
func networkFault(err error) error {
	_, isDNS := errors.AsType[*net.DNSError](err)
	timeout, isNet := errors.AsType[net.Error](err)
	switch {
	case isDNS:
		return errors.New("cannot be found by its name")
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, os.ErrDeadlineExceeded), isNet && timeout.Timeout():
		return errors.New("does not answer in time")
	case errors.Is(err, syscall.ECONNREFUSED):
		return errors.New("refuses the connection")
	case errors.Is(err, io.EOF), errors.Is(err, syscall.ECONNRESET), errors.Is(err, io.ErrUnexpectedEOF):
		return errors.New("closes the connection without an answer")
	}
	return errors.New("cannot be reached, or does not speak HTTP")
}
