package report

import "github.com/xuri/excelize/v2"

// addProblems adds the sheet of problems, with its header in view.
func (b *Workbook) addProblems(parts *WorkbookParts) error {
	p := b.addPage(sheetProblems, "landscape", 26, 10, 22, 24, 30, 60, 14)
	p.addTexts(lookHeader, "file", "line", "account", "column", "value", "wanted", "offset")
	p.do(func() error {
		return b.book.SetPanes(sheetProblems, &excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"})
	})
	p.do(func() error { return b.repeatHeader(sheetProblems) })
	if len(parts.Problems) == 0 {
		p.addTexts(lookNote, "no problems")
		return p.err
	}
	for _, problem := range parts.Problems {
		p.addCells(pageCell{problem.File, lookText}, pageCell{problem.Line, lookDecimals}, pageCell{problem.Account, lookText},
			pageCell{problem.Column, lookText}, pageCell{problem.Value, lookText}, pageCell{problem.Wanted, lookText},
			pageCell{int(problem.Offset), lookDecimals})
	}
	p.do(func() error {
		last, err := excelize.CoordinatesToCellName(7, p.row-1, true)
		if err != nil {
			return err
		}
		return b.book.AutoFilter(sheetProblems, "A1:"+last, nil)
	})
	if parts.More > 0 {
		p.addTexts(lookNote, count(parts.More)+" more; chs score --problems FILE writes all")
	}
	return p.err
}
