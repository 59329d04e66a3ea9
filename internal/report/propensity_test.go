package report

import "testing"

func TestProbabilitiesAreWritten(t *testing.T) {
	tests := []struct {
		millionths      int
		decimal, likely string
	}{
		{0, "0.000000", "<0.1%"},
		{1, "0.000001", "<0.1%"},
		{499, "0.000499", "<0.1%"},
		{500, "0.000500", "0.1%"},
		{98_970, "0.098970", "9.9%"},
		{120_000, "0.120000", "12.0%"},
		{999_499, "0.999499", "99.9%"},
		{999_500, "0.999500", ">99.9%"},
		{1_000_000, "1.000000", ">99.9%"},
	}
	for _, test := range tests {
		decimal, likely := string(appendMillionths(nil, test.millionths)), string(appendLikely(nil, test.millionths))
		if decimal != test.decimal || likely != test.likely {
			t.Errorf("%d is %s and %s, want %s and %s", test.millionths, decimal, likely, test.decimal, test.likely)
		}
	}
}
