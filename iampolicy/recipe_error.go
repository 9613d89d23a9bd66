package iampolicy

// RecipeError says which argument a recipe cannot use, and what to give
// instead. The zero RecipeError is not meaningful.
type RecipeError struct {
	Func  string // the recipe, such as "Pull"
	Value string // the argument, "" if it is missing
	Msg   string // what is wrong
	Hint  string // what to give instead
}

// Error returns recipe, argument, fault and remedy on one line.
func (e *RecipeError) Error() string {
	s := "iampolicy." + e.Func
	if e.Value != "" {
		s += " " + quote(e.Value)
	}
	return s + ": " + e.Msg + "; " + e.Hint
}
