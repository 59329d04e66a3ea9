package cmd_test

import (
	"bytes"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"time"
)

// writeLeavers writes accounts of whom some are gone: the longer ago their last
// login, the more open tickets, and the more so by "mood", in the order stormy,
// cloudy, sunny. Another column nearly has the tickets, one knows who is
// gone, and the others are noise.
func writeLeavers(name string) error {
	random := rand.New(rand.NewPCG(11, 11))
	newest := time.Date(2026, 6, 30, 0, 0, 0, 0, time.UTC)
	var text bytes.Buffer
	text.WriteString("account_id,last_login,open_tickets,tickets_reopened,mood,luck,coin,toss,exit_calls,gone\n")
	for i := range 800 {
		days, tickets, mood := random.IntN(90), random.IntN(12), random.IntN(3)
		logit := float64(days)/25 + float64(tickets)/4 + float64(mood)*0.7 - 5.5
		gone, calls := "no", random.IntN(2)
		if random.Float64() < 1/(1+math.Exp(-logit)) {
			gone, calls = "yes", 3+random.IntN(3)
		}
		toss := random.IntN(2)
		fmt.Fprintf(&text, "A%03d,%s,%d,%d,%s,%d,%s,%d,%d,%s\n", i, newest.AddDate(0, 0, -days).Format(time.DateOnly), tickets,
			10*tickets+random.IntN(45), []string{"sunny", "cloudy", "stormy"}[mood], random.IntN(1000), []string{"heads", "tails"}[toss], toss, calls, gone)
	}
	return os.WriteFile(name, text.Bytes(), 0o666)
}
