package fleet

import (
	"math"
	"slices"

	"chs/scoring"
)

// A ValueMap counts scored accounts of known value by what they are worth and
// how they fare. It takes the same memory however many they are.
type ValueMap struct {
	bands []valueGrid // one a band
}

// A valueGrid is a map of the accounts of a band.
type valueGrid [valueSteps][MapScores]Sum

// NewValueMap returns a map of no accounts, for a rubric of so many bands.
func NewValueMap(bands int) *ValueMap { return &ValueMap{make([]valueGrid, bands)} }

// MapScores is how many columns of equal width the scores have on a map. The
// last has 100 points, too.
const MapScores = 20

// valueSteps is how many rows the values have on a map: what is worth less than
// 1, and then from 1, 2 and 5 times each power of ten on.
const valueSteps = 1 + len(valueFrom)

// valueFrom are where the rows of values start, but for the first. All are
// doubles exactly.
var valueFrom = [...]float64{
	1, 2, 5, 1e1, 2e1, 5e1, 1e2, 2e2, 5e2, 1e3, 2e3, 5e3, 1e4, 2e4, 5e4, 1e5, 2e5, 5e5, 1e6, 2e6, 5e6, 1e7, 2e7, 5e7,
	1e8, 2e8, 5e8, 1e9, 2e9, 5e9, 1e10, 2e10, 5e10, 1e11, 2e11, 5e11, 1e12,
}

// valueRow returns the row of a value.
func valueRow(value float64) int {
	row, ok := slices.BinarySearch(valueFrom[:], value)
	if ok {
		row++
	}
	return row
}

// A MapCell is a place on a map that has accounts of a band.
type MapCell struct {
	Row    int // of values, from 0
	Column int // of scores, from 0
	Band   int // index into the rubric's Bands
	Sum
}

// Cells returns the places that have accounts, those worth least first.
func (m *ValueMap) Cells() []MapCell {
	var cells []MapCell
	for row := range valueSteps {
		for column := range MapScores {
			for band := range m.bands {
				if sum := m.bands[band][row][column]; sum.Accounts > 0 {
					cells = append(cells, MapCell{row, column, band, sum})
				}
			}
		}
	}
	return cells
}

// Low returns the accounts of the lowest band that are worth so much at least,
// which is where a row starts.
func (m *ValueMap) Low(from float64) Sum {
	var low Sum
	for _, cell := range m.Cells() {
		if cell.Band == 0 && RowFrom(cell.Row) >= from {
			low.Accounts += cell.Accounts
			low.Value += cell.Value
		}
	}
	return low
}

// RowFrom returns the least value of a row, 0 of the first.
func RowFrom(row int) float64 {
	if row == 0 {
		return 0
	}
	return valueFrom[row-1]
}

// Much returns the least value that is much on this map: where the row of the mean
// value starts. It is 0 where there are no accounts, or their values are too large
// to add up.
func (m *ValueMap) Much() float64 {
	var all Sum
	for _, cell := range m.Cells() {
		all.Accounts += cell.Accounts
		all.Value += cell.Value
	}
	mean := all.Value / float64(all.Accounts)
	if math.IsNaN(mean) || math.IsInf(mean, 0) {
		return 0
	}
	return RowFrom(valueRow(mean))
}

// Part returns a part that gathers accounts for m.
func (m *ValueMap) Part() *ValueMapPart { return &ValueMapPart{whole: m} }

// A ValueMapPart gathers the accounts of a chunk.
type ValueMapPart struct {
	whole *ValueMap
	noted []mapped
}

// mapped is an account on its way to a map.
type mapped struct {
	band, column int
	value        float64
}

// Note takes in an account if it is scored and its value is known.
func (p *ValueMapPart) Note(_ string, _ int, _ func(int) string, r *scoring.Result) {
	if r.Scored && !math.IsNaN(r.Value) {
		p.noted = append(p.noted, mapped{r.Band, min(r.Score*MapScores/maxScore, MapScores-1), r.Value})
	}
}

// Give adds the accounts noted to the map, in the order of the rows.
func (p *ValueMapPart) Give() error {
	for _, a := range p.noted {
		p.whole.bands[a.band][valueRow(a.value)][a.column].add(a.value)
	}
	p.noted = p.noted[:0]
	return nil
}
