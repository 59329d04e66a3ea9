package report

import (
	"fmt"
	"slices"
	"strings"

	"chs/rubric"
)

// judgeWords says how a metric becomes a rating.
func judgeWords(c *rubric.Criterion) string {
	switch c.Judge {
	case rubric.ByCuts:
		return cutsWords(c.Cuts)
	case rubric.ByQuintiles:
		if c.Cuts.LowerIsBetter {
			return "by quintiles of all accounts, the least is best"
		}
		return "by quintiles of all accounts, the most is best"
	case rubric.ByLevels:
		var levels []string
		for _, level := range c.Levels {
			levels = append(levels, fmt.Sprintf("%s %d", visible(level.Text), level.Rating))
		}
		return strings.Join(levels, ", ")
	}
	return "a rating already"
}

// cutsWords says which values reach which rating.
func cutsWords(cuts rubric.Cuts) string {
	by := "from"
	if cuts.LowerIsBetter {
		by = "up to"
	}
	var said []string
	for i, at := range cuts.At {
		said = append(said, fmt.Sprintf("%d %s %s", i+2, by, minus(numberText(at))))
	}
	return strings.Join(said, ", ")
}

// missingWords says what becomes of an account whose metric is missing, and when it
// gets so.
func missingWords(c *rubric.Criterion) string {
	words := "it is left out"
	switch c.Missing {
	case rubric.GiveRating:
		words = fmt.Sprintf("it counts as %d", c.Given)
	case rubric.Required:
		words = "the account is unscored"
	}
	if c.Expires != nil {
		words += fmt.Sprintf("; it is missing when %s is over %d days ago", visible(c.Expires.Column), c.Expires.Days)
	}
	return words
}

// scaleWords says, a sentence each, how ratings become a score, and how much must
// be known.
func scaleWords(r *rubric.Rubric) []string {
	words := []string{"Each criterion is rated from 1, the worst, to 5, the best. " +
		"The score is the weighted mean of the ratings: all 1 make 0 points, all 5 make 100."}
	if r.Scale == rubric.Scale20to100 {
		words = []string{"Each criterion is rated from 1, the worst, to 5, the best. " +
			"The score is the sum of weight × rating / 5: all 1 make 20 points, all 5 make 100."}
	}
	if r.MinCoverage > 0 {
		words = append(words, fmt.Sprintf("An account is unscored where less than %s%% of the weight is known.", numberText(hundredth(r.MinCoverage))))
	}
	return words
}

// segmentWords says what is otherwise in a segment.
func segmentWords(r *rubric.Rubric, s *rubric.Segment) string {
	var said []string
	for i, c := range r.Criteria {
		if s.Weights[i] != c.Weight {
			said = append(said, fmt.Sprintf("%s weighs %s", visible(c.Name), numberText(hundredth(s.Weights[i]))))
		}
		if c.Judge == rubric.ByCuts && !slices.Equal(s.Cuts[i].At[:], c.Cuts.At[:]) {
			said = append(said, fmt.Sprintf("%s: %s", visible(c.Name), cutsWords(s.Cuts[i])))
		}
	}
	return strings.Join(said, "; ")
}
