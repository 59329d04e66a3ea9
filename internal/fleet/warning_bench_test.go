package fleet

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"chs/rubric"
)

// A million accounts.
func BenchmarkWarnings(b *testing.B) {
	for _, weeks := range []int{16, 24} {
		b.Run(fmt.Sprint(weeks, " weeks"), func(b *testing.B) {
			random := rand.New(rand.NewPCG(1, 2))
			columns := make([][]int16, weeks)
			for i := range columns {
				columns[i] = make([]int16, 1_000_000)
				for account := range columns[i] {
					columns[i][account] = int16(random.IntN(maxScore + 1))
				}
			}
			for b.Loop() {
				NewWarnings(columns, rubric.DefaultWarning())
			}
		})
	}
}
