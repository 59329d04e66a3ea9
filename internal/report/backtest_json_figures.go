package report

import (
	"chs/internal/evidence"
	"chs/rubric"
)

// A tallyJSON counts accounts by outcome.
type tallyJSON struct {
	Accounts int `json:"accounts"`
	Leavers  int `json:"leavers"`
	Stayers  int `json:"stayers"`
}

// An intervalJSON has 95% confidence.
type intervalJSON struct {
	Low  float64 `json:"low"`
	High float64 `json:"high"`
}

type aucJSON struct {
	Value float64 `json:"value"`
	intervalJSON
}

type ksJSON struct {
	Value float64 `json:"value"`
	Score number  `json:"score"`
}

type tenthJSON struct {
	Tenths  int     `json:"tenths"` // of the accounts, the lowest scored
	Capture float64 `json:"capture"`
	Lift    float64 `json:"lift"`
}

// A shareOfJSON is some of the leavers, and their share of all leavers.
type shareOfJSON struct {
	Leavers int     `json:"leavers"`
	Share   float64 `json:"share"`
	intervalJSON
}

// A leftJSON is the leavers among some accounts, and their share, which is null of
// none.
type leftJSON struct {
	Accounts int      `json:"accounts"`
	Leavers  int      `json:"leavers"`
	Share    *float64 `json:"share"`
	Low      *float64 `json:"low"`
	High     *float64 `json:"high"`
}

// A groupOfJSON is the accounts of some scores, both ends inclusive.
type groupOfJSON struct {
	From number `json:"from"`
	To   number `json:"to"`
	leftJSON
}

type bandOfJSON struct {
	Band string `json:"band"`
	groupOfJSON
}

// A rocJSON is the shares of the outcomes that score at most so much.
type rocJSON struct {
	Score   number  `json:"score"`
	Leavers float64 `json:"leavers"`
	Stayers float64 `json:"stayers"`
}

type calibrationJSON struct {
	Method  evidence.Method        `json:"method"`
	Brier   float64                `json:"brier"`
	LogLoss float64                `json:"log_loss"`
	ECE     float64                `json:"ece"`
	Slope   *float64               `json:"slope"`
	Tenths  []calibrationTenthJSON `json:"tenths"`
}

type calibrationTenthJSON struct {
	Probability float64 `json:"probability"` // the mean
	leftJSON
}

type inTimeJSON struct {
	First       string           `json:"first"`
	Until       string           `json:"until"` // the earlier half's last day
	Last        string           `json:"last"`
	Earlier     halfJSON         `json:"earlier"`
	Later       halfJSON         `json:"later"`
	Drift       driftJSON        `json:"drift"`
	Calibration *calibrationJSON `json:"calibration"` // of the later half, fitted to the earlier
}

type halfJSON struct {
	tallyJSON
	Verdict *evidence.Verdict `json:"verdict"`
	AUC     *aucJSON          `json:"auc"`
}

type driftJSON struct {
	PSI   float64 `json:"psi"`
	Bound float64 `json:"bound"`
	Alarm bool    `json:"alarm"`
}

type fileDriftJSON struct {
	File     string `json:"file"`
	Accounts int    `json:"accounts"`
	driftJSON
}

// A criterionOfJSON is the figures of a criterion.
type criterionOfJSON struct {
	Criterion string           `json:"criterion"`
	Key       string           `json:"key"`
	Weight    number           `json:"weight"`
	Role      *role            `json:"role"` // suspect, reversed, misleads or helps; null where none is proven
	IV        float64          `json:"iv"`
	Alone     alternativeJSON  `json:"alone"`
	LeftOut   *alternativeJSON `json:"left_out"` // null of a lone criterion
}

// An alternativeJSON is another way to make a score, held against the rubric's.
type alternativeJSON struct {
	Way evidence.Way `json:"way"`
	tallyJSON
	AUC    *aucJSON    `json:"auc"`
	Gain   *aucJSON    `json:"gain"`
	Gini   *float64    `json:"gini"`
	KS     *float64    `json:"ks"`
	Tenths []tenthJSON `json:"tenths"`

	// Caught, Missed and Bands are by the rubric's bands, and so not of the ceiling.
	Caught *shareOfJSON `json:"caught"`
	Missed *shareOfJSON `json:"looked_healthy"`
	Bands  []bandOfJSON `json:"bands"`
}

type lateJSON struct {
	Column   string `json:"column"`
	Accounts int    `json:"accounts"`
	File     string `json:"file"` // of the first account
	Line     int    `json:"line"`
	Account  string `json:"account"`
}

func jsonTally(t evidence.Tally) tallyJSON { return tallyJSON{t.Accounts(), t.Leavers, t.Stayers} }

func jsonInterval(i evidence.Interval) intervalJSON { return intervalJSON{i.Low, i.High} }

func jsonAUC(a evidence.AUC) aucJSON { return aucJSON{a.Value, jsonInterval(a.Interval)} }

func jsonShareOf(s evidence.Share) shareOfJSON {
	return shareOfJSON{s.Part, s.Value(), jsonInterval(s.Interval())}
}

func jsonLeft(s evidence.Share) leftJSON {
	all := leftJSON{Accounts: s.Whole, Leavers: s.Part}
	if s.Whole > 0 {
		i := s.Interval()
		all.Share, all.Low, all.High = new(s.Value()), &i.Low, &i.High
	}
	return all
}

func jsonGroupOf(g evidence.Group) groupOfJSON {
	return groupOfJSON{jsonPoints(g.From), jsonPoints(g.To), jsonLeft(g.Share)}
}

func jsonCalibration(c *evidence.Calibration) calibrationJSON {
	all := calibrationJSON{Method: c.Method, Brier: c.Brier, LogLoss: c.LogLoss, ECE: c.ECE}
	if c.SlopeKnown {
		all.Slope = &c.Slope
	}
	for _, t := range c.Tenths {
		all.Tenths = append(all.Tenths, calibrationTenthJSON{t.Probability, jsonLeft(t.Share)})
	}
	return all
}

func jsonHalf(e evidence.Half) halfJSON {
	all := halfJSON{tallyJSON: jsonTally(e.Tally)}
	if e.Known {
		all.Verdict, all.AUC = new(e.AUC.Verdict()), new(jsonAUC(e.AUC))
	}
	return all
}

func jsonDrift(d evidence.Drift) driftJSON { return driftJSON{d.PSI, d.Bound, d.Alarm()} }

func jsonBands(r *rubric.Rubric, groups []evidence.Group) []bandOfJSON {
	all := make([]bandOfJSON, len(groups))
	for i, g := range groups {
		all[i] = bandOfJSON{r.Bands[i].Name, jsonGroupOf(g)}
	}
	return all
}

func jsonTenths(tenths [10]evidence.Tenth) []tenthJSON {
	all := make([]tenthJSON, len(tenths))
	for i, t := range tenths {
		all[i] = tenthJSON{i + 1, t.Capture, t.Lift}
	}
	return all
}

func (b *Backtest) jsonAlternative(a *evidence.Alternative) alternativeJSON {
	all := alternativeJSON{Way: a.Way, tallyJSON: jsonTally(a.Tally)}
	if a.Known {
		all.AUC = new(jsonAUC(a.AUC))
		all.Gain = new(aucJSON{a.Gain.Value, jsonInterval(a.Gain.Interval)})
		all.Gini, all.KS = new(a.AUC.Gini()), new(a.Scores.KS().Value)
		all.Tenths = jsonTenths(a.Scores.Tenths())
		if a.Way != evidence.Ceiling {
			bands := a.Scores.Bands(b.Rubric)
			all.Bands = jsonBands(b.Rubric, bands)
			all.Caught = new(jsonShareOf(evidence.Share{Part: bands[0].Part, Whole: a.Leavers}))
			all.Missed = new(jsonShareOf(evidence.Share{Part: bands[len(bands)-1].Part, Whole: a.Leavers}))
		}
	}
	return all
}
