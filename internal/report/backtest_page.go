package report

import (
	"bytes"
	"fmt"
	"io"
	"strings"
)

// maxBacktest is how wide a backtest is drawn at most, and maxBars how wide the
// bars beside its tables.
const (
	maxBacktest = 120
	maxBars     = 48
	minBars     = 9
)

// writeBacktestTable writes a backtest for people at a terminal.
func writeBacktestTable(w io.Writer, b *Backtest, width int, painted bool) error {
	if width == 0 {
		width = 80
	}
	width = min(max(width, minWidth), maxBacktest)
	var page bytes.Buffer
	page.WriteString(lines(width, "", " · ", b.title(), painted))
	page.WriteString(lines(width, " ", " · ", b.circumstances(), painted))
	for _, verdict := range b.verdicts() {
		page.WriteString("\n" + prose(verdict, " ", width))
	}
	for _, block := range b.blocks() {
		page.WriteString("\n")
		if err := block.draw(&page, width, painted); err != nil {
			return err
		}
	}
	_, err := io.WriteString(w, trimLines(page.String()))
	return err
}

// draw draws a block at a terminal's width.
func (b *backtestBlock) draw(page *bytes.Buffer, width int, painted bool) error {
	if b.plots != nil {
		page.WriteString(b.plots(width, painted))
		return nil
	}
	if b.columns == nil {
		page.WriteString(" " + bold().paint(strings.ToUpper(b.title), painted) + "\n")
	} else if err := b.drawTable(page, width, painted); err != nil {
		return err
	}
	for _, text := range b.said {
		page.WriteString(prose(text, " ", width))
	}
	for i, text := range b.steps {
		number := fmt.Sprintf(" %d. ", i+1)
		page.WriteString(number + prose(text, "    ", width)[len(number):])
	}
	return nil
}

// drawTable draws the block's table, and its bars where there is room for them.
func (b *backtestBlock) drawTable(page *bytes.Buffer, width int, painted bool) error {
	columns, dropped := fit(b.columns, width)
	left := width - 1
	for _, c := range columns {
		left -= c.width + gap
	}
	if b.bars != nil && dropped == nil && left >= minBars {
		columns = append(columns, b.bars(min(left, maxBars)))
	}
	if err := drawTable(page, columns, len(columns[0].cells), painted); err != nil {
		return err
	}
	if dropped != nil {
		page.WriteString(sentence(noRoom(dropped), width))
	}
	return nil
}

// prose sets a text into lines, broken between its words.
func prose(text, margin string, width int) string {
	return lines(width, margin, " ", unpainted(strings.Fields(Visible(text))), false)
}

// writeBacktestMarkdown writes a backtest as GitHub's Markdown, to be kept with
// the rubric.
func writeBacktestMarkdown(w io.Writer, b *Backtest) error {
	var page strings.Builder
	page.WriteString("### Backtest: " + markdownText(b.Rubric.Title()))
	page.WriteString("\n" + markdownText(lines(0, "", " · ", append(b.title(), b.circumstances()...), false)))
	for _, verdict := range b.verdicts() {
		page.WriteString("\n**" + strings.TrimSpace(markdownText(verdict)) + "**\n")
	}
	for _, block := range b.blocks() {
		block.writeMarkdown(&page)
	}
	_, err := io.WriteString(w, page.String())
	return err
}

// writeMarkdown writes the block as Markdown, but what is only drawn.
func (b *backtestBlock) writeMarkdown(page *strings.Builder) {
	if b.plots != nil {
		return
	}
	page.WriteString("\n#### " + markdownText(b.title))
	if b.columns != nil {
		page.WriteString("\n" + markdownTable(b.columns))
	}
	for _, text := range b.said {
		page.WriteString("\n" + markdownText(text))
	}
	for i, text := range b.steps {
		if i == 0 {
			page.WriteString("\n")
		}
		page.WriteString(fmt.Sprintf("%d. ", i+1) + markdownText(text))
	}
}
