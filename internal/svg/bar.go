package svg

import "math"

// A Part is one of the parts that a bar is made of.
type Part struct {
	Class string  // of its colour, such as "red"
	Size  float64 // 0 or more; nothing is drawn of 0
	Tip   string  // shown where it is pointed at, "" for nothing
}

// sizeOf returns the size of parts together.
func sizeOf(parts []Part) float64 {
	sum := 0.0
	for _, p := range parts {
		sum += p.Size
	}
	return sum
}

// Bar draws parts side by side, as long together as their share of a whole that
// is as long as the bar, and nothing of a whole that is too much to add up. It is
// decoration, for the figures beside it.
func Bar(parts []Part, whole float64) string {
	const wide, tall = 1000, 10 // it is stretched to the width there is
	var d drawing
	d.add(`<svg class="bar" viewBox="0 0 %d %d" preserveAspectRatio="none" aria-hidden="true" focusable="false">`, wide, tall)
	if math.IsInf(whole, 1) {
		parts = nil
	}
	x := 0.0
	for _, p := range parts {
		width := 0.0
		if whole > 0 {
			width = float64(wide * (p.Size / whole))
		}
		if p.Size > 0 {
			d.rect("fill-"+p.Class, x, 0, max(width, 1), tall, p.Tip)
		}
		x += width
	}
	return d.close()
}
