package database

import (
	"errors"
	"fmt"
	"net"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

// ParsePostgres reads an address. What it does not say comes from the environment
// or a file, as with any program that speaks to PostgreSQL.
func ParsePostgres(address string) (*pgx.ConnConfig, error) {
	config, err := pgx.ParseConfig(address)
	if err != nil { // which may hold the password
		return nil, errors.New("is no address, or names a service or file that is not there; want postgres://USER@HOST/DATABASE")
	}
	return config, nil
}

// ExplainPostgres words an error of PostgreSQL, or of the way to it.
func ExplainPostgres(err error) error {
	if failure, ok := errors.AsType[*pgconn.PgError](err); ok {
		return errors.New(failure.Message)
	}
	var cause error
	if connect, ok := errors.AsType[*pgconn.ConnectError](err); ok {
		cause = connect
	}
	if dns, ok := errors.AsType[*net.DNSError](cause); ok {
		cause = dns
	} else if dial, ok := errors.AsType[*net.OpError](cause); ok {
		cause = dial
	}
	if cause != nil {
		return fmt.Errorf("cannot be reached: %w", cause)
	}
	return err
}
