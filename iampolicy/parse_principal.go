package iampolicy

import (
	"github.com/seed-293f0d42/ecrkit/internal/jsonscan"
	"github.com/seed-293f0d42/ecrkit/internal/quote"
)

var principalMembers = []string{"AWS", "Service", "Federated", "CanonicalUser"}

// principal reads "*" or an object of lists by type.
func (p *parser) principal() Principal {
	switch p.Peek() {
	case jsonscan.String:
		return p.anyone()
	case jsonscan.Object:
		return p.principalTypes()
	}
	p.Want(`"*" or an object such as {"AWS":"111122223333"}`)
	return Principal{}
}

func (p *parser) anyone() Principal {
	at := p.Offset()
	if s := p.String(); s != "*" {
		p.Fail(at, "a principal as bare text is "+quote.Text(s)+`, not "*"`,
			`write {"AWS":…} around an account or ARN, {"Service":…} around a service`)
	}
	return Principal{Any: true}
}

func (p *parser) principalTypes() (v Principal) {
	seen := uint(0)
	for p.Open('{'); p.Member(); {
		if p.Name() == "*" {
			p.Fail(p.NameOffset(), `unknown member "*"`, `write "Principal":"*", or {"AWS":"*"} in a role's trust policy`)
		}
		if k := p.member(principalMembers, &seen); k >= 0 {
			*v.list(k) = p.stringOrList()
		}
	}
	v.Empty = seen == 0
	return v
}

// list returns the list of the principals of type principalMembers[k].
func (v *Principal) list(k int) *OneOrMany[string] {
	return [...]*OneOrMany[string]{&v.AWS, &v.Service, &v.Federated, &v.CanonicalUser}[k]
}
