package svg

import "html"

// Spark draws figures from 0 to 100 as a small line with a dot at its end; text
// says what it shows.
func Spark(figures []float64, text string) string {
	const wide, tall, edge = 96, 28, 3
	var d drawing
	d.add(`<svg class="spark" viewBox="0 0 %d %d" role="img" aria-label="%[3]s"><title>%[3]s</title>`, wide, tall, html.EscapeString(text))
	var points []string
	x, y := 0.0, 0.0
	for i, figure := range figures {
		x = wide - edge
		if len(figures) > 1 {
			x = edge + float64(wide-2*edge)*float64(i)/float64(len(figures)-1)
		}
		y = tall - edge - (tall-2*edge)*figure/100
		points = append(points, point(x, y))
	}
	d.polyline("spark-line", points)
	d.circle("spark-dot", x, y, 2.2, "")
	return d.close()
}
