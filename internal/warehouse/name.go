package warehouse

// TableName returns the name of a table, as a user gives it, in the SQL of a
// dialect, one of [Dialects].
func TableName(dialect, name string) (string, error) {
	t, err := parseTable(name)
	if err != nil {
		return "", err
	}
	return t.in(dialectOf(dialect)), nil
}
