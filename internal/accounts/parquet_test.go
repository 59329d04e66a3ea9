//go:build parquet

package accounts

import (
	"bytes"
	"math/big"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"
	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/deprecated"
)

// parquetOf returns rows as a Parquet file.
func parquetOf[T any](t *testing.T, rows []T) string {
	t.Helper()
	var b bytes.Buffer
	w := parquet.NewGenericWriter[T](&b, parquet.MaxRowsPerRowGroup(100))
	_, err := w.Write(rows)
	must(t, err)
	must(t, w.Close())
	return b.String()
}

type parquetRow struct {
	ID      string           `parquet:"id"`
	Note    *string          `parquet:"note,optional"`
	Seats   int64            `parquet:"seats"`
	Big     uint64           `parquet:"big"`
	ARR     float64          `parquet:"arr"`
	Share   float32          `parquet:"share"`
	Price   int64            `parquet:"price,decimal(2:18)"`
	Active  bool             `parquet:"active"`
	Renewal int32            `parquet:"renewal,date"`
	Seen    time.Time        `parquet:"seen,timestamp(microsecond)"`
	Old     deprecated.Int96 `parquet:"old"`
	Key     uuid.UUID        `parquet:"key,uuid"`
}

func TestParquet(t *testing.T) {
	note := "two\nlines, \"quoted\""
	text := parquetOf(t, []parquetRow{
		{
			ID: "007", Note: &note, Seats: -9007199254740993, Big: 1<<64 - 1, ARR: 1e21, Share: 0.45, Price: -5, Active: true, Renewal: 20777,
			Seen: time.Date(2026, 11, 20, 10, 30, 0, 5000, time.UTC), Old: deprecated.Int96{0, 0, 2461365},
			Key: uuid.MustParse("00112233-4455-6677-8899-aabbccddeeff"),
		},
		{ID: "a", Price: 12345, Renewal: -1, Seen: time.Date(1900, 1, 1, 0, 0, 0, 0, time.UTC), Old: deprecated.Int96{1_000_000_000, 0, 2440588}},
	})
	want := result{
		Header: []string{"id", "note", "seats", "big", "arr", "share", "price", "active", "renewal", "seen", "old", "key"},
		Rows: []string{
			"1: 007|" + note + "|-9007199254740993|18446744073709551615|1000000000000000000000|0.45|-0.05|true|2026-11-20|2026-11-20T10:30:00.000005|2026-11-20|00112233-4455-6677-8899-aabbccddeeff",
			"2: a||0|0|0|0|123.45|false|1969-12-31|1900-01-01|1970-01-01T00:00:01|00000000-0000-0000-0000-000000000000",
		},
	}
	check(t, []readCase{{name: "values", text: text, want: want}})
}

func TestParquetGroups(t *testing.T) {
	type row struct {
		ID int64 `parquet:"id"`
	}
	rows := make([]row, 1050)
	for i := range rows {
		rows[i].ID = int64(i)
	}
	got := readAll(parquetOf(t, rows), Options{}, 1<<20)
	if len(got.Rows) != 1050 || got.Rows[1049] != "1050: 1049" || got.Err != "" {
		t.Errorf("%d rows, %s", len(got.Rows), got.Err)
	}
}

func TestParquetRefused(t *testing.T) {
	type nested struct {
		ID   string   `parquet:"id"`
		Tags []string `parquet:"tags"`
	}
	const want = `stdin: column "tags" is nested; want flat columns`
	if got := readAll(parquetOf(t, []nested{{ID: "a"}}), Options{}, 1); got.Err != want {
		t.Errorf("%s; want %s", got.Err, want)
	}
}

// What is cut short or damaged is an error, or does no harm, and no panic.
func TestParquetDamaged(t *testing.T) {
	text := parquetOf(t, []parquetRow{{ID: "a"}, {ID: "b", Seats: 1}})
	for size := len("PAR1\x15"); size < len(text); size++ {
		if got := readAll(text[:size], Options{}, 1<<20); got.Err == "" {
			t.Errorf("%d of %d bytes: %+v", size, len(text), got)
		}
	}
}

func TestUnscaled(t *testing.T) {
	for _, c := range []struct {
		bytes string
		want  int64
	}{{"", 0}, {"\x00", 0}, {"\x7f", 127}, {"\x80", -128}, {"\xff\xff", -1}, {"\x01\x00", 256}} {
		if diff := cmp.Diff(big.NewInt(c.want).String(), unscaled(parquet.ByteArrayValue([]byte(c.bytes))).String()); diff != "" {
			t.Errorf("%x (-want +got):\n%s", c.bytes, diff)
		}
	}
}
