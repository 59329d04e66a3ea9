package warehouse

import "chs/rubric"

// maxDrivers is how many of an account's drivers are named.
const maxDrivers = 3

// drive adds the steps that tell what each criterion costs an account: its part of what
// the score lacks to 100, in hundredths that sum to that. Each is rounded down; what is
// then left goes, a hundredth each, to the largest remainders, the first of equal ones
// (the method of Hare and Niemeyer).
func (p *plan) drive() {
	n := len(p.rubric.Criteria)
	p.begin()
	var shares, rests []column
	for i, c := range p.rubric.Criteria {
		p.about = c.Key
		lost := p.bindAs("lost", p.lost(i))
		share := p.divide(lost, call("NULLIF", p.sums.counted, whole(0)))
		shares = append(shares, column{name: p.keys.of("share", c.Key), value: share})
		rests = append(rests, column{name: p.keys.of("rest", c.Key), value: lost})
	}
	shared := p.end("shares", "what each criterion costs, rounded down, of what the score lacks to 100", shares...)
	p.begin()
	for i := range rests {
		rests[i].value = operate(rests[i].value, "-", operate(shared[i], "*", p.sums.counted, times), plus)
	}
	left := operate(whole(10000), "-", operate(p.uncapped, "+", sum(shared), plus), plus)
	added := p.end("rests", "what rounding left of each", append(rests, column{name: "left_over", value: left})...)
	p.begin()
	var costs []column
	for i, c := range p.rubric.Criteria {
		gets := choose([]branch{{compare(before(added[:n], i), "<", added[n]), operate(shared[i], "+", whole(1), plus)}}, shared[i])
		costs = append(costs, column{name: p.keys.of("cost", c.Key), value: gets})
	}
	p.costs = p.end("costs", "in hundredths of a point", costs...)
}

// lost returns what criterion i lacks to rating 5, times the weight that counts.
func (p *plan) lost(i int) expr {
	rating := p.countedRating(i, p.rubric.Criteria[i])
	each := 2500
	if p.rubric.Scale == rubric.Scale20to100 {
		each = 2000
	}
	lacks := operate(whole(5), "-", rating, plus)
	weight := cast(p.weights[i], p.bigint)
	return call("COALESCE", operate(operate(whole(each), "*", weight, times), "*", lacks, times), whole(0))
}

// before returns how many of numbers come before number i: the larger ones, and of
// equal ones the first.
func before(numbers []expr, i int) expr {
	var ones []expr
	for j, other := range numbers {
		if j == i {
			continue
		}
		op := ">"
		if j < i {
			op = ">="
		}
		ones = append(ones, choose([]branch{{compare(other, op, numbers[i]), whole(1)}}, whole(0)))
	}
	return sum(ones)
}

// drivers returns the criteria that cost an account most, and the points that each
// costs, such as "Usage -18.75; Support load -10.00".
func (p *plan) drivers() expr {
	places := make([]expr, len(p.costs))
	texts := make([]expr, len(p.costs))
	for i, c := range p.rubric.Criteria {
		p.about = c.Key
		places[i] = p.bindAs("place", before(p.costs, i))
		texts[i] = p.bindAs("driver", list([]expr{p.literal("; " + c.Name + " -"), p.pointsText(p.costs[i])}, " || "))
	}
	var parts []expr
	for place := range min(maxDrivers, len(places)) {
		var branches []branch
		for i := range places {
			is := all(compare(places[i], "=", whole(place)), compare(p.costs[i], ">", whole(0)))
			branches = append(branches, branch{is, texts[i]})
		}
		parts = append(parts, choose(branches, p.literal("")))
	}
	joined := call("NULLIF", say("substr(%s, 3)", chain(parts, "||", plus, "''")), p.literal(""))
	return where(isKnown(p.uncapped), joined)
}

// pointsText returns hundredths of a point as a text with two decimals.
func (p *plan) pointsText(hundredths expr) expr {
	points := p.divide(hundredths, whole(100))
	cents := operate(operate(hundredths, "-", operate(whole(100), "*", points, times), plus), "+", whole(100), plus)
	return list([]expr{cast(points, p.varchar), p.literal("."), say("substr(%s, 2)", cast(cents, p.varchar))}, " || ")
}
