package report

import (
	"bufio"
	"io"
	"math"

	"chs/internal/fleet"
	"chs/rubric"
)

// A diffJSON is a diff as a JSON object. Its fields, and theirs, stay as they
// are; later versions may add others.
type diffJSON struct {
	Old     sideJSON     `json:"old"`
	New     sideJSON     `json:"new"`
	Matched countJSON    `json:"matched"`
	Moved   countJSON    `json:"moved"`
	Crossed crossedJSON  `json:"crossed"`
	Came    countJSON    `json:"came"`
	Left    countJSON    `json:"left"`
	Matrix  matrixJSON   `json:"matrix"`
	Mean    *meanJSON    `json:"mean_change"` // null if no account is scored on both sides
	Movers  []changeJSON `json:"movers"`
	Comers  []changeJSON `json:"comers"`
	Leavers []changeJSON `json:"leavers"`
}

type sideJSON struct {
	File   string   `json:"file"`
	Rubric string   `json:"rubric"`
	Set    []string `json:"set"` // what was changed in the rubric
	AsOf   string   `json:"as_of"`
	countJSON
	WithoutID int `json:"without_id"` // rows left out
	Repeated  int `json:"repeated"`   // rows left out
}

type countJSON struct {
	Accounts int    `json:"accounts"`
	Value    number `json:"value"`
}

type crossedJSON struct {
	countJSON
	Up             countJSON `json:"up"`
	Down           countJSON `json:"down"`
	Renamed        countJSON `json:"renamed"`
	BecameScored   countJSON `json:"became_scored"`
	BecameUnscored countJSON `json:"became_unscored"`
}

// A matrixJSON has a row for each of Old and a column for each of New: the
// bands, the unscored, and those that came, or left.
type matrixJSON struct {
	Old   []string      `json:"old"`
	New   []string      `json:"new"`
	Cells [][]countJSON `json:"cells"`
}

type meanJSON struct {
	Accounts int    `json:"accounts"` // scored on both sides
	Change   number `json:"change"`
	partsJSON
}

type partsJSON struct {
	criteriaPartsJSON
	Caps number `json:"caps"`
}

// A criteriaPartsJSON has the parts that criteria have a share in.
type criteriaPartsJSON struct {
	Data    number `json:"data"`
	Missing number `json:"missing"`
	Others  number `json:"others"`
	Rubric  number `json:"rubric"`
}

// A changeJSON is an account; null stands where there is nothing to say.
type changeJSON struct {
	Account  string        `json:"account"`
	Label    string        `json:"label"`
	Status   string        `json:"status"` // matched, came or left
	Value    number        `json:"value"`
	Old      *standingJSON `json:"old"`
	New      *standingJSON `json:"new"`
	Crossed  string        `json:"crossed"` // "" if the band is the same
	Change   number        `json:"change"`
	Parts    *partsJSON    `json:"parts"`
	MostBy   string        `json:"most_by"`
	Criteria []addsJSON    `json:"criteria"`
}

type standingJSON struct {
	Score number `json:"score"`
	Band  string `json:"band"`
}

// An addsJSON is what a criterion adds to the change and to its parts.
type addsJSON struct {
	Key    string `json:"key"`
	Change number `json:"change"`
	criteriaPartsJSON
}

// newDiffObjects returns what writes a line with an object for each account.
func newDiffObjects(w io.Writer, d *Diff) DiffOutput {
	to := bufio.NewWriter(w)
	return DiffOutput{func(c *fleet.Change) error { return WriteJSON(to, d.jsonChange(c), "") }, to.Flush}
}

// writeDiffJSON writes a diff as one object, with the listed accounts.
func writeDiffJSON(w io.Writer, d *Diff) error {
	count := func(c fleet.Sum) countJSON { return jsonCount(c, d.New) }
	all := diffJSON{
		Old: jsonSide(d.OldRun, d.Old), New: jsonSide(d.NewRun, d.New),
		Matched: count(d.Matched), Moved: count(d.Moved), Came: count(d.Came), Left: jsonCount(d.Left, d.Old),
		Crossed: crossedJSON{
			count(d.Crossed()), count(d.Crossing[fleet.Up]), count(d.Crossing[fleet.Down]),
			count(d.Crossing[fleet.Renamed]), count(d.Crossing[fleet.BecameScored]), count(d.Crossing[fleet.BecameUnscored]),
		},
		Matrix: matrixJSON{
			Old: append(bandNames(d.Old.Rubric), fleet.Came.String()),
			New: append(bandNames(d.New.Rubric), fleet.Left.String()),
		},
		Movers: d.list(d.Movers), Comers: d.list(d.Comers), Leavers: d.list(d.Leavers),
	}
	for _, row := range d.Matrix {
		var cells []countJSON
		for _, c := range row {
			cells = append(cells, count(c))
		}
		left := len(row) - 1
		cells[left] = jsonCount(row[left], d.Old)
		all.Matrix.Cells = append(all.Matrix.Cells, cells)
	}
	if mean, parts, ok := d.Mean(); ok {
		all.Mean = &meanJSON{d.Compared, jsonPoints(mean), jsonParts(parts)}
	}
	return WriteJSON(w, all, "  ")
}

// jsonPoints returns hundredths of a point as points.
func jsonPoints(hundredths int) number { return number(signless(hundredths)) }

func jsonSide(run DiffRun, s fleet.Side) sideJSON {
	return sideJSON{run.File, run.Rubric, append([]string{}, run.Set...), run.AsOf, jsonCount(s.All, s), s.NoID, s.Repeated}
}

// jsonCount returns a count of accounts on a side, without a value if its
// rubric has none.
func jsonCount(c fleet.Sum, s fleet.Side) countJSON {
	if !s.Rubric.Valued() {
		c.Value = math.NaN()
	}
	return countJSON{c.Accounts, number(AmountText(c.Value))}
}

// list returns accounts, an empty list for none.
func (d *Diff) list(changes []*fleet.Change) []changeJSON {
	all := make([]changeJSON, len(changes))
	for i, c := range changes {
		all[i] = d.jsonChange(c)
	}
	return all
}

func (d *Diff) jsonChange(c *fleet.Change) changeJSON {
	all := changeJSON{
		Account: c.ID, Label: c.Label, Status: c.Status.String(), Value: number(AmountText(c.Value)),
		Crossed: c.Crossing.String(), MostBy: d.most(c), Criteria: []addsJSON{},
	}
	if c.Status != fleet.Came {
		all.Old = jsonStanding(d.Old.Rubric, c.Old)
	}
	if c.Status != fleet.Left {
		all.New = jsonStanding(d.New.Rubric, c.New)
	}
	change, ok := c.Points()
	if !ok {
		return all
	}
	all.Change = jsonPoints(change)
	all.Parts = new(jsonParts(c.Parts))
	for i, criterion := range d.Criteria {
		parts := jsonCriteriaParts(func(cause fleet.Cause) int { return c.By(cause, i) })
		all.Criteria = append(all.Criteria, addsJSON{criterion.Key, jsonPoints(c.Whole(i)), parts})
	}
	return all
}

func jsonStanding(r *rubric.Rubric, s fleet.Standing) *standingJSON {
	if !s.Scored() {
		return &standingJSON{Band: rubric.Unscored}
	}
	return &standingJSON{jsonPoints(s.Score), r.Bands[s.Band].Name}
}

func jsonParts(parts [fleet.Causes]int) partsJSON {
	of := func(cause fleet.Cause) int { return parts[cause] }
	return partsJSON{jsonCriteriaParts(of), jsonPoints(parts[fleet.ByCaps])}
}

func jsonCriteriaParts(of func(fleet.Cause) int) criteriaPartsJSON {
	part := func(cause fleet.Cause) number { return jsonPoints(of(cause)) }
	return criteriaPartsJSON{part(fleet.ByData), part(fleet.ByMissing), part(fleet.ByOthers), part(fleet.ByRubric)}
}
