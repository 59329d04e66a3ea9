package report

import "strings"

// A cardMarkdown writes cards as sections of GitHub's Markdown.
type cardMarkdown struct{ *cards }

// Begin implements [Writer].
func (m *cardMarkdown) Begin(dst []byte) []byte {
	dst = append(dst, "# "...)
	dst = appendMarkdown(dst, m.Rubric.Name+" "+m.Rubric.Version)
	dst = append(dst, "\n\n"...)
	dst = append(dst, count(m.explainer.Accounts)...)
	return append(dst, scoredAccounts(m.explainer.Accounts)+", "+strings.Join(m.asOf(), ", ")+"\n\n"...)
}

// Between implements [Writer].
func (m *cardMarkdown) Between() string { return "\n" }

// End implements [Writer].
func (m *cardMarkdown) End(dst []byte) []byte {
	switch {
	case !m.opened.Load():
		return append(dst, "no accounts\n"...)
	case !m.leads.Load():
		return dst
	}
	return append(dst, "\n"+notCause+"\n"...)
}

// Append implements [Writer].
func (m *cardMarkdown) Append(dst []byte, a *Account) []byte {
	c := m.open(a)
	defer c.close()
	dst = m.appendTitle(dst, c)
	if at, why := c.held(); why != "" {
		dst = append(appendMarkdown(append(dst, "**"...), at), "** "...)
		dst = append(appendMarkdown(dst, why), "\n\n"...)
	}
	if unscored := c.unscored(); unscored != "" {
		dst = append(appendMarkdown(dst, unscored), "\n\n"...)
	}
	separator := ""
	c.standing(func(text []byte) {
		dst = appendMarkdown(append(dst, separator...), string(text))
		separator = " · "
	})
	dst = append(dst, "\n\n| Criterion | Value | Cuts | Rating | Points | of | vs mean |\n"+
		"| --- | ---: | --- | ---: | ---: | ---: | ---: |\n"...)
	for i := range c.cells {
		dst = m.appendCriterion(dst, c, i)
	}
	if c.Scored {
		dst = m.appendTotals(dst, c)
	}
	c.facts(func(about string, _ int, text []byte) {
		if about == "" {
			dst = append(dst, "; "...)
		} else {
			dst = appendMarkdown(append(dst, "\n- "...), about)
			dst = append(dst, ": "...)
		}
		dst = appendMarkdown(dst, string(text))
	})
	return append(dst, '\n')
}

func (m *cardMarkdown) appendTitle(dst []byte, c *card) []byte {
	name, id := c.name()
	dst = appendMarkdown(append(dst, "## "...), name)
	for _, text := range [...]string{id, m.band(c.Band)} {
		if text != "" {
			dst = appendMarkdown(append(dst, " · "...), text)
		}
	}
	if c.Scored {
		dst = appendHundredths(append(dst, " · "...), c.Score)
	}
	return append(dst, "\n\n"...)
}

func (m *cardMarkdown) appendCriterion(dst []byte, c *card, i int) []byte {
	share := &c.why.Criteria[i]
	all, _ := c.ladder(i)
	dst = appendMarkdown(append(dst, "| "...), m.Rubric.Criteria[i].Name)
	dst = appendMarkdown(append(dst, " | "...), c.metric(i))
	dst = append(append(dst, " | "...), all.markdown...)
	dst = appendRating(append(dst, " | "...), c.Ratings[i])
	dst = append(dst, " | "...)
	if share.Possible > 0 {
		dst = appendHundredths(dst, share.Points)
		dst = appendHundredths(append(dst, " | "...), share.Possible)
	} else {
		dst = append(dst, " | "...)
	}
	dst = append(dst, " | "...)
	if c.Scored {
		dst = appendSigned(dst, share.Difference)
	}
	return append(dst, " |\n"...)
}

func (m *cardMarkdown) appendTotals(dst []byte, c *card) []byte {
	for _, total := range c.totals() {
		dst = append(append(dst, "| "...), total.name...)
		dst = appendSignless(append(dst, " |  |  |  | "...), total.points)
		dst = appendSigned(append(dst, " |  | "...), total.difference)
		dst = append(dst, " |\n"...)
	}
	return dst
}
