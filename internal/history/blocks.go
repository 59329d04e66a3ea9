package history

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/binary"
	"fmt"
	"slices"
)

// Scores that stand for none.
const (
	Absent   int16 = -1 // the account is not in the snapshot
	Unscored int16 = -2
)

// The table packed has each snapshot's scores once more, two bytes an
// account, in blocks of blockSize accounts by their numbers: what looks at all
// accounts over many snapshots reads these, a hundredth of the bytes and of the
// time that the rows take.
const blockSize = 1 << 14

// A block is one of a snapshot's: its scores as little-endian integers of 16
// bits, from that of account number*blockSize on.
type block struct {
	number int64
	scores []byte
}

// blocks packs the scores of a snapshot's rows.
func (s *Store) blocks(ctx context.Context, tx *sql.Tx, snapshot int64) ([]block, error) {
	var all []block
	var account int64
	var score int16
	into := []any{&account, &score}
	err := s.each(ctx, tx, "SELECT account, coalesce(score, -2) FROM scores WHERE snapshot = ? ORDER BY account", func(scan func(...any) error) error {
		if err := scan(into...); err != nil {
			return err
		}
		if number := account / blockSize; len(all) == 0 || all[len(all)-1].number != number {
			all = append(all, block{number: number, scores: make([]byte, 0, 2*blockSize)})
		}
		b := &all[len(all)-1]
		for len(b.scores) < 2*int(account%blockSize) {
			b.scores = appendScore(b.scores, Absent)
		}
		b.scores = appendScore(b.scores, score)
		return nil
	}, snapshot)
	return all, err
}

func appendScore(dst []byte, score int16) []byte {
	return binary.LittleEndian.AppendUint16(dst, uint16(score))
}

// writeBlocks stores the blocks of a snapshot, whose rows are stored.
func (s *Store) writeBlocks(ctx context.Context, tx *sql.Tx, snapshot int64) error {
	all, err := s.blocks(ctx, tx, snapshot)
	for _, b := range all {
		if err == nil {
			err = s.exec(ctx, tx, "INSERT INTO packed (snapshot, block, scores) VALUES (?, ?, ?)", snapshot, b.number, b.scores)
		}
	}
	return err
}

// eachBlock calls visit with the blocks of a snapshot, in order. Their bytes are
// valid for the call alone.
func (s *Store) eachBlock(ctx context.Context, tx *sql.Tx, snapshot int64, visit func(b block)) error {
	return s.each(ctx, tx, "SELECT block, scores FROM packed WHERE snapshot = ? ORDER BY block", func(scan func(...any) error) error {
		var b block
		var raw sql.RawBytes
		err := scan(&b.number, &raw)
		b.scores = raw
		visit(b)
		return err
	}, snapshot)
}

// Numbers are those of a portfolio's accounts, with maybe some of others between
// them: First and the Count-1 behind it.
type Numbers struct{ First, Count int }

// Numbers returns the numbers of a portfolio's accounts.
func (s *Store) Numbers(ctx context.Context, portfolio string) (n Numbers, err error) {
	err = s.within(ctx, false, func(tx *sql.Tx) error {
		var first, last sql.NullInt64
		err := tx.QueryRowContext(ctx, s.bind(`SELECT min(account), max(account)
FROM accounts JOIN portfolios ON portfolios.portfolio = accounts.portfolio WHERE name = ?`), portfolio).Scan(&first, &last)
		if first.Valid {
			n = Numbers{int(first.Int64), int(last.Int64-first.Int64) + 1}
		}
		return err
	})
	return n, err
}

// Scores returns the scores of a snapshot's accounts in hundredths of a point,
// by number, from the first of numbers on: [Absent] or [Unscored] where there
// are none. It takes 2 bytes a number.
func (s *Store) Scores(ctx context.Context, n *Snapshot, numbers Numbers) ([]int16, error) {
	scores := slices.Repeat([]int16{Absent}, numbers.Count)
	err := s.within(ctx, false, func(tx *sql.Tx) error {
		return s.eachBlock(ctx, tx, n.key, func(b block) {
			at := int(b.number)*blockSize - numbers.First
			for i := range len(b.scores) / 2 {
				if at+i >= 0 && at+i < len(scores) {
					scores[at+i] = int16(binary.LittleEndian.Uint16(b.scores[2*i:]))
				}
			}
		})
	})
	return scores, err
}

// checkBlocks returns which snapshots' blocks do not hold their rows' scores.
func (s *Store) checkBlocks(ctx context.Context, tx *sql.Tx) (wrong []string, err error) {
	all, err := s.snapshots(ctx, tx, "")
	for _, n := range all {
		if err != nil {
			break
		}
		var want []block
		if want, err = s.blocks(ctx, tx, n.key); err != nil {
			break
		}
		same, i := true, 0
		err = s.eachBlock(ctx, tx, n.key, func(b block) {
			same = same && i < len(want) && b.number == want[i].number && bytes.Equal(b.scores, want[i].scores)
			i++
		})
		if !same || i != len(want) {
			wrong = append(wrong, fmt.Sprintf("snapshot %d: packed that do not hold what scores does", n.key))
		}
	}
	return wrong, err
}
