package iampolicy

// MinimizeSteps minimizes the statements of d and counts the steps that
// comparing patterns took; limit is where that ends.
func MinimizeSteps(d Document) (steps, limit int) {
	c := coverage{left: coverageSteps}
	minimize(d.Statement.Items, &c)
	return coverageSteps - c.left, coverageSteps
}
