package rubric

import "fmt"

// A columnSet collects the columns that a rubric judges by, each once, and
// the types that their uses give them.
type columnSet struct {
	columns []Column
	typed   []Pos          // one a column: the use that gave it its type
	index   map[string]int // by name
	texts   map[columnText]bool
	clashes []Fault
}

// A columnText is a text that a column is compared with.
type columnText struct {
	column int
	text   string
}

// use notes that the place at reads the named column as t, and the texts that
// are levels of it. It returns the column's index in list. A use as Any leaves
// the type to others; a second type is a fault.
func (s *columnSet) use(name string, t Type, at Pos, texts ...string) int {
	i, known := s.index[name]
	if !known {
		i = s.enter(name, at)
	}
	switch c := &s.columns[i]; {
	case t == Any || t == c.Type:
	case c.Type == Any:
		c.Type, s.typed[i] = t, at
	default:
		s.clashes = append(s.clashes, Fault{Pos: at, Message: fmt.Sprintf(
			"column %s is a %v here and a %v at line %d, column %d; a column has one type",
			quote(name), t, c.Type, s.typed[i].Line, s.typed[i].Column)})
	}
	s.compare(i, texts...)
	return i
}

// compare notes texts that column i is compared with.
func (s *columnSet) compare(i int, texts ...string) {
	if s.texts == nil {
		s.texts = make(map[columnText]bool)
	}
	c := &s.columns[i]
	for _, text := range texts {
		if t := (columnText{i, text}); !s.texts[t] {
			s.texts[t] = true
			c.Texts = append(c.Texts, text)
		}
	}
}

func (s *columnSet) enter(name string, at Pos) int {
	if s.index == nil {
		s.index = make(map[string]int)
	}
	s.index[name] = len(s.columns)
	s.columns = append(s.columns, Column{Name: name, Pos: at})
	s.typed = append(s.typed, at)
	return s.index[name]
}

// list returns the columns in the order of their first mention.
func (s *columnSet) list() []Column { return s.columns }

// faults returns the uses that clash with an earlier type.
func (s *columnSet) faults() []Fault { return s.clashes }
