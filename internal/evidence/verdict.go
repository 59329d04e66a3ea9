package evidence

import "fmt"

// A Verdict is what an AUC's interval proves.
type Verdict string

// The verdicts: the whole interval is above 0.5, it holds 0.5, it is below.
const (
	Separates  Verdict = "separates"
	NoEvidence Verdict = "no evidence"
	Against    Verdict = "evidence against"
)

// Verdict returns what the interval proves.
func (a AUC) Verdict() Verdict {
	switch {
	case a.Low > 0.5:
		return Separates
	case a.High < 0.5:
		return Against
	}
	return NoEvidence
}

// Sentence says in words what the interval proves, with the figures.
func (a AUC) Sentence() string {
	figures := fmt.Sprintf("AUC %.3f, 95%% interval %.3f to %.3f", a.Value, a.Low, a.High)
	switch a.Verdict() {
	case Separates:
		return fmt.Sprintf("The score separates: in %.0f%% of all pairs of a leaver and a stayer, the leaver had the lower score (%s).", 100*a.Value, figures)
	case Against:
		return fmt.Sprintf("There is evidence against the score: in only %.0f%% of all pairs of a leaver and a stayer, the leaver had the lower score, and chance gives 50%% (%s).",
			100*a.Value, figures)
	}
	return fmt.Sprintf("There is no evidence that the score separates: the interval holds 0.5, which is chance (%s).", figures)
}
