package recipe

import (
	"errors"
	"net/netip"
	"strings"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/match"
)

// checkAccounts returns an error unless there are accounts and each has 12 digits.
func checkAccounts(recipe string, accounts []string) error {
	for _, a := range accounts {
		if !match.IsAccountID(a) {
			return recipeError(recipe, a, "not an AWS account", "give its 12 digits")
		}
	}
	return checkSome(recipe, "account", accounts)
}

func checkSome(recipe, what string, values []string) error {
	if len(values) == 0 {
		return recipeError(recipe, "", "no "+what+" is given", "give at least one")
	}
	return nil
}

// checkPrincipals returns an error unless each principal is an account or an
// IAM or STS ARN. "*" is refused: a recipe for everyone says so in its name.
func checkPrincipals(recipe string, principals []string) error {
	for _, p := range principals {
		if !match.IsAccountID(p) && !isARN(p, "iam", "") && !isARN(p, "sts", "") {
			return recipeError(recipe, p, "not a principal", "give the 12 digits of an account, or the ARN of a role, user or session")
		}
	}
	return checkSome(recipe, "principal", principals)
}

// checkARNs returns an error unless there are ARNs and each is one of the
// service, its resource beginning with prefix.
func checkARNs(recipe, service, prefix string, arns []string) error {
	for _, arn := range arns {
		if !isARN(arn, service, prefix) {
			return recipeError(recipe, arn, "not an ARN of "+service, "give one of the form arn:aws:"+service+":…:"+prefix+"…")
		}
	}
	return checkSome(recipe, "ARN", arns)
}

func isARN(s, service, prefix string) bool {
	a, ok := match.SplitARN(s)
	return ok && a.IsARN() && a[2] == service && len(a[5]) > len(prefix) && strings.HasPrefix(a[5], prefix)
}

// checkIDs returns an error unless there are values and each is prefix and
// lower-case letters and digits, as the IDs of AWS's own resources are.
func checkIDs(recipe, what, prefix string, values []string) error {
	for _, v := range values {
		id, ok := strings.CutPrefix(v, prefix)
		if !ok || id == "" || strings.Trim(id, "abcdefghijklmnopqrstuvwxyz0123456789") != "" {
			return recipeError(recipe, v, "not the ID of "+what, "give one of the form "+prefix+"…")
		}
	}
	return checkSome(recipe, "ID of "+what, values)
}

// checkNetworks returns an error unless there are networks and each is an
// address or a CIDR block.
func checkNetworks(recipe string, networks []string) error {
	for _, n := range networks {
		_, err := netip.ParsePrefix(n)
		if _, addrErr := netip.ParseAddr(n); err != nil && addrErr != nil {
			return recipeError(recipe, n, "not an IP address or network", "give one of the form 203.0.113.0/24 or 2001:db8::/32")
		}
	}
	return checkSome(recipe, "network", networks)
}

func recipeError(recipe, value, msg, hint string) error {
	return &iampolicy.RecipeError{Func: "recipe." + recipe, Value: value, Msg: msg, Hint: hint}
}

// of puts a recipe's name into the error of a function that the recipe uses.
func of(recipe string, err error) error {
	if e := (*iampolicy.RecipeError)(nil); errors.As(err, &e) {
		return recipeError(recipe, e.Value, e.Msg, e.Hint)
	}
	return err
}
