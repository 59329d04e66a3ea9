package rubric

import yaml "go.yaml.in/yaml/v4"

// maxUnfolded is how many bytes the values of a file have at most, with what
// aliases stand for in their places. Only aliases can make more.
const maxUnfolded = 2 * maxBytes

// unfolds reports whether the values under n are so few that the loader can
// read them as often as aliases stand for them, and notes a fault if not.
func (l *loader) unfolds(n *yaml.Node) bool {
	s := sizes{anchored: map[*yaml.Node]int{}}
	switch size := s.of(n); {
	case s.cycle != nil:
		name := s.cycle.Value
		l.faults.add(place(s.cycle), "the alias %s stands for itself, as it is within the value of %s; write out what is meant",
			quote("*"+name), quote("&"+name))
	case size > maxUnfolded:
		l.faults.add(s.over, "aliases repeat more than %d MiB; write out what they stand for", maxUnfolded>>20)
	default:
		return true
	}
	return false
}

// sizes are the bytes of values with what aliases stand for in their places.
type sizes struct {
	anchored map[*yaml.Node]int
	over     Pos        // the alias that is too much
	cycle    *yaml.Node // the last alias within what it stands for, nil if none is
}

// of returns a node's size, at most one more than maxUnfolded.
func (s *sizes) of(n *yaml.Node) int {
	if n.Kind == yaml.AliasNode {
		size, known := s.anchored[n.Alias]
		if !known {
			s.cycle = n
		}
		return size
	}
	size := 1 + len(n.Value)
	for _, child := range n.Content {
		size = min(size+s.of(child), maxUnfolded+1)
		if size > maxUnfolded && s.over == (Pos{}) {
			s.over = place(child)
		}
	}
	if n.Anchor != "" {
		s.anchored[n] = size
	}
	return size
}
