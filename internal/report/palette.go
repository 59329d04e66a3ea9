package report

import (
	"strings"

	"github.com/fatih/color"

	"chs/rubric"
)

// A style is how a text is painted: SGR parameters, none for plain text.
type style []color.Attribute

// paint returns text in a style, or plain if colour is off or there is no text.
// What the standard output is plays no part.
func (s style) paint(text string, on bool) string {
	if !on || len(s) == 0 || text == "" {
		return text
	}
	c := color.New(s...)
	c.EnableColor()
	return c.Sprint(text)
}

// A paint is what stands before and behind a text that is painted in a style.
type paint struct{ before, behind string }

// newPaint returns the paint of a style, nil if colour is off.
func newPaint(s style, on bool) *paint {
	if !on || len(s) == 0 {
		return nil
	}
	const text = " "
	before, behind, _ := strings.Cut(s.paint(text, on), text)
	return &paint{before, behind}
}

// ink returns the style of a colour of the 256 that terminals share. Unlike
// the first 16, their shades are the same in every theme, so they can be
// chosen to be read on black and on white: all in use have a contrast of 3
// and more with either.
func ink(number int) style {
	return style{38, 5, color.Attribute(number)}
}

func bold() style { return style{color.Bold} }

// faint is the style of what is there to be overlooked.
func faint() style { return ink(243) }

// bandStyle returns the style of a band's colour.
func bandStyle(c rubric.Color) style {
	switch c {
	case "red":
		return ink(196)
	case "orange":
		return ink(166)
	case "yellow":
		return ink(136)
	case "green":
		return ink(28)
	case "cyan":
		return ink(30)
	case "blue":
		return ink(33)
	case "magenta":
		return ink(163)
	}
	return faint()
}

// ratingStyle returns the style of a rating from 1 to 5: from red to green.
func ratingStyle(rating int) style {
	return ink([...]int{196, 166, 136, 64, 28}[rating-1])
}

// changeStyle returns the style of a change with its sign.
func changeStyle(change string) style {
	switch {
	case strings.HasPrefix(change, "-"):
		return bandStyle("red")
	case strings.HasPrefix(change, "+"):
		return bandStyle("green")
	}
	return faint()
}
