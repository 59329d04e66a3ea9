package report

import (
	"strconv"

	"chs/internal/fleet"
	"chs/scoring"
)

// appendAccount appends what names the account and helps to act.
func (j *cardJSON) appendAccount(dst []byte, c *card) []byte {
	dst = appendJSONText(append(dst, `"id":`...), c.text(c.id))
	dst = c.appendCell(append(dst, `,"label":`...), c.label)
	dst = c.appendCell(append(dst, `,"owner":`...), c.owner)
	dst = appendJSONNumber(append(dst, `,"value":`...), c.Value)
	dst = append(dst, `,"show":{`...)
	for i, key := range j.show {
		dst = append(appendComma(dst, i), key...)
		dst = c.appendCell(dst, c.show[i])
	}
	return append(append(dst, "},"...), j.stamp...)
}

// appendScore appends the score, and what it is made by.
func (j *cardJSON) appendScore(dst []byte, c *card) []byte {
	dst = appendPoints(append(dst, `,"score":`...), c.Scored, c.Score)
	dst = append(append(dst, `,"band":`...), j.bands.of(c.Band)...)
	dst = appendPoints(append(dst, `,"uncapped":`...), c.Scored, c.Uncapped)
	dst = append(append(dst, `,"cap":`...), j.caps.of(c.Cap)...)
	dst = strconv.AppendInt(append(dst, `,"coverage":`...), int64(c.Coverage), 10)
	dst = append(append(dst, `,"segment":`...), j.segments.of(c.Segment)...)
	dst = c.appendForecastJSON(append(dst, `,"churn_probability":`...), ChurnProbability)
	return c.appendForecastJSON(append(dst, `,"expected_loss":`...), ExpectedLoss)
}

// appendForecastJSON appends what a column of a kind would hold for the account,
// null for nothing.
func (c *card) appendForecastJSON(dst []byte, kind Kind) []byte {
	start := len(dst)
	if dst = c.appendForecast(dst, kind, c.Result); len(dst) == start {
		return append(dst, "null"...)
	}
	return dst
}

func (j *cardJSON) appendCriterion(dst []byte, c *card, i int) []byte {
	share, same := &c.why.Criteria[i], &j.criteria[c.segment()][i]
	dst = append(append(dst, '{'), same.names...)
	dst = c.appendCell(append(dst, `,"text":`...), c.cells[i])
	dst = appendJSONNumber(append(dst, `,"metric":`...), c.explainer.Metric(i, c.Result))
	dst = append(append(append(dst, ','), same.judged...), `,"rating":`...)
	if rating := c.Ratings[i]; rating > 0 {
		dst = appendRating(dst, rating)
	} else {
		dst = append(dst, "null"...)
	}
	counts := share.Possible > 0
	dst = appendPoints(append(dst, `,"points":`...), counts, share.Points)
	dst = appendPoints(append(dst, `,"possible":`...), counts, share.Possible)
	dst = appendPoints(append(dst, `,"difference":`...), c.Scored, share.Difference)
	return append(dst, '}')
}

// appendCompared appends how the account stands among the scored ones.
func (j *cardJSON) appendCompared(dst []byte, c *card) []byte {
	if !c.Scored {
		return append(dst, `,"difference":null,"rank":null,"segment_rank":null`...)
	}
	dst = appendPoints(append(dst, `,"difference":{"uncapped":`...), true, c.why.Uncapped)
	dst = appendPoints(append(dst, `,"cap":`...), true, c.why.Cap)
	dst = appendPoints(append(dst, `,"score":`...), true, c.why.Score)
	dst = appendRank(append(dst, `},"rank":`...), c.why.Rank)
	return appendRank(append(dst, `,"segment_rank":`...), c.why.SegmentRank)
}

func appendRank(dst []byte, r fleet.Rank) []byte {
	dst = strconv.AppendInt(append(dst, `{"below":`...), int64(r.Below), 10)
	dst = strconv.AppendInt(append(dst, `,"of":`...), int64(r.Of), 10)
	return append(dst, '}')
}

func (j *cardJSON) appendGap(dst []byte, c *card, g *fleet.Gap) []byte {
	dst = append(append(dst, `{"criterion":`...), j.names.of(g.Criterion)...)
	dst = append(append(dst, `,"column":`...), j.columns.of(g.Column)...)
	dst = append(append(dst, `,"why":"`...), g.Why...)
	dst = append(dst, `","text":`...)
	switch {
	case g.Column != scoring.None:
		dst = appendJSONText(dst, c.text(c.columns[g.Column]))
	case g.Value != "":
		dst = appendJSONText(dst, g.Value)
	default:
		dst = append(dst, "null"...)
	}
	dst = append(dst, `,"wanted":`...)
	if g.Wanted == "" {
		return append(dst, "null}"...)
	}
	return append(appendJSONText(dst, g.Wanted), '}')
}

func (j *cardJSON) appendRange(dst []byte, c *card) []byte {
	if !c.why.Ranges {
		return append(dst, "null"...)
	}
	dst = appendHundredths(append(dst, `{"low":`...), c.why.Low)
	dst = appendHundredths(append(dst, `,"high":`...), c.why.High)
	return append(dst, '}')
}

func (j *cardJSON) appendWay(dst []byte, c *card) []byte {
	if !c.why.HasWay {
		return append(dst, "null"...)
	}
	way := &c.why.Way
	dst = append(append(dst, `{"band":`...), j.bands.of(way.Band)...)
	dst = appendHundredths(append(dst, `,"uncapped":`...), way.Uncapped)
	dst = append(append(dst, `,"cap":`...), j.caps.of(way.Cap)...)
	dst = append(dst, `,"steps":[`...)
	for i := range way.Steps {
		dst = j.appendStep(appendComma(dst, i), c, &way.Steps[i])
	}
	return append(dst, "]}"...)
}

func (j *cardJSON) appendStep(dst []byte, c *card, s *scoring.Step) []byte {
	dst = append(append(dst, `{"criterion":`...), j.names.of(s.Criterion)...)
	dst = append(dst, `,"from":`...)
	if s.Level == "" {
		dst = appendJSONNumber(dst, c.explainer.Metric(s.Criterion, c.Result))
		dst = appendJSONNumber(append(dst, `,"to":`...), s.Target)
	} else {
		dst = appendJSONText(dst, c.metric(s.Criterion))
		dst = appendJSONText(append(dst, `,"to":`...), s.Level)
	}
	dst = appendRating(append(dst, `,"from_rating":`...), s.From)
	dst = appendRating(append(dst, `,"to_rating":`...), s.To)
	return append(dst, '}')
}

func (j *cardJSON) appendFirmness(dst []byte, c *card) []byte {
	if !c.Scored {
		return append(dst, "null"...)
	}
	f := &c.why.Firmness
	if f.FlipBand == scoring.None {
		dst = append(dst, `{"flip":null,"flip_band":null`...)
	} else {
		dst = appendHundredths(append(dst, `{"flip":`...), f.Flip)
		dst = append(append(dst, `,"flip_band":`...), j.bands.of(f.FlipBand)...)
	}
	dst = appendPoints(append(dst, `,"up":`...), f.Up >= 0, f.Up)
	dst = appendPoints(append(dst, `,"down":`...), f.Down >= 0, f.Down)
	return append(dst, '}')
}

// appendPlays appends the plays that apply, null where that is not known.
func (j *cardJSON) appendPlays(dst []byte, c *card) []byte {
	if c.Recalled() {
		return append(dst, "null"...)
	}
	dst = append(dst, '[')
	for i, play := range c.Plays {
		dst = append(appendComma(dst, i), j.plays.of(play)...)
	}
	return append(dst, ']')
}
