package iampolicy

var principalMembers = []string{"AWS", "Service", "Federated", "CanonicalUser"}

// principal reads "*" or an object of lists by type.
func (p *parser) principal() (v Principal, err *ParseError) {
	switch p.peek() {
	case '"':
		return p.anyone()
	case '{':
		return p.principalTypes()
	}
	return v, p.unexpected(`"*" or an object such as {"AWS":"111122223333"}`)
}

func (p *parser) anyone() (Principal, *ParseError) {
	at := p.i
	s, err := p.str()
	if err == nil && s != "*" {
		err = failAt(at, "a principal as bare text is "+quote(s)+", not \"*\"", `write {"AWS":…} around an account or ARN, {"Service":…} around a service`)
	}
	return Principal{Any: true}, err
}

func (p *parser) principalTypes() (v Principal, err *ParseError) {
	seen, k := uint(0), 0
	for more := p.first('}'); more; {
		if k, err = p.principalType(&seen); err != nil {
			return v, err
		}
		if *v.list(k), err = p.strings(); err != nil {
			return v, err.in(principalMembers[k])
		}
		if more, err = p.next('}'); err != nil {
			return v, err
		}
	}
	v.Empty = seen == 0
	return v, nil
}

func (p *parser) principalType(seen *uint) (int, *ParseError) {
	k, err := p.member(principalMembers, seen)
	if err != nil && err.Pointer == "/*" {
		err.Hint = `write "Principal":"*", or {"AWS":"*"} in a role's trust policy`
	}
	return k, err
}

// list returns the list of the principals of type principalMembers[k].
func (v *Principal) list(k int) *OneOrMany[string] {
	return [...]*OneOrMany[string]{&v.AWS, &v.Service, &v.Federated, &v.CanonicalUser}[k]
}
