package report

import "chs/scoring"

// A cardJSON writes cards as an array of objects, a line each. Their fields
// stay as they are; later versions may add others.
type cardJSON struct {
	*cards
	names, columns, bands, segments, caps, plays jsonTexts

	show     []string // the keys
	stamp    string   // the fields that are the same for all accounts
	criteria [][]criterionJSON
}

// A criterionJSON is the fields of a criterion that are the same for all
// accounts of a segment: those before its text, and those before its rating.
type criterionJSON struct{ names, judged string }

func newCardJSON(c *cards) *cardJSON {
	r := c.Rubric
	j := &cardJSON{
		cards:    c,
		names:    newJSONTexts("null", len(r.Criteria), func(i int) string { return r.Criteria[i].Name }),
		columns:  newJSONTexts("null", len(r.Columns), func(i int) string { return r.Columns[i].Name }),
		bands:    newJSONTexts(jsonText(c.band(scoring.None)), len(r.Bands), c.band),
		segments: newJSONTexts(jsonText(r.SegmentName(scoring.None)), len(r.Segments), r.SegmentName),
		caps:     newJSONTexts("null", len(r.Caps), func(i int) string { return r.Caps[i].Reason }),
		plays:    newJSONTexts("null", len(r.Plays), func(i int) string { return r.Plays[i].Name }),
		stamp:    `"rubric":` + jsonText(c.stamp) + `,"as_of":` + jsonText(c.AsOf),
	}
	for _, name := range r.Show {
		j.show = append(j.show, jsonText(name)+":")
	}
	for _, result := range c.results() {
		var criteria []criterionJSON
		for i := range r.Criteria {
			criteria = append(criteria, j.newCriterion(i, result))
		}
		j.criteria = append(j.criteria, criteria)
	}
	return j
}

// newCriterion returns the fields of criterion i in the segment of result.
func (j *cardJSON) newCriterion(i int, result *scoring.Result) criterionJSON {
	cuts := []byte("null")
	if at, ok := j.explainer.Cuts(i, result); ok {
		cuts = append(cuts[:0], '[')
		for i, cut := range at.At {
			cuts = appendJSONNumber(appendComma(cuts, i), cut)
		}
		cuts = append(cuts, ']')
	}
	return criterionJSON{
		names:  `"name":` + j.names.of(i) + `,"key":` + jsonText(j.Rubric.Criteria[i].Key),
		judged: `"cuts":` + string(cuts) + `,"weight":` + points(j.explainer.Weight(i, result)),
	}
}

// Begin implements [Writer].
func (j *cardJSON) Begin(dst []byte) []byte { return append(dst, "[\n"...) }

// Between implements [Writer].
func (j *cardJSON) Between() string { return ",\n" }

// End implements [Writer].
func (j *cardJSON) End(dst []byte) []byte { return append(dst, "\n]\n"...) }

// Append implements [Writer].
func (j *cardJSON) Append(dst []byte, a *Account) []byte {
	c := j.open(a)
	defer c.close()
	dst = j.appendAccount(append(dst, '{'), c)
	dst = j.appendScore(dst, c)
	dst = append(dst, `,"criteria":[`...)
	for i := range c.cells {
		dst = j.appendCriterion(appendComma(dst, i), c, i)
	}
	dst = j.appendCompared(append(dst, ']'), c)
	dst = append(dst, `,"unknown":[`...)
	for i := range c.why.Gaps {
		dst = j.appendGap(appendComma(dst, i), c, &c.why.Gaps[i])
	}
	dst = j.appendRange(append(dst, `],"range":`...), c)
	dst = j.appendWay(append(dst, `,"way":`...), c)
	dst = j.appendFirmness(append(dst, `,"firmness":`...), c)
	dst = j.appendPlays(append(dst, `,"plays":`...), c)
	dst = c.appendStory(append(dst, `,"history":`...))
	return append(dst, '}')
}
