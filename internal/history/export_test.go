package history

// SeriesQuery is what Series asks.
const SeriesQuery = seriesQuery
