package rubric

// DefaultMissing returns the tokens for a missing value of a rubric that
// gives none of its own, in lower case.
func DefaultMissing() []string {
	return []string{"-", "--", "na", "n/a", "#n/a", "nan", "null", "none"}
}
