package report

import "testing"

func TestNumbersLessThanNothingHaveAMinusSign(t *testing.T) {
	for text, want := range map[string]string{
		"-33": "−33", "-0.25": "−0.25", "-.5": "−.5", "▸ -30 -10 0 10": "▸ −30 −10 0 10", "Trend from -33 to -10": "Trend from −33 to −10",
		"-$5,000": "−$5,000", "worth (-€5)": "worth (−€5)", "1e-07": "1e-07", "2026-11-21": "2026-11-21", "A-201": "A-201",
		"wait-and-see - 3": "wait-and-see - 3", "--5": "--5", "": "",
	} {
		if got := minus(text); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

func TestNoLineEndsWithinADay(t *testing.T) {
	for text, want := range map[string]string{
		"since 2026-10-03 <b>":  `since <span class="unbroken">2026-10-03</span> &lt;b&gt;`,
		"2026-10-03/2026-10-04": `<span class="unbroken">2026-10-03</span>/<span class="unbroken">2026-10-04</span>`,
		"2026-10-031":           "2026-10-031",
		"12026-10-03":           "12026-10-03",
	} {
		if got := string(wholeDays(text)); got != want {
			t.Errorf("%q: got %s, want %s", text, got, want)
		}
	}
}
