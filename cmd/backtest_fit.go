package cmd

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"chs/internal/evidence"
	"chs/internal/fleet"
	"chs/internal/report"
	"chs/rubric"
	"chs/scoring"
)

// keepMetrics has the table keep what cuts are fitted to.
func (b *backtest) keepMetrics() {
	if b.fit == fitCuts || b.fit == fitAll {
		b.table.KeepMetrics(scoring.New(b.plan.rubric, b.plan.day))
	}
}

// fitTo fits what --fit asks for.
func (b *backtest) fitTo() (err error) {
	switch b.fit {
	case "":
	case fitWeights:
		b.found.Fit, err = b.table.FitWeights(b.folds, b.ridge)
	default:
		b.found.Fit, err = b.table.FitCuts(b.folds, b.ridge, b.fit == fitAll)
	}
	if refused, ok := errors.AsType[*evidence.Refusal](err); ok {
		b.found.Refused = refused
		return &hintedError{refused, []string{"without --fit the score itself is judged"}}
	}
	return err
}

// refit fits what was asked for. If a rubric is to be written, it returns that.
func (b *backtest) refit() (*rubric.Rubric, error) {
	if err := b.fitTo(); err != nil || b.write == "" {
		return nil, err
	}
	return b.newRubric()
}

// newRubric returns the rubric with what was fitted, and the propensity of the
// scores that it gives, which takes as many accounts as weights do.
func (b *backtest) newRubric() (*rubric.Rubric, error) {
	if b.found.Scores.Permit() < evidence.ToFitWeights {
		refused := &evidence.Refusal{Tally: b.found.Scores.Tally, Want: evidence.ToFitWeights, Propensity: true}
		return nil, fmt.Errorf("--write %s: %w", b.write, refused)
	}
	auc, scores := b.found.AUC, b.table
	edits := &rubric.Edits{}
	if fit := b.found.Fit; fit != nil {
		if edits.Weights, edits.Cuts = fitted(fit); edits.Weights != nil || edits.Cuts != nil {
			auc, scores = fit.Judged.AUC, b.table.Refitted(fit.Segments, fit.Cuts)
		}
	}
	if auc.Verdict() != evidence.Separates {
		return nil, fmt.Errorf("--write %s: there is no evidence that the score to be written separates: its AUC is %.3f, with a 95%% interval from %.3f to %.3f; want one above 0.5",
			b.write, auc.Value, auc.Low, auc.High)
	}
	b.found.Propensity = scores.Calibrate(b.folds)
	edits.Propensity = evidence.FitPropensity(scores.Scores(), b.found.Propensity.Method)
	edits.Propensity.Date = scoring.DateOf(b.plan.day)
	edits.Propensity.AUC = int(auc.Value*rubric.Million + 0.5)
	edits.Note = b.notes(edits)
	written, err := b.plan.rubric.Edit(edits)
	if err != nil {
		return nil, fmt.Errorf("--write %s: %w", b.write, err)
	}
	return written, nil
}

// writeRubric writes the rubric with what was fitted.
func (b *backtest) writeRubric(written *rubric.Rubric) error {
	to, err := b.files.create(b.write)
	if err != nil {
		return err
	}
	if _, err = to.Write(written.Source); err != nil {
		return err
	}
	b.found.Written = b.write
	if examples := fleet.RunExamples(written); examples.Held < examples.Run {
		b.warn("%s: %s as expected; chs check shows which", b.write,
			count(examples.Run-examples.Held, "example no longer comes out", "examples no longer come out"))
	}
	return nil
}

// fitted returns the weights and the cuts of a fit; nil where none of them was
// fitted.
func fitted(fit *evidence.Fit) (weights [][]int, cuts []*rubric.Cuts) {
	for _, s := range fit.Segments {
		weights = append(weights, s.Weights)
	}
	if !slices.ContainsFunc(fit.Segments, func(s evidence.SegmentWeights) bool { return s.Fitted }) {
		weights = nil
	}
	for i, c := range fit.Cuts {
		if !c.Fitted {
			continue
		}
		if cuts == nil {
			cuts = make([]*rubric.Cuts, len(fit.Cuts))
		}
		cuts[i] = &fit.Cuts[i].Cuts
	}
	return weights, cuts
}

// notes say in a rubric's file when it was fitted, on what, and with which result.
func (b *backtest) notes(e *rubric.Edits) []string {
	var what []string
	if e.Weights != nil {
		what = append(what, "weights")
	}
	if e.Cuts != nil {
		what = append(what, "cuts")
	}
	scored := b.found.Scores
	lines := []string{
		fmt.Sprintf("backtest on %s: %s", scoring.FormatDay(b.plan.day), report.List(append(what, "propensity"))),
		fmt.Sprintf("of %s, outcome %s", strings.Join(b.found.Of, ", "), b.found.Outcome),
		fmt.Sprintf("%s with a score, %d left; %d folds, seed %d, ridge %s", count(scored.Accounts(), "account"), scored.Leavers,
			b.folds, b.seed, strconv.FormatFloat(b.ridge, 'g', -1, 64)),
	}
	if what == nil {
		lines = append(lines, aucNote(b.found.AUC))
	} else {
		judged := b.found.Fit.Judged
		lines = append(lines, "as it was: "+aucNote(b.found.AUC), fmt.Sprintf("as it is, out of fold: %s; gain %+.4f, %+.4f to %+.4f",
			aucNote(judged.AUC), judged.Gain.Value, judged.Gain.Low, judged.Gain.High))
	}
	for _, a := range b.found.Alternatives {
		if a.Leaks() {
			lines = append(lines, fmt.Sprintf("criterion %q may know the outcome: %s alone", b.plan.rubric.Criteria[a.Criterion].Name, aucNote(a.AUC)))
		}
	}
	return lines
}

// aucNote is an AUC in a note.
func aucNote(a evidence.AUC) string {
	return fmt.Sprintf("AUC %.4f, 95%% interval %.4f to %.4f", a.Value, a.Low, a.High)
}
