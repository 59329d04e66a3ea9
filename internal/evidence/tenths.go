package evidence

// A Tenth is what the accounts with the lowest scores catch, up to a tenth.
type Tenth struct {
	Capture float64 // the share of all leavers that are among them
	Lift    float64 // how many times as many leavers as among as many accounts picked at random
}

// Tenths returns what the lowest scored tenth of the accounts catches, then the
// lowest two, up to all. Accounts of equal scores are split: where a tenth ends
// among them, the part of them that it has holds that part of their leavers.
// There must be leavers.
func (s *Scores) Tenths() (tenths [10]Tenth) {
	var lower Tally
	at := 0
	for i := range tenths {
		end := (i + 1) * s.Accounts() // in tenths of an account
		for 10*(lower.Accounts()+s.Cells[at].Accounts()) < end {
			lower.add(s.Cells[at].Tally)
			at++
		}
		c := s.Cells[at]
		caught := 10*lower.Leavers*c.Accounts() + c.Leavers*(end-10*lower.Accounts())
		of := c.Accounts() * s.Leavers
		tenths[i] = Tenth{float64(caught) / float64(10*of), float64(caught) / float64((i+1)*of)}
	}
	return tenths
}
