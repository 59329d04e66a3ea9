//go:build !parquet

package accounts

// readParquet refuses Parquet files: the library that reads them would add half
// again to the program.
func (r *Reader) readParquet() error {
	return r.fault(0, "looks like Parquet, which this build does not read; take a released one, build with -tags parquet, or export it as CSV")
}
