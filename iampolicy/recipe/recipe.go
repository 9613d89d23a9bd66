package recipe

import (
	"iter"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
)

// Recipe is an entry of the catalogue of recipes. The zero Recipe is none.
type Recipe struct {
	ID     string               // stable: "pull-scoped"
	Kind   iampolicy.PolicyKind // the place of the policy
	Func   string               // the function that makes it: "TaskExecution", "iampolicy.Pull"
	About  string               // what it allows, and to whom
	Source string               // where AWS prints it; "" for those that are ours
	sample func() (iampolicy.Document, error)
}

// Sample returns the policy with the arguments of AWS's own sample: account
// 111122223333, repository my-repo. It is for reading, not for use.
func (r Recipe) Sample() iampolicy.Document {
	if r.sample == nil {
		return iampolicy.Document{}
	}
	d, _ := r.sample() // a test holds every sample against its source
	return d
}

// All yields the catalogue, in the order of what one needs first.
func All() iter.Seq[Recipe] {
	return func(yield func(Recipe) bool) {
		for _, r := range recipeTable {
			if !yield(r) {
				return
			}
		}
	}
}

// Lookup returns the recipe with the id.
func Lookup(id string) (Recipe, bool) {
	for _, r := range recipeTable {
		if r.ID == id {
			return r, true
		}
	}
	return Recipe{}, false
}
