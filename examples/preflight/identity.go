package main

import (
	"fmt"

	"github.com/seed-293f0d42/ecrkit/examples/internal/awsfile"
)

// checkKind refuses a policy that was passed with the wrong flag: only policies
// of a resource say who, with Principal.
func checkKind(ps []awsfile.Policy, flag string, ofResource bool) error {
	for _, p := range ps {
		for i, s := range p.Document.Statement.Items {
			names := !s.Principal.IsZero() || !s.NotPrincipal.IsZero()
			switch {
			case names && !ofResource:
				return fmt.Errorf("%s: %s takes policies of a caller, and this statement has a Principal: it is a policy of a resource, or a role's trust policy", p.StatementAt(i), flag)
			case !names && ofResource:
				return fmt.Errorf("%s: %s takes policies of a resource, and this statement has no Principal: pass policies of the role with -policy", p.StatementAt(i), flag)
			}
		}
	}
	return nil
}

// checkOwner notes policies that their own file says are of another role, or no
// longer in force.
func checkOwner(role puller) []finding {
	var fs []finding
	for _, p := range role.policies {
		if p.RoleName != "" && role.name() != "" && p.RoleName != role.name() {
			fs = append(fs, finding{"policy-mismatch", warning, "", p.Where,
				fmt.Sprintf("this is a policy of the role %s, and %s pulls", p.RoleName, role.arn), "pass the policies of the role that pulls"})
		}
		if p.Superseded {
			fs = append(fs, finding{"policy-mismatch", warning, "", p.Where,
				"this version of the policy is not its default version, so it is not in force", "pass the default version"})
		}
	}
	return fs
}
