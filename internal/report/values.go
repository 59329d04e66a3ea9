package report

import (
	"strconv"

	"chs/internal/fleet"
	"chs/rubric"
	"chs/scoring"
)

// appendAdded appends what a column that chs adds holds for an account,
// nothing where there is nothing to say.
func (l *Layout) appendAdded(dst []byte, c Column, a *Account) []byte {
	r := a.Result
	if a.lost() && c.Kind != Previous {
		return append(dst, l.text(c, a)...)
	}
	switch c.Kind {
	case Score:
		if r.Scored {
			return appendHundredths(dst, r.Score)
		}
	case Uncapped:
		if r.Scored {
			return appendHundredths(dst, r.Uncapped)
		}
	case Coverage:
		return appendCoverage(dst, r.Coverage)
	case Rating:
		return appendRating(dst, r.Ratings[c.Index])
	case Priority:
		if priority, ok := r.Priority(); ok {
			return appendMoney(dst, priority)
		}
	case Plays:
		for i, play := range r.Plays {
			if i > 0 {
				dst = append(dst, "; "...)
			}
			dst = append(dst, l.Rubric.Plays[play].Name...)
		}
	case Drivers:
		return l.appendDrivers(dst, r)
	case ChurnProbability, ExpectedLoss:
		return l.appendForecast(dst, c.Kind, r)
	case Previous:
		if a.Past.Known && a.Past.Then.Scored() {
			return appendHundredths(dst, a.Past.Then.Score)
		}
	case Change:
		if a.Past.Compared {
			return appendSignless(dst, a.Past.Points)
		}
	default:
		return append(dst, l.text(c, a)...)
	}
	return dst
}

// appendCoverage appends a coverage. Most are 100, from which on strconv is slow.
func appendCoverage(dst []byte, percent int) []byte {
	if percent == 100 {
		return append(dst, "100"...)
	}
	return strconv.AppendInt(dst, int64(percent), 10)
}

// appendRating appends a rating, nothing for one that is not known.
func appendRating(dst []byte, rating int8) []byte {
	if rating == 0 {
		return dst
	}
	return append(dst, '0'+byte(rating))
}

// text returns what a column of texts that chs adds holds for an account, ""
// where there is nothing to say, and in other columns.
func (l *Layout) text(c Column, a *Account) string {
	r := a.Result
	if a.lost() && c.Kind != Stamp && c.Kind != AsOf {
		return ""
	}
	switch c.Kind {
	case Band:
		return l.band(r.Band)
	case Segment:
		return l.Rubric.SegmentName(r.Segment)
	case CapReason:
		if r.Scored && r.Cap >= 0 {
			return l.Rubric.Caps[r.Cap].Reason
		}
	case Stamp:
		return l.stamp
	case AsOf:
		return l.AsOf
	case Trend:
		return a.Past.Trend.String()
	case Since:
		if a.Past.Since != scoring.None {
			return scoring.FormatDay(a.Past.Since)
		}
	case Warning:
		return warningText(a.Past)
	}
	return ""
}

// band returns the name of the band with index i.
func (l *Layout) band(i int) string {
	if i < 0 {
		return rubric.Unscored
	}
	return l.Rubric.Bands[i].Name
}

// bandNames returns the names of the rubric's bands, and last of the unscored.
func bandNames(r *rubric.Rubric) []string {
	return append(r.BandNames(), rubric.Unscored)
}

// appendHundredths appends n hundredths with two decimals. n is not negative.
func appendHundredths(dst []byte, n int) []byte {
	whole, part := n/100, n%100
	tenths, hundredths := '0'+byte(part/10), '0'+byte(part%10)
	if 10 <= whole && whole < 100 { // as most scores
		return append(dst, '0'+byte(whole/10), '0'+byte(whole%10), '.', tenths, hundredths)
	}
	return append(strconv.AppendInt(dst, int64(whole), 10), '.', tenths, hundredths)
}

// appendSigned appends hundredths with their sign.
func appendSigned(dst []byte, hundredths int) []byte {
	if hundredths > 0 {
		dst = append(dst, '+')
	}
	return appendSignless(dst, hundredths)
}

// appendSignless appends hundredths, with a sign if they are negative.
func appendSignless(dst []byte, hundredths int) []byte {
	if hundredths < 0 {
		dst, hundredths = append(dst, '-'), -hundredths
	}
	return appendHundredths(dst, hundredths)
}

// signed returns hundredths with their sign.
func signed(hundredths int) string { return string(appendSigned(nil, hundredths)) }

// signless returns hundredths, with a sign if they are negative.
func signless(hundredths int) string { return string(appendSignless(nil, hundredths)) }

// fullScore is the highest score, in hundredths of a point.
const fullScore = 10000

// hundredth returns so many hundredths.
func hundredth(n int) float64 { return float64(n) / 100 }

// hundredthsOf returns a mean of so many with two decimals, "" of none.
func hundredthsOf(n, of int) string {
	if of == 0 {
		return ""
	}
	return string(appendHundredths(nil, n))
}

// warningText says whether an account is warned, or how many weeks are missing
// until that can be told.
func warningText(c *fleet.Comparison) string {
	switch {
	case c.Warned:
		return "warned"
	case c.WeeksMissing == 1:
		return "1 week missing"
	case c.WeeksMissing > 1:
		return strconv.Itoa(c.WeeksMissing) + " weeks missing"
	}
	return ""
}
