package rubric

// Walk calls visit with e and then with every expression under it, in the
// order in which they are written.
func Walk(e Expr, visit func(Expr)) {
	visit(e)
	for _, child := range children(e) {
		Walk(child, visit)
	}
}

// children returns the expressions right under e.
func children(e Expr) []Expr {
	switch e := e.(type) {
	case Neg:
		return []Expr{e.X}
	case Arith:
		return []Expr{e.L, e.R}
	case Compare:
		return []Expr{e.L, e.R}
	case In:
		return []Expr{e.X}
	case Not:
		return []Expr{e.X}
	case Logic:
		return []Expr{e.L, e.R}
	case Cond:
		return []Expr{e.If, e.Then, e.Else}
	case Call:
		return e.Args
	case Rate:
		return []Expr{e.X}
	}
	return nil
}
