package authz_test

import (
	"testing"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/authz"
)

// TestIncompleteARN: "When you specify an incomplete ARN (one with fewer than
// the standard six fields) in an identity-based policy, AWS automatically
// completes the ARN by adding wildcard characters (*) to all missing fields"
// (IAM guide, IAM identifiers). Access Analyzer calls such an ARN an error. So a
// Deny with one denies, and an Allow with one grants nothing.
func TestIncompleteARN(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		resource string
		denies   bool
		why      string
	}{
		{"arn:aws:ecr", true, "the guide's example: all resources of the service"},
		{"arn:aws:ecr:*", true, "account and name are missing"},
		{"arn:aws:ecr:us-east-1:*", true, "the name is missing"},
		{"arn:aws:ecr:us-east-1:111122223333", true, "the name is missing"},
		{"arn:aws:ecr:*:repository/app", true, "a * at the end of a field may stand for the fields behind it"},
		{"arn:*:repository/app", true, "the same with more fields missing"},
		{"*:repository/app", true, "the first field may stand for all but the last"},
		{"arn:*", true, "all resources there are"},
		{"**", true, "as much as *"},
		{"arn:aws:ecr:eu-west-1", false, "another Region"},
		{"arn:aws:ecr:us-east-1:444455556666", false, "another account"},
		{"arn:aws:ecr:*:repository/other", false, "another name"},
		{"arn:aws:s3", false, "another service"},
		{"111122223333.dkr.ecr.us-east-1.amazonaws.com/app", false, "no beginning of an ARN"},
		{"", false, "nothing"},
	} {
		t.Run(test.resource, func(t *testing.T) {
			q := authz.Request{Principal: user, Action: "ecr:BatchGetImage", Resource: app}
			want := authz.Allowed
			if test.denies {
				want = authz.ExplicitDeny
			}
			all, deny := iampolicy.Allow("*").On("*"), iampolicy.Deny("*").On(test.resource)
			p := compile(t, iampolicy.NewDocument(all, deny))
			for what, got := range map[string]authz.Decision{"alone": p.Decide(q), "of the caller": authz.Access{Identity: p}.Decide(q)} {
				if got.Outcome != want {
					t.Errorf("Deny %s: Decide = %v, want %v: %s", what, got.Outcome, want, test.why)
				}
			}
			allow := compile(t, iampolicy.NewDocument(iampolicy.Allow("*").On(test.resource)))
			if got := allow.Decide(q).Outcome; got != authz.ImplicitDeny {
				t.Errorf("Allow: Decide = %v, want %v", got, authz.ImplicitDeny)
			}
		})
	}
}

// TestIncompleteNotResource: in a NotResource the same text excepts nothing from a
// Deny, and lets an Allow say nothing.
func TestIncompleteNotResource(t *testing.T) {
	t.Parallel()
	q := authz.Request{Principal: user, Action: "ecr:BatchGetImage", Resource: app}
	for resource, why := range map[string]string{
		"arn:aws:ecr": "fewer than six fields are not completed here", "arn:*": "not by wildcards either",
		"111122223333.dkr.ecr.us-east-1.amazonaws.com/app": "no beginning of an ARN",
	} {
		s := iampolicy.Statement{Effect: iampolicy.EffectDeny, Action: list("*"), NotResource: list(resource)}
		if got := compile(t, iampolicy.NewDocument(iampolicy.Allow("*").On("*"), s)).Decide(q).Outcome; got != authz.ExplicitDeny {
			t.Errorf("Deny but on %s: Decide = %v, want %v: %s", resource, got, authz.ExplicitDeny, why)
		}
		s.Effect = iampolicy.EffectAllow
		if got := compile(t, iampolicy.NewDocument(s)).Decide(q).Outcome; got != authz.ImplicitDeny {
			t.Errorf("Allow but on %s: Decide = %v, want %v: %s", resource, got, authz.ImplicitDeny, why)
		}
	}
	for _, effect := range []iampolicy.Effect{iampolicy.EffectAllow, iampolicy.EffectDeny} {
		s := iampolicy.Statement{Effect: effect, Action: list("*"), NotResource: list("*")}
		if got := compile(t, iampolicy.NewDocument(s)).Decide(q).Outcome; got != authz.ImplicitDeny {
			t.Errorf("%s but on *: Decide = %v, want %v", effect, got, authz.ImplicitDeny)
		}
	}
}

// TestIncompleteConditionARN: of ARNs in conditions AWS says nothing, so that
// what has fewer than six fields is read in the way that grants less.
func TestIncompleteConditionARN(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		effect, operator, want string
		outcome                authz.Outcome
	}{
		{"Deny", "ArnLike", "arn:aws:ecs:us-*", authz.ExplicitDeny},
		{"Deny", "ArnEquals", "arn:aws:ecs", authz.ExplicitDeny},
		{"Deny", "ArnLike", "arn:aws:ecs:*:${aws:PrincipalAccount}", authz.ExplicitDeny},
		{"Deny", "ArnLike", "arn:aws:ecs:*:${aws:PrincipalAccount, '1'}", authz.ExplicitDeny},
		{"Deny", "ArnEquals", "${aws:PrincipalTag/task}", authz.ExplicitDeny},
		{"Deny", "ArnEquals", "${aws:PrincipalAccount}", authz.Allowed},
		{"Deny", "ArnNotEquals", "${aws:PrincipalTag/task}", authz.Allowed},
		{"Allow", "ArnEquals", "${aws:PrincipalTag/task}", authz.Allowed},
		{"Allow", "ArnNotEquals", "${aws:PrincipalTag/task}", authz.ImplicitDeny},
		{"Deny", "ArnLike", "arn:aws:ecs:eu-*", authz.Allowed},
		{"Deny", "ForAnyValue:ArnLike", "arn:aws:ecs:*:task/a", authz.ExplicitDeny},
		{"Deny", "ArnNotLike", "arn:aws:ecs:us-*", authz.ExplicitDeny},
		{"Allow", "ArnLike", "arn:aws:ecs:us-*", authz.ImplicitDeny},
		{"Allow", "ArnNotLike", "arn:aws:ecs:us-*", authz.ImplicitDeny},
		{"Allow", "ArnNotEquals", "arn:aws:ecs:eu-*", authz.Allowed},
	} {
		statement := iampolicy.Deny("*").On("*").When(test.operator, "aws:SourceArn", test.want)
		statements := []iampolicy.Statement{iampolicy.Allow("*").On("*"), statement}
		if test.effect == "Allow" {
			statement.Effect = iampolicy.EffectAllow
			statements = []iampolicy.Statement{statement}
		}
		q := authz.Request{Principal: user, Action: "ecr:BatchGetImage", Resource: app,
			Context: keys("aws:SourceArn", "arn:aws:ecs:us-east-1:111122223333:task/a", "aws:PrincipalTag/task",
				"arn:aws:ecs:us-east-1:111122223333:task/a", "aws:PrincipalAccount", "111122223333")}
		if got := compile(t, iampolicy.NewDocument(statements...)).Decide(q).Outcome; got != test.outcome {
			t.Errorf("%s %s %s: Decide = %v, want %v", test.effect, test.operator, test.want, got, test.outcome)
		}
	}
}

// TestIncompleteOpen: the two are not the opposite of each other, as they would be
// for a whole ARN, so that one key does not meet one of them for certain.
func TestIncompleteOpen(t *testing.T) {
	t.Parallel()
	like := iampolicy.Allow("*").On("*").When("ArnLike", "aws:SourceArn", "arn:aws:ecs")
	notLike := iampolicy.Allow("*").On("*").When("ArnNotLike", "aws:SourceArn", "arn:aws:ecs")
	q := authz.Request{Principal: user, Action: "ecr:BatchGetImage", Resource: app, OpenContext: true}
	if got := compile(t, iampolicy.NewDocument(like, notLike)).Decide(q).Outcome; got != authz.Undetermined {
		t.Errorf("Decide = %v, want %v", got, authz.Undetermined)
	}
}

func list(items ...string) iampolicy.OneOrMany[string] {
	return iampolicy.OneOrMany[string]{Items: items}
}
