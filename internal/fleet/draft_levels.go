package fleet

import (
	"slices"
	"strings"

	"chs/rubric"
	"chs/scoring"
)

// A ladder is an order of texts that is known from their meaning, whatever
// the column: each rung is a rating and the texts that have it.
type ladder struct {
	better bool // the order is one from worse to better; else from less to more
	rungs  [5]string
}

// ladders are all that are known, of like ones those with fewer rungs first.
// Texts are set off by "|", in lower case.
func ladders() []ladder {
	return []ladder{
		{rungs: [5]string{"no|n|false|never|none|off", "", "", "", "yes|y|true|on"}},
		{rungs: [5]string{"low|small", "", "medium|mid|moderate|normal|average", "", "high|large"}},
		{rungs: [5]string{"very low|lowest|none", "low", "medium|mid|moderate|normal|average", "high", "very high|highest"}},
		{rungs: [5]string{"never", "rarely|seldom", "sometimes|occasionally", "often|frequently", "always|very often|daily"}},
		{rungs: [5]string{"none|no", "", "partial|partially|partly|some", "", "full|fully|complete|all|yes"}},
		{rungs: [5]string{"month-to-month|monthly|month to month|no contract", "quarterly", "one year|1 year|annual|yearly|12 months", "",
			"two year|two years|2 year|2 years|24 months|three year|three years|3 years|36 months|multi-year|multi year"}},
		{better: true, rungs: [5]string{"bad|poor", "", "ok|okay|fair|average|neutral", "", "good"}},
		{better: true, rungs: [5]string{"bad|poor", "", "ok|okay|fair|average|neutral", "good", "great|very good|excellent"}},
		{better: true, rungs: [5]string{"very bad|very poor|terrible|awful", "bad|poor", "ok|okay|fair|neutral", "good", "very good|great|excellent"}},
		{better: true, rungs: [5]string{"dissatisfied|unsatisfied", "", "neutral", "", "satisfied"}},
		{better: true, rungs: [5]string{"very dissatisfied", "dissatisfied|unsatisfied", "neutral", "satisfied", "very satisfied"}},
		{better: true, rungs: [5]string{"angry|unhappy|sad|negative", "", "unsure|neutral|mixed|ok|okay", "", "happy|glad|positive"}},
		{better: true, rungs: [5]string{"red", "orange", "yellow|amber", "", "green"}},
		{better: true, rungs: [5]string{"detractor|detractors", "", "passive|passives", "", "promoter|promoters"}},
		{better: true, rungs: [5]string{"cold", "", "warm", "", "hot"}},
		{better: true, rungs: [5]string{"at risk|at-risk|critical|unhealthy", "", "neutral|watch|attention", "", "healthy"}},
		{better: true, rungs: [5]string{"inactive|dormant", "", "", "", "active"}},
	}
}

// rung returns the rating of a text on the ladder, or 0.
func (l ladder) rung(text string) int {
	text = strings.ToLower(strings.ReplaceAll(text, "_", " "))
	for i, texts := range l.rungs {
		if slices.Contains(strings.Split(texts, "|"), text) {
			return i + 1
		}
	}
	return 0
}

// unknowns are texts for a missing value that are no default tokens.
func unknowns() []string {
	return []string{"?", "??", "???", "unknown", "n.a.", "not available", "not known", "undefined", "tbd", "#value!", "(blank)", "missing"}
}

func isUnknown(text string) bool { return slices.Contains(unknowns(), strings.ToLower(text)) }

// levels returns the ratings of a column's texts where their order is known,
// worst first, and those that stand for missing values. Where the ladder is
// one from less to more, lower turns it round. ok is false where a text is on
// no ladder that the others are on, or all are alike.
func (c *column) levels(lower bool) (levels []rubric.Level, missing []string, better, ok bool) {
	if c.kind != rubric.Text {
		return nil, nil, false, false
	}
	for _, l := range ladders() {
		if levels, missing, ok = c.climb(l, lower && !l.better); ok {
			return levels, missing, l.better, true
		}
	}
	return nil, nil, false, false
}

// pair returns levels for a column of two numbers, such as 0 and 1, the worse
// rated 1 and the better 5; ok is false where its cells are any others.
func (c *column) pair(lower bool) (levels []rubric.Level, ok bool) {
	for text := range c.texts {
		if !isDefaultMissing(text) {
			levels = append(levels, rubric.Level{Text: text})
		}
	}
	v := measure(c.values).distinct(2)
	if len(levels) != 2 || len(v) != 2 || len(c.others) > 0 {
		return nil, false
	}
	slices.SortFunc(levels, func(a, b rubric.Level) int { return strings.Compare(a.Text, b.Text) })
	first, _ := scoring.ParseNumber(levels[0].Text, '.')
	levels[0].Rating, levels[1].Rating = 1, 5
	if (first.Value == v[1]) != lower {
		levels[0].Rating, levels[1].Rating = 5, 1
	}
	return levels, c.numbers('.').whole
}

// climb is levels on one ladder.
func (c *column) climb(l ladder, lower bool) (levels []rubric.Level, missing []string, ok bool) {
	for text := range c.texts {
		rating := l.rung(text)
		switch {
		case rating > 0 && lower:
			levels = append(levels, rubric.Level{Text: text, Rating: 6 - rating})
		case rating > 0:
			levels = append(levels, rubric.Level{Text: text, Rating: rating})
		case isUnknown(text):
			missing = append(missing, text)
		case !isDefaultMissing(text):
			return nil, nil, false
		}
	}
	slices.Sort(missing)
	slices.SortFunc(levels, func(a, b rubric.Level) int {
		if a.Rating != b.Rating {
			return a.Rating - b.Rating
		}
		return strings.Compare(a.Text, b.Text)
	})
	return levels, missing, len(levels) > 1 && levels[0].Rating < levels[len(levels)-1].Rating
}
