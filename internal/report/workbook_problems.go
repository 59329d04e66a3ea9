package report

import "github.com/xuri/excelize/v2"

// addProblems adds the sheet of problems, with its header in view.
func (b *Workbook) addProblems(parts *WorkbookParts) error {
	p := b.addPage(sheetProblems, 26, 10, 22, 24, 30, 60, 14)
	header := []sheetCell{
		{"file", lookHeader}, {"line", lookNumberHeader}, {"account", lookHeader}, {"column", lookHeader},
		{"value", lookHeader}, {"wanted", lookHeader}, {"offset", lookNumberHeader},
	}
	p.addCells(header...)
	p.do(func() error {
		return b.book.SetPanes(sheetProblems, &excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"})
	})
	for _, problem := range parts.Problems {
		p.addCells(sheetCell{problem.File, lookText}, sheetCell{problem.Line, lookDecimals}, sheetCell{problem.Account, lookText},
			sheetCell{problem.Column, lookText}, sheetCell{problem.Value, lookText}, sheetCell{problem.Wanted, lookText},
			sheetCell{int(problem.Offset), lookDecimals})
	}
	p.do(func() error { return b.endTable(sheetProblems, sheetProblems+"!$1:$1", len(header), p.line-1) })
	switch {
	case len(parts.Problems) == 0:
		p.addTexts(lookNote, "no problems")
	case parts.More > 0:
		p.addTexts(lookNote, count(parts.More)+" more; chs score --problems FILE writes all")
	}
	return p.end(0)
}
