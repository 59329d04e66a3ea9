package evidence

import "fmt"

// A Permit is what may be concluded from so many accounts of the rarer outcome.
// Each includes those that are less.
type Permit int

// The permits: nothing; whether a score separates; what weights would do better;
// what cuts would, of five equal parts; and what cuts of any parts.
const (
	Nothing        Permit = 0
	ToEvaluate     Permit = 20
	ToFitWeights   Permit = 30
	ToFitQuintiles Permit = 150
	ToFitCuts      Permit = 500
)

// Permit returns what may be concluded from the accounts.
func (t Tally) Permit() Permit {
	for _, p := range []Permit{ToFitCuts, ToFitQuintiles, ToFitWeights, ToEvaluate} {
		if t.Rarer() >= int(p) {
			return p
		}
	}
	return Nothing
}

// A Refusal is the error that the accounts that have a score and a known outcome
// are too few for what was to be concluded from them.
type Refusal struct {
	Tally
	Want Permit // ToEvaluate, ToFitWeights or ToFitQuintiles

	// Propensity says that it was a probability of leaving. Want is then ToFitWeights.
	Propensity bool

	// Segment says that the accounts are those of one segment, or of some that share
	// their weights, and that no other has more.
	Segment bool

	AUC AUC // if ToEvaluate: what it would have been; means nothing where an outcome is not there
}

// Error implements error.
func (r *Refusal) Error() string {
	few, none := "too few to judge a score by", "no account has a score and a known outcome"
	switch {
	case r.Propensity:
		few = "too few to fit a probability of leaving to"
	case r.Want == ToFitWeights:
		few = "too few to fit weights to"
	case r.Want == ToFitQuintiles:
		few, none = "too few to fit cuts to", "no account has a score, a metric that is cut, and a known outcome"
	}
	if r.Accounts() == 0 {
		return few + ": " + none
	}
	of := ""
	if r.Segment {
		of = " of the segment that has most"
	}
	text := fmt.Sprintf("%s: %s among %s%s; want at least %d",
		few, counted(r.Rarer(), r.rarerName()), counted(r.Accounts(), "scored account"), of, r.Want)
	if r.Rarer() == 0 || r.Want != ToEvaluate {
		return text
	}
	return text + fmt.Sprintf(" (its AUC would be %.3f, with a 95%% interval from %.3f to %.3f)", r.AUC.Value, r.AUC.Low, r.AUC.High)
}

// rarerName names the accounts of the rarer outcome, one of them.
func (t Tally) rarerName() string {
	if t.Stayers < t.Leavers {
		return "stayer"
	}
	return "leaver"
}

// counted returns a number of things in words.
func counted(n int, thing string) string {
	switch n {
	case 0:
		return "no " + thing + "s"
	case 1:
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}

// gate refuses scores of too few accounts.
func (s *Scores) gate() error {
	if s.Permit() >= ToEvaluate {
		return nil
	}
	refusal := &Refusal{Tally: s.Tally, Want: ToEvaluate}
	if s.Rarer() > 0 {
		refusal.AUC = s.AUC()
	}
	return refusal
}
