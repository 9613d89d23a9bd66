package eval_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/eval"
)

// TestNewCaller: what kind of caller a principal is, and whose.
func TestNewCaller(t *testing.T) {
	t.Parallel()
	const account = "111122223333"
	for _, tt := range []struct {
		principal, account, role string
		kind                     string
		why                      string
	}{
		{"arn:aws:iam::111122223333:root", account, "", "iam", "the root user"},
		{"arn:aws:iam::111122223333:user/path/ann", account, "", "iam", "a user"},
		{"arn:aws:iam::111122223333:role/path/r", account, "", "iam", "a role"},
		{"arn:aws:sts::111122223333:assumed-role/r/session", account, "r", "iam", "a session, whose role has no path here"},
		{"arn:aws:sts::111122223333:federated-user/ann", account, "", "iam", "a federated user"},
		{"arn:aws:iam::111122223333:saml-provider/p", "", "", "outside", "a provider is none of its account's principals"},
		{"arn:aws:iam::111122223333:oidc-provider/accounts.google.com", "", "", "outside", "another kind of provider"},
		{"ecs-tasks.amazonaws.com", "", "", "outside", "a service"},
		{"accounts.google.com", "", "", "outside", "a provider's host"},
		{"", "", "", "nobody", "nobody"},
		{"*", "", "", "nobody", "a pattern"},
		{"111122223333", "", "", "nobody", "an account calls nobody"},
		{".amazonaws.com", "", "", "nobody", "no host begins with a dot"},
		{"amazonaws.", "", "", "nobody", "or ends with one"},
		{"arn:aws:iam::111122223333:role/", "", "", "nobody", "no name"},
		{"arn:aws:iam::111122223333:role/r/", "", "", "nobody", "a path without a name"},
		{"arn:aws:iam::111122223333:group/g", "", "", "nobody", "groups call nobody"},
		{"arn:aws:iam::111122223333:role/r*", "", "", "nobody", "a pattern"},
		{"arn:aws:iam::1111:role/r", "", "", "nobody", "no account"},
		{"arn:aws:iam:us-east-1:111122223333:role/r", "", "", "nobody", "IAM has no Region"},
		{"arn::iam::111122223333:role/r", "", "", "nobody", "no partition"},
		{"x:aws:iam::111122223333:role/r", "", "", "nobody", "no ARN"},
		{"arn:aws:sts::111122223333:root", "", "", "nobody", "the root user of no service"},
		{"arn:aws:s3::111122223333:assumed-role/r/s", "", "", "nobody", "a session of another service"},
		{"arn:aws:sts::111122223333:assumed-role/r", "", "", "nobody", "a session without a name"},
		{"arn:aws:sts::111122223333:assumed-role//s", "", "", "nobody", "without a role"},
		{"arn:aws:sts::111122223333:assumed-role/path/r/s", "", "", "nobody", "with a path"},
		{"arn:aws:sts::111122223333:federated-user/a/b", "", "", "nobody", "a federated user with a path"},
		{"arn:aws:sts::111122223333:role/r", "", "", "nobody", "a role of another service"},
	} {
		c := eval.NewCaller(tt.principal)
		kind := map[[2]bool]string{{true, false}: "iam", {false, true}: "outside", {false, false}: "nobody"}[[2]bool{c.IsIAM(), c.IsOutside()}]
		require.Equal(t, []string{tt.account, tt.role, tt.kind}, []string{c.Account, c.Role, kind}, "%q: %s", tt.principal, tt.why)
		require.Equal(t, tt.principal, c.Text)
	}
}
