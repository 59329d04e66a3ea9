package evidence

import (
	"math"
	"slices"
)

// collinear is the rank correlation, either way, of metrics of which one criterion
// is made at most.
const collinear = 0.9

// order finds where each code of a metric stands among all: of texts as the
// outcomes order them.
func (s *selection) order() {
	for _, m := range s.metrics {
		order := make([]int, m.width())
		for code := range order {
			order[code] = code
		}
		if m.texts > 0 {
			learn, _ := s.final.cross(m)
			for place, text := range worstFirst(s.final.bins(m, learn)) {
				order[1+text] = 1 + place
			}
		}
		s.orders = append(s.orders, order)
	}
}

// barLeaks bars the metrics that may know the outcome.
func (s *selection) barLeaks() {
	for i, m := range s.metrics {
		at := make([]Tally, m.width())
		for account, code := range m.codes {
			if code > 0 && s.has(account) {
				at[s.orders[i][code]].add(one(s.left[account]))
			}
		}
		switch all := sum(at); {
		case all.Accounts() == 0: // nobody knows
		case all.Rarer() == 0:
			s.barred[i] = &Passed{Metric: i, Why: Leaks}
		default:
			auc := aucOf(at).Value
			if auc = max(auc, 1-auc); auc >= leaking {
				s.barred[i] = &Passed{Metric: i, Why: Leaks, AUC: auc}
			}
		}
	}
}

// barCollinear bars the metrics that move with one that was taken.
func (s *selection) barCollinear(taken int) {
	for i := range s.metrics {
		if s.barred[i] != nil || slices.Contains(s.taken, i) {
			continue
		}
		if c := s.correlation(taken, i); math.Abs(c) >= collinear {
			s.barred[i] = &Passed{Metric: i, Why: MovesWith, Beside: taken, Correlation: c}
		}
	}
}

// correlation returns Spearman's rank correlation of two metrics, by their codes,
// of the accounts that know both; 0 if one is constant there.
func (s *selection) correlation(a, b int) float64 {
	x, y := s.metrics[a], s.metrics[b]
	both := make([][]int, x.width()) // accounts by place
	for i := range both {
		both[i] = make([]int, y.width())
	}
	ofX, ofY := make([]int, x.width()), make([]int, y.width())
	for i, code := range x.codes {
		if code > 0 && y.codes[i] > 0 && s.has(i) {
			atX, atY := s.orders[a][code], s.orders[b][y.codes[i]]
			both[atX][atY]++
			ofX[atX]++
			ofY[atY]++
		}
	}
	ranksX, ranksY := centredRanks(ofX), centredRanks(ofY)
	product := 0.0
	for atX, row := range both {
		for atY, n := range row {
			product += float64(float64(n) * ranksX[atX] * ranksY[atY])
		}
	}
	squares := squared(ofX, ranksX) * squared(ofY, ranksY)
	if squares == 0 {
		return 0
	}
	return product / math.Sqrt(squares)
}

// centredRanks returns the middle ranks of groups of accounts, less their mean.
func centredRanks(counts []int) []float64 {
	all := 0
	for _, n := range counts {
		all += n
	}
	ranks := make([]float64, len(counts))
	seen := 0
	for i, n := range counts {
		ranks[i] = float64(2*seen+n-all) / 2
		seen += n
	}
	return ranks
}

// squared returns the sum of squares of the ranks of all accounts.
func squared(counts []int, ranks []float64) (sum float64) {
	for i, n := range counts {
		sum += float64(float64(n) * ranks[i] * ranks[i])
	}
	return sum
}
