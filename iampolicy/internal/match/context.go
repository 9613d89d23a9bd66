package match

import "strings"

// Context holds the condition keys of a request, in any case.
type Context map[string][]string

// Values looks a condition key up. The policy's own spelling comes first; of
// other spellings that differ in case only, the first in order.
func (in Context) Values(key string) []string {
	if v, ok := in[key]; ok {
		return v
	}
	name, found := "", false
	for k := range in {
		if EqualFold(k, key) && (!found || k < name) {
			name, found = k, true
		}
	}
	if !found {
		return nil
	}
	return in[name]
}

// Knows reports whether the request gives the key, or gives it as absent: by
// name, or all keys that begin as it does, by a name such as
// "aws:ResourceTag/${TagKey}".
func (in Context) Knows(key string) bool {
	if _, ok := in[key]; ok {
		return true
	}
	for k, values := range in {
		if EqualFold(k, key) || len(values) == 0 && isOfFamily(key, k) {
			return true
		}
	}
	return false
}

// isOfFamily reports whether the key begins as all keys do that family stands for.
func isOfFamily(key, family string) bool {
	prefix, tag, _ := strings.Cut(family, "/${")
	if !strings.HasSuffix(tag, "}") {
		return false
	}
	rest, ok := CutPrefixFold(key, prefix)
	return ok && strings.HasPrefix(rest, "/")
}
