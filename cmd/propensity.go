package cmd

import (
	"errors"
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"

	"chs/internal/pipeline"
	"chs/rubric"

	"github.com/spf13/pflag"
)

// baseRateFlag adds the flag of what share of accounts leaves.
func (o *inputOptions) baseRateFlag(f *pflag.FlagSet) {
	f.StringVar(&o.baseRate, "base-rate", "", "apply the propensity as if this `SHARE` of accounts left, such as 12%, instead of its base_rate")
}

// errNoPropensity says what is wanted where a rubric has no propensity.
var errNoPropensity = errors.New(`the rubric has no propensity; see "chs help rubric"`)

// atBaseRate returns a rubric whose propensity is applied at --base-rate.
func (o *inputOptions) atBaseRate(r *rubric.Rubric) (*rubric.Rubric, error) {
	if o.baseRate == "" {
		return r, nil
	}
	share, ok := parseShare(o.baseRate)
	switch {
	case !ok:
		return nil, &usageError{err: fmt.Errorf("--base-rate %q: want a share over 0 and under 1, such as 12%% or 0.12", o.baseRate)}
	case r.Propensity == nil:
		return nil, &usageError{err: fmt.Errorf("--base-rate %s: %w", o.baseRate, errNoPropensity)}
	}
	changed, propensity := *r, *r.Propensity
	propensity.AppliedRate, changed.Propensity = share, &propensity
	return &changed, nil
}

var shareForm = regexp.MustCompile(`^([0-9]+(\.[0-9]*)?|\.[0-9]+)%?$`)

// parseShare reads a share as a number or in percent, and returns it in
// millionths. ok is false if that is none, or all.
func parseShare(text string) (millionths int, ok bool) {
	unit := float64(rubric.Million)
	if !shareForm.MatchString(text) {
		return 0, false
	}
	digits, inPercent := strings.CutSuffix(text, "%")
	if inPercent {
		unit /= 100
	}
	share, err := strconv.ParseFloat(digits, 64)
	share = math.Round(share * unit)
	return int(share), err == nil && 0 < share && share < rubric.Million
}

// checkSortable refuses --sort by what comes of a propensity that the rubric has
// not, or of a value.
func (o *scoreOptions) checkSortable(r *rubric.Rubric) error {
	by := pipeline.By(o.sort)
	switch {
	case by != pipeline.ByChurnProbability && by != pipeline.ByExpectedLoss:
		return nil
	case r.Propensity == nil:
		return &usageError{err: fmt.Errorf("--sort %s: %w", by, errNoPropensity)}
	case by == pipeline.ByExpectedLoss && !r.Valued():
		return &usageError{err: fmt.Errorf("--sort %s: the rubric has no value", by)}
	}
	return nil
}
