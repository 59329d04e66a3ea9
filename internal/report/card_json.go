package report

import (
	"chs/internal/fleet"
	"chs/scoring"
)

// A cardJSON writes cards as an array of objects, a line each. Their fields
// stay as they are; later versions may add others.
type cardJSON struct {
	*cards
	criteria [][]criterionJSON // by segment, the default's last, and criterion
}

// A criterionJSON is the fields of a criterion that are the same for all
// accounts of a segment.
type criterionJSON struct{ names, judged []byte }

func newCardJSON(c *cards) *cardJSON {
	j := &cardJSON{cards: c}
	for _, result := range c.segments() {
		var criteria []criterionJSON
		for i, criterion := range c.Rubric.Criteria {
			names, judged := &object{}, &object{}
			names.key("name").text(criterion.Name).key("key").text(criterion.Key)
			cuts, ok := c.explainer.Cuts(i, result)
			judged.known("cuts", ok, func() { judged.list(len(cuts.At), func(i int) { judged.number(cuts.At[i]) }) })
			judged.key("weight").points(c.explainer.Weight(i, result))
			criteria = append(criteria, criterionJSON{names.dst, judged.dst})
		}
		j.criteria = append(j.criteria, criteria)
	}
	return j
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
	o := &object{dst: append(dst, '{')}
	j.account(o, c)
	j.score(o, c)
	o.key("criteria").list(len(c.cells), func(i int) { j.criterion(o, c, i) })
	j.compared(o, c)
	o.key("unknown").list(len(c.why.Gaps), func(i int) { j.gap(o, c, c.why.Gaps[i]) })
	o.known("range", c.why.Ranges, func() {
		o.open().key("low").points(c.why.Low)
		o.key("high").points(c.why.High).close()
	})
	o.known("way", c.why.HasWay, func() { j.way(o, c, &c.why.Way) })
	j.firm(o, c)
	o.key("plays").list(len(c.Plays), func(i int) { o.text(j.Rubric.Plays[c.Plays[i]].Name) })
	return append(o.dst, '}')
}

// account writes what names the account and helps to act.
func (j *cardJSON) account(o *object, c *card) {
	o.key("id").text(c.text(c.id))
	optional := func(key string, cell int) { o.known(key, cell >= 0, func() { o.text(c.text(cell)) }) }
	optional("label", c.label)
	optional("owner", c.owner)
	o.key("value").number(c.Value)
	o.key("show").open()
	for i, name := range j.Rubric.Show {
		o.text(name)
		o.dst = append(o.dst, ':')
		o.text(c.text(c.show[i]))
	}
	o.close()
	o.key("rubric").text(j.stamp)
	o.key("as_of").text(j.AsOf)
}

// score writes the score, and what it is made by.
func (j *cardJSON) score(o *object, c *card) {
	o.known("score", c.Scored, func() { o.points(c.Score) })
	o.key("band").text(j.band(c.Band))
	o.known("uncapped", c.Scored, func() { o.points(c.Uncapped) })
	o.known("cap", c.Scored && c.Cap != scoring.None, func() { o.text(j.Rubric.Caps[c.Cap].Reason) })
	o.key("coverage").int(c.Coverage)
	o.key("segment").text(j.segment(c.Segment))
}

func (j *cardJSON) criterion(o *object, c *card, i int) {
	share, same := &c.why.Criteria[i], &j.criteria[c.segment()][i]
	o.open().raw(same.names)
	o.known("text", c.cells[i] >= 0, func() { o.text(c.text(c.cells[i])) })
	o.key("metric").number(c.explainer.Metric(i, c.Result)).raw(same.judged)
	o.known("rating", c.Ratings[i] > 0, func() { o.int(int(c.Ratings[i])) })
	counts := share.Possible > 0
	o.known("points", counts, func() { o.points(share.Points) })
	o.known("possible", counts, func() { o.points(share.Possible) })
	o.known("difference", c.Scored, func() { o.points(share.Difference) }).close()
}

// compared writes how the account stands among the scored ones.
func (j *cardJSON) compared(o *object, c *card) {
	o.known("difference", c.Scored, func() {
		o.open().key("uncapped").points(c.why.Uncapped)
		o.key("cap").points(c.why.Cap)
		o.key("score").points(c.why.Score).close()
	})
	rank := func(key string, r fleet.Rank) {
		o.known(key, c.Scored, func() {
			o.open().key("below").int(r.Below)
			o.key("of").int(r.Of).close()
		})
	}
	rank("rank", c.why.Rank)
	rank("segment_rank", c.why.SegmentRank)
}

func (j *cardJSON) gap(o *object, c *card, g fleet.Gap) {
	o.open()
	o.known("criterion", g.Criterion != scoring.None, func() { o.text(j.Rubric.Criteria[g.Criterion].Name) })
	o.known("column", g.Column != scoring.None, func() { o.text(j.Rubric.Columns[g.Column].Name) })
	o.key("why").text(string(g.Why))
	o.known("text", g.Column != scoring.None || g.Value != "", func() {
		if g.Column != scoring.None {
			g.Value = c.text(c.columns[g.Column])
		}
		o.text(g.Value)
	})
	o.known("wanted", g.Wanted != "", func() { o.text(g.Wanted) }).close()
}

func (j *cardJSON) way(o *object, c *card, way *scoring.Way) {
	o.open().key("band").text(j.band(way.Band))
	o.key("uncapped").points(way.Uncapped)
	o.known("cap", way.Cap != scoring.None, func() { o.text(j.Rubric.Caps[way.Cap].Reason) })
	o.key("steps").list(len(way.Steps), func(i int) {
		step := way.Steps[i]
		o.open().key("criterion").text(j.Rubric.Criteria[step.Criterion].Name)
		o.key("from").metric(c.explainer.Metric(step.Criterion, c.Result), c.metric(step.Criterion))
		o.key("to").metric(step.Target, step.Level)
		o.key("from_rating").int(int(step.From))
		o.key("to_rating").int(int(step.To)).close()
	}).close()
}

func (j *cardJSON) firm(o *object, c *card) {
	o.known("firmness", c.Scored, func() {
		f := &c.why.Firmness
		o.open().known("flip", f.FlipBand != scoring.None, func() { o.points(f.Flip) })
		o.known("flip_band", f.FlipBand != scoring.None, func() { o.text(j.band(f.FlipBand)) })
		o.known("up", f.Up >= 0, func() { o.points(f.Up) })
		o.known("down", f.Down >= 0, func() { o.points(f.Down) }).close()
	})
}
