package answer

import (
	"cmp"
	"strings"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/recipe"
	"github.com/seed-293f0d42/ecrkit/internal/jsonscan"
)

// readNames reads a policy that is URL-encoded, or the names of managed ones.
func (p *policies) readNames(text string) {
	if trimmed := strings.TrimSpace(text); trimmed[0] == '%' {
		doc, err := iampolicy.ParseEncoded(trimmed)
		p.take(doc, err, text, strings.Index(text, trimmed))
		return
	}
	for _, name := range strings.Fields(strings.ReplaceAll(text, ",", " ")) {
		doc, ok := managed(name)
		if !ok {
			at := strings.Index(text, name)
			p.fail(Finding{Message: shorten(name) + " is no policy document, and no policy that AWS manages and this page knows",
				Fix: "paste the JSON of the policy: aws iam get-role-policy or aws iam get-policy-version prints it", place: caretAt(text, at)})
			return
		}
		p.attach(name, doc)
	}
}

// attach adds a policy of AWS's own. A role has none of them twice.
func (p *policies) attach(name string, doc iampolicy.Document) {
	name = name[strings.LastIndexByte(name, '/')+1:]
	if p.attached == nil {
		p.attached = map[string]bool{}
	}
	if !p.attached[name] {
		p.attached[name] = true
		p.docs = append(p.docs, doc)
	}
}

// managed is a policy of AWS's own, by its name or its ARN, which has the account aws
// and the policy's path: with another there is no such policy.
func managed(name string) (iampolicy.Document, bool) {
	for m := range recipe.ManagedPolicies() {
		if name == m.Name || strings.HasPrefix(name, "arn:") && strings.HasSuffix(name, ":iam::aws:policy"+m.Path+m.Name) {
			return m.Document(), true
		}
	}
	return iampolicy.Document{}, false
}

// readAttached reads list-attached-role-policies, which holds no policy. Those that AWS
// manages and this page knows are known by their ARNs; of any other only the name is.
func (p *policies) readAttached(e envelope, text string, start int) {
	list := e["AttachedPolicies"]
	if e["IsTruncated"].raw == "true" {
		p.fail(Finding{Message: "this is one page of several (IsTruncated)", Fix: "let the AWS CLI read all, and paste that",
			place: placeOf(text, start+e["IsTruncated"].at)})
		return
	}
	s := jsonscan.New(list.raw)
	for s.Open('['); s.Element(); {
		s.Peek()
		at := s.Offset()
		inner, _ := envelopeOf(s.Raw())
		arn := inner["PolicyArn"].text()
		doc, ok := managed(arn)
		if !ok {
			p.fail(Finding{Message: "AttachedPolicies names policies and does not hold them, and this page does not know what " +
				shorten(cmp.Or(arn, "this one")) + " says", Fix: printEach + printVersion, place: placeOf(text, start+list.at+at)})
			return
		}
		p.attach(arn, doc)
	}
}
