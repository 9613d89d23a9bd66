package iampolicy

import (
	"iter"
	"slices"
)

// Document is an IAM policy document. It is plain data: [Parse] checks the grammar,
// and a document built by hand is checked by [Document.Validate] and authz.Compile.
// The zero Document has no statement and is invalid.
type Document struct {
	Version   Version // "" when the document has no Version, which means 2008-10-17
	ID        string
	Statement OneOrMany[Statement]
	EmptyID   bool // "Id":"" is written; only looked at where ID is ""
}

// Version is the version of the policy language.
type Version string

// The two versions of the policy language. Policy variables such as
// ${aws:username} work only in Version2012.
const (
	Version2008 Version = "2008-10-17"
	Version2012 Version = "2012-10-17"
)

// Effect is what a statement does when it matches. The zero Effect is invalid.
type Effect string

// The two effects.
const (
	EffectAllow Effect = "Allow"
	EffectDeny  Effect = "Deny"
)

// Statement is one statement of a Document. Of Action and NotAction exactly
// one is set; of Resource and NotResource, Principal and NotPrincipal at most
// one: which of them a statement needs depends on the kind of policy.
type Statement struct {
	SID                     string
	Effect                  Effect
	Principal, NotPrincipal Principal
	Action, NotAction       OneOrMany[string]
	Resource, NotResource   OneOrMany[string]
	Condition               []Condition // nil when absent; empty, not nil, when it is written {}
	EmptySID                bool        // "Sid":"" is written where SID is "", as in trust policies of AWS
}

// OneOrMany is a JSON value that may be written bare or in a list; IAM takes
// a bare value and a list of one for the same. Items nil means that the member
// is absent; Items empty, not nil, is the empty list.
type OneOrMany[T any] struct {
	Items  []T
	Single bool // written bare, not in a list; only looked at where Items has one element
}

// Principal says whom a statement of a resource policy is about.
// The zero Principal means that the member is absent.
type Principal struct {
	Any                                    bool // "*"
	Empty                                  bool // {}; only looked at where nothing else is set
	AWS, Service, Federated, CanonicalUser OneOrMany[string]
}

// IsZero reports whether the member is absent.
func (v Principal) IsZero() bool {
	return !v.Any && !v.Empty && v.AWS.Items == nil && v.Service.Items == nil &&
		v.Federated.Items == nil && v.CanonicalUser.Items == nil
}

// IsAnyone reports whether the principal is "*" or holds {"AWS": "*"}. The zero
// Principal is not anyone.
func (v Principal) IsAnyone() bool { return v.Any || slices.Contains(v.AWS.Items, "*") }

// Members yields the four lists by the names that they have in the JSON form:
// "AWS", "Service", "Federated", "CanonicalUser". Items of a list is nil where
// the member is absent.
func (v Principal) Members() iter.Seq2[string, OneOrMany[string]] {
	return func(yield func(string, OneOrMany[string]) bool) {
		for k, name := range principalMembers {
			if !yield(name, *v.list(k)) {
				return
			}
		}
	}
}

// Condition is one operator, one key and the values that the key is compared
// with. An operator that is written without any key, "StringEquals":{}, is one
// Condition with an empty Key whose Values are absent; it asks for nothing.
type Condition struct {
	Operator, Key string
	Values        OneOrMany[Scalar]
}

// Scalar is a condition value: a JSON string, number or Boolean.
// The zero Scalar is the empty string.
type Scalar struct {
	Text string // the string, the number as it was spelled, or "true" or "false"
	Kind ScalarKind
}

// ScalarKind is the JSON type of a Scalar.
type ScalarKind uint8

// The kinds of Scalar.
const (
	ScalarString ScalarKind = iota
	ScalarNumber
	ScalarBool
)
