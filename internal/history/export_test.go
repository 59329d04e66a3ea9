package history

// SeriesQuery is what Series asks.
func SeriesQuery() string { return seriesQuery() }
