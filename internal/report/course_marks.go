package report

import (
	"fmt"
	"slices"

	"chs/internal/fleet"
	"chs/scoring"
)

// eventNote explains the changes around events.
var eventNote = fmt.Sprintf("BEFORE and AFTER: the mean change of the accounts in the %d days before, and after; coincidence is not cause", fleet.EventDays)

func (t *Course) hasEvents() bool {
	return slices.ContainsFunc(t.Marks, func(m CourseMark) bool { return m.New == nil })
}

// marks returns a table of what happened.
func (t *Course) marks() []tableColumn {
	columns := []tableColumn{{}, {heading: "DAY"}}
	events := t.hasEvents()
	if events {
		for _, heading := range []string{"BEFORE", "AFTER", "ACCOUNTS"} {
			columns = append(columns, tableColumn{heading: heading, right: true})
		}
	}
	columns = append(columns, tableColumn{heading: "WHAT"})
	for i, m := range t.Marks {
		cells := []tableCell{{markOf(i), bold()}, {text: scoring.FormatDay(m.Day)}}
		if events {
			cells = append(cells, shiftCell(m.Before), shiftCell(m.After), m.accounts())
		}
		addRow(columns, append(cells, tableCell{text: m.where()})...)
	}
	return columns
}

// shiftCell returns a mean change, and in how many days where these are not as
// many as they should.
func shiftCell(s fleet.Shift) tableCell {
	mean, ok := s.Mean()
	if !ok {
		return tableCell{unknown, faint()}
	}
	cell := change(mean)
	if mean == 0 {
		cell = tableCell{text: signless(mean)}
	}
	if s.Days != fleet.EventDays {
		cell.text += fmt.Sprintf(" (%dd)", s.Days)
	}
	return cell
}

// accounts returns how many accounts the changes are of.
func (m CourseMark) accounts() tableCell {
	n := max(m.Before.Accounts, m.After.Accounts)
	if n == 0 {
		return tableCell{unknown, faint()}
	}
	return tableCell{text: count(n)}
}

// where says what happened, and to whom if not to all.
func (m CourseMark) where() string {
	text := cellText(m.text())
	if whom := m.ID + m.Segment; whom != "" {
		text += " (" + cellText(whom) + ")"
	}
	return text
}
