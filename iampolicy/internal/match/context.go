package match

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

// Knows reports whether the request gives the key, or gives it as absent.
func (in Context) Knows(key string) bool {
	if _, ok := in[key]; ok {
		return true
	}
	for k := range in {
		if EqualFold(k, key) {
			return true
		}
	}
	return false
}
