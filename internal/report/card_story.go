package report

import (
	"strconv"
	"strings"

	"chs/internal/fleet"
	"chs/scoring"
)

// tellStory says what a history knows of the account: since when it is in its
// band, and what has moved it. What a line is about is "" where the line before
// is about the same.
func (c *card) tellStory(say func(about string, text []byte)) {
	p := c.story
	switch {
	case p == nil:
		return
	case len(p.Changes) == 0:
		say(aboutSince, append(c.line[:0], "no older snapshot has this account"...))
		return
	}
	line := append(append(append(c.line[:0], c.band(c.Band)...), " since "...), scoring.FormatDay(p.Since)...)
	if p.AtLeast {
		line = append(line, " at least: no older snapshot has this account"...)
	} else {
		line = append(append(append(line, ", "...), p.Before...), " before"...)
	}
	say(aboutSince, line)
	about := aboutChange
	for i := range p.Changes {
		if p.Changes[i].Old.Scored() {
			say(about, appendStoryChange(c.line[:0], &p.Changes[i]))
			about = ""
		}
	}
}

// appendStoryChange appends how an account that was scored has changed, and by
// what.
func appendStoryChange(dst []byte, p *fleet.StoryChange) []byte {
	switch points, scored := p.Points(); {
	case !scored:
		dst = appendHundredths(append(dst, "no longer scored; "...), p.Old.Score)
		return append(append(dst, " on "...), scoring.FormatDay(p.Day)...)
	case points == 0:
		dst = append(dst, "none"...)
	default:
		dst = append(dst, signed(points)...)
	}
	dst = append(append(dst, " since "...), scoring.FormatDay(p.Day)...)
	if p.Better {
		dst = append(append(dst, ", when it was last "...), p.Diff.Old.Rubric.Bands[p.Old.Band].Name...)
	}
	if by := causes(p.Diff, &p.Change); by != nil {
		dst = append(append(dst, ": "...), strings.Join(by, ", ")...)
	}
	return dst
}

// appendStory appends what a history knows of the account as JSON.
func (c *card) appendStory(dst []byte) []byte {
	p := c.story
	if p == nil {
		return append(dst, "null"...)
	}
	dst = appendJSONText(append(dst, `{"since":`...), scoring.FormatDay(p.Since))
	dst = strconv.AppendBool(append(dst, `,"at_least":`...), p.AtLeast)
	if dst = append(dst, `,"before":`...); p.AtLeast {
		dst = append(dst, "null"...)
	} else {
		dst = appendJSONText(dst, p.Before)
	}
	dst = append(dst, `,"changes":[`...)
	for i := range p.Changes {
		dst = appendJSONChange(appendComma(dst, i), &p.Changes[i])
	}
	return append(dst, "]}"...)
}

func appendJSONChange(dst []byte, p *fleet.StoryChange) []byte {
	dst = appendJSONText(append(dst, `{"as_of":`...), scoring.FormatDay(p.Day))
	dst = strconv.AppendBool(append(dst, `,"better":`...), p.Better)
	score, band := standingTexts(p.Diff.Old.Rubric, p.Old)
	if score == "" {
		score = "null"
	}
	dst = append(append(dst, `,"score":`...), score...)
	dst = appendJSONText(append(dst, `,"band":`...), band)
	points, ok := p.Points()
	if !ok {
		return append(dst, `,"change":null,"parts":null,"criteria":[]}`...)
	}
	dst = appendSignless(append(dst, `,"change":`...), points)
	dst = append(dst, `,"parts":{`...)
	dst = appendParts(dst, fleet.Causes, func(cause fleet.Cause) int { return p.Parts[cause] })
	dst = append(dst, `},"criteria":[`...)
	for i, criterion := range p.Diff.Criteria {
		dst = appendJSONText(append(appendComma(dst, i), `{"key":`...), criterion.Key)
		dst = append(appendSignless(append(dst, `,"change":`...), p.Whole(i)), ',')
		dst = append(appendParts(dst, fleet.ByCaps, func(cause fleet.Cause) int { return p.By(cause, i) }), '}')
	}
	return append(dst, "]}"...)
}

// appendParts appends the parts before a cause as fields of a JSON object.
func appendParts(dst []byte, end fleet.Cause, of func(fleet.Cause) int) []byte {
	for cause := range end {
		dst = appendJSONText(appendComma(dst, int(cause)), cause.String())
		dst = appendSignless(append(dst, ':'), of(cause))
	}
	return dst
}
