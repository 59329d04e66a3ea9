package history

import (
	"context"
	"database/sql"
	_ "embed"
	"fmt"
	"strings"
)

//go:embed schema_1.sql
var schema1 string

// migrations returns the statements that bring the tables from each version to
// the next: the first makes version 1 out of nothing.
func migrations() []string { return []string{schema1} }

// Version is that of the tables that this chs writes.
func Version() int { return len(migrations()) }

// migrate brings the tables from a version to the newest.
func migrate(ctx context.Context, tx *sql.Tx, e engine, from int) error {
	if err := e.setVersion(ctx, tx, Version()); err != nil {
		return err
	}
	words := strings.NewReplacer("{key}", e.key(), "{clustered}", e.clustered())
	for _, statements := range migrations()[from:] {
		for statement := range strings.SplitSeq(words.Replace(statements), ";\n") {
			if strings.TrimSpace(statement) == "" {
				continue
			}
			if _, err := tx.ExecContext(ctx, statement); err != nil {
				return err
			}
		}
	}
	return nil
}

// checkVersion refuses tables that this chs does not know.
func checkVersion(version int) error {
	if version > Version() {
		return fmt.Errorf("holds a history of version %d, and this chs knows up to %d; want a newer chs", version, Version())
	}
	return nil
}
