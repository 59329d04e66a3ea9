//go:build !parquet

package accounts

import "testing"

func TestParquetRefused(t *testing.T) {
	check(t, []readCase{{name: "Parquet", text: "PAR1\x15\x04", want: result{
		Err: "stdin: looks like Parquet, which this build does not read; take a released one, build with -tags parquet, or export it as CSV",
	}}})
}
