package iampolicy

import (
	"github.com/seed-293f0d42/ecrkit/internal/quote"
)

// RecipeError says which argument a function such as Pull cannot use, and what
// to give instead. The zero RecipeError is not meaningful.
type RecipeError struct {
	Func  string // package and name of the function, such as "iampolicy.Pull"
	Value string // the argument, "" if it is missing
	Msg   string // what is wrong
	Hint  string // what to give instead
}

// Error returns function, argument, fault and remedy on one line.
func (e *RecipeError) Error() string {
	s := e.Func
	if e.Value != "" {
		s += " " + quote.Text(e.Value)
	}
	return s + ": " + e.Msg + "; " + e.Hint
}
