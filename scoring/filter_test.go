package scoring

import (
	"testing"
)

func TestFilter(t *testing.T) {
	const text = "value: {column: arr, currency: USD}\ncriteria: [{name: A, column: a, weight: 1, missing: 2}]\nmin_coverage: 0\n"
	tests := []struct {
		where, account, cells string
		takes                 bool
		unreadable            int
	}{
		{"score < 50", "a=2", "", true, 0},
		{"score < 25", "a=2", "", false, 0},
		{`band == "green"`, "a=4", "", true, 0},
		{"coverage < 1", "a=x", "", true, 0},
		{`is_missing(rating("A"))`, "", "", true, 0},
		{"value > 10", "arr=11", "", true, 0},
		{`segment == "default"`, "", "", true, 0},
		{"seats > 5", "", "seats=6", true, 0},
		{"seats > 5", "", "seats=5", false, 0},
		{"seats > 5", "", "seats=", false, 0},
		{"seats > 5", "", "seats=many", false, 1},
		{"not (seats > 5)", "", "seats=many", false, 1},
		{"arr > 5", "arr=€9", "arr=€9", false, 1}, // in another currency
		{`plan == "none" and days_until(renewal) < 10`, "", "plan=none|renewal=2026-11-30", true, 0},
	}
	for _, test := range tests {
		r, result := scoreText(t, text, test.account)
		w, err := r.ParseWhere("--where", test.where)
		if err != nil {
			t.Fatal(err)
		}
		columns := *r
		columns.Columns = w.Columns
		takes, unreadable := NewFilter(r, w).Takes(cellsOf(t, &columns, test.cells), result)
		if takes != test.takes || unreadable != test.unreadable {
			t.Errorf("%s of %q, %q: got %t, %d, want %t, %d", test.where, test.account, test.cells, takes, unreadable, test.takes, test.unreadable)
		}
	}
}
