package evidence

import (
	"bytes"
	"encoding/json"
	"math"
	"os"
	"os/exec"
	"testing"
)

// A peerQuestion is what testdata/peer.py computes by scikit-learn.
type peerQuestion struct {
	Scores [][3]int // a score, its leavers and its stayers

	// Forecasts are those out of fold: the probability of leaving, leavers and
	// stayers.
	Forecasts [][3]float64

	// Softened are what both propensities are fitted to: a risk, leavers and
	// stayers, as softened counts them.
	Softened [][3]float64

	// Ratings are the indicators of a table's rows, without the intercept, and
	// Leavers and Stayers the rows' accounts.
	Ratings          [][]float64
	Leavers, Stayers []int
}

// A peerAnswer is what scikit-learn says.
type peerAnswer struct {
	AUC, LogLoss, Brier float64
	Isotonic            []float64  // by score
	Platt               [2]float64 // the intercept and the slope
	Ridge               []float64  // the coefficients of the indicators, then the intercept
}

// TestAgainstScikitLearn needs a Python that has it, which CHS_TEST_SKLEARN names.
func TestAgainstScikitLearn(t *testing.T) {
	python := os.Getenv("CHS_TEST_SKLEARN")
	if python == "" {
		t.Skip("CHS_TEST_SKLEARN names no Python with scikit-learn; make test-engines does")
	}
	table := tableOf(t, segmentsAndCaps, 2, madeUp(3000, newRandom())...)
	s := table.Scores()
	answer := ask(t, python, questionOf(table))
	byPlatt, ridge, isotonic := fitPlatt(s), table.fitRatings(table.scored()), fitIsotonic(s)
	calibration := calibrate(ByIsotonic, table.trials(5))

	compare := func(what string, got, want float64) {
		if math.Abs(got-want) > 1e-6 {
			t.Errorf("%s is %v; scikit-learn says %v", what, got, want)
		}
	}
	compare("the AUC", s.AUC().Value, answer.AUC)
	compare("the log-loss", calibration.LogLoss, answer.LogLoss)
	compare("the Brier score", calibration.Brier, answer.Brier)
	compare("Platt's intercept", byPlatt.Intercept, answer.Platt[0])
	compare("Platt's slope", byPlatt.Slope, answer.Platt[1])
	for i, c := range s.Cells {
		compare("the isotonic probability", probability(isotonic.logit(c.Score)), answer.Isotonic[i])
	}
	if len(ridge) != len(answer.Ridge) {
		t.Fatalf("%d coefficients; scikit-learn has %d", len(ridge), len(answer.Ridge))
	}
	for i := range ridge {
		compare("a ridge coefficient", ridge[i], answer.Ridge[i])
	}
}

func questionOf(table *Table) (q peerQuestion) {
	s := table.Scores()
	for _, c := range s.Cells {
		left := s.softened(c.Tally)
		q.Scores = append(q.Scores, [3]int{c.Score, c.Leavers, c.Stayers})
		q.Softened = append(q.Softened, [3]float64{risk(c.Score), left, float64(c.Accounts()) - left})
	}
	for _, f := range forecasts(ByIsotonic, table.trials(5)) {
		q.Forecasts = append(q.Forecasts, [3]float64{probability(f.logit), float64(f.Leavers), float64(f.Stayers)})
	}
	width := 5 * len(table.Rubric.Criteria)
	for i, in := range table.scored() {
		if in.Accounts() > 0 {
			q.Ratings = append(q.Ratings, indicators(&table.Rows[i].Ratings, make([]float64, width+1))[:width])
			q.Leavers, q.Stayers = append(q.Leavers, in.Leavers), append(q.Stayers, in.Stayers)
		}
	}
	return q
}

// ask has scikit-learn answer.
func ask(t *testing.T, python string, q peerQuestion) (a peerAnswer) {
	asked, err := json.Marshal(q)
	if err != nil {
		t.Fatal(err)
	}
	run := exec.Command(python, "testdata/peer.py")
	run.Stdin, run.Stderr = bytes.NewReader(asked), os.Stderr
	answered, err := run.Output()
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(answered, &a); err != nil {
		t.Fatal(err)
	}
	return a
}
