package iampolicy

import "slices"

// NewDocument returns a document of Version 2012-10-17 with the statements.
// Without statements it is invalid, as Validate and authz.Compile say.
func NewDocument(statements ...Statement) Document {
	return Document{Version: Version2012, Statement: OneOrMany[Statement]{Items: append([]Statement(nil), statements...)}}
}

// Allow returns a statement that allows the actions, such as ECRBatchGetImage
// or "ecr:*". Without actions it is invalid.
func Allow(actions ...string) Statement {
	return Statement{Effect: EffectAllow, Action: oneOrMany(actions)}
}

// Deny returns a statement that denies the actions. Without actions it is invalid.
func Deny(actions ...string) Statement {
	return Statement{Effect: EffectDeny, Action: oneOrMany(actions)}
}

// On returns s with the resources, ARNs or "*", added to its Resource. On
// without any resource is an empty list, which matches nothing.
func (s Statement) On(resources ...string) Statement {
	s.Resource = s.Resource.with(resources)
	return s
}

// For returns s with p as its Principal: Anyone, AWS, Service, Federated or a
// literal. ECR repository policies and trust policies need one, identity
// policies must not have one.
func (s Statement) For(p Principal) Statement {
	s.Principal = p
	return s
}

// When returns s with one more condition. A request matches when it meets all
// conditions of the statement, each with one of its values. Naming an operator
// and key a second time is invalid: give all values at once.
func (s Statement) When(operator, key string, values ...string) Statement {
	scalars := make([]Scalar, len(values))
	for i, v := range values {
		scalars[i] = Scalar{Text: v}
	}
	c := Condition{operator, key, OneOrMany[Scalar]{Items: scalars, Single: len(scalars) == 1}}
	s.Condition = append(slices.Clip(s.Condition), c)
	return s
}

// Named returns s with sid as its Sid: letters and digits, in ECR repository
// policies spaces too.
func (s Statement) Named(sid string) Statement {
	s.SID, s.EmptySID = sid, sid == ""
	return s
}

// Anyone is the principal "*": everyone, with or without AWS credentials.
func Anyone() Principal { return Principal{Any: true} }

// AWS is the principal of accounts, by their 12 digits or root ARN, of roles,
// users and sessions by ARN. AWS("*") is everyone as trust policies write it.
func AWS(ids ...string) Principal { return Principal{AWS: oneOrMany(ids)} }

// Service is the principal of AWS services, such as "ecs-tasks.amazonaws.com".
func Service(names ...string) Principal { return Principal{Service: oneOrMany(names)} }

// Federated is the principal of identity providers: a host name such as
// "cognito-identity.amazonaws.com", or the ARN of a SAML or OIDC provider.
func Federated(providers ...string) Principal { return Principal{Federated: oneOrMany(providers)} }

// oneOrMany is a bare value for one item and a list for several, as AWS
// writes them. No items make an absent member.
func oneOrMany(items []string) OneOrMany[string] {
	return OneOrMany[string]{Items: append([]string(nil), items...), Single: len(items) == 1}
}

// with returns v with more items, in memory of its own. It is never absent.
func (v OneOrMany[T]) with(items []T) OneOrMany[T] {
	all := append(make([]T, 0, len(v.Items)+len(items)), v.Items...)
	all = append(all, items...)
	return OneOrMany[T]{Items: all, Single: len(all) == 1}
}
