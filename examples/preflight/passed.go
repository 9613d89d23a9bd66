package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/seed-293f0d42/ecrkit/examples/internal/awsfile"
)

// takenBy lists the flags that take a policy, by what its file says that it is. A file
// that holds a bare document says nothing.
var takenBy = map[string][]string{
	awsfile.RolePolicy:     {"-policy", "-boundary", "-caller-policy"},
	awsfile.TrustPolicy:    nil, // says who may use the role, not what it may do
	awsfile.RegistryPolicy: {"-repository-policy", "-registry-policy"},
	awsfile.EndpointPolicy: {"-endpoint-policy", "-s3-endpoint-policy"},
	awsfile.ControlPolicy:  {"-scp", "-rcp"},
	awsfile.ServicePolicy:  {"-scp"},
	awsfile.ResourcePolicy: {"-rcp"},
}

// checkPassed refuses policies that were passed with the wrong flag: what one layer
// allows, another does not.
func checkPassed(in *input) error {
	errs := []error{
		checkKind(in.policies, "-policy", false), checkKind(in.boundary, "-boundary", false),
		checkKind(in.caller, "-caller-policy", false),
		checkKind(in.repository, "-repository-policy", true), checkKind(in.registry, "-registry-policy", true),
		checkCalled(in.endpoint, "-endpoint-policy"), checkCalled(in.s3Endpoint, "-s3-endpoint-policy"),
		checkCalled(slices.Concat(in.scps...), "-scp"), checkCalled(slices.Concat(in.rcps...), "-rcp"),
	}
	return errors.Join(errs...)
}

// checkCalled refuses a policy whose file says that it is for another flag.
func checkCalled(ps []awsfile.Policy, flag string) error {
	for _, p := range ps {
		if flags := takenBy[p.Called]; p.Called != "" && !slices.Contains(flags, flag) {
			return fmt.Errorf("%s: this is %s, which %s does not take: %s", p.Where, p.Called, flag, rightFlag(flags))
		}
	}
	return nil
}

func rightFlag(flags []string) string {
	if flags == nil {
		return "it comes with the role's policies in -account-details, from aws iam get-account-authorization-details"
	}
	return "pass it with " + strings.Join(flags, " or ")
}

// checkKind refuses a policy by what the document says, too: only policies of a resource say
// who, with Principal.
func checkKind(ps []awsfile.Policy, flag string, ofResource bool) error {
	if err := checkCalled(ps, flag); err != nil {
		return err
	}
	for _, p := range ps {
		for i, s := range p.Document.Statement.Items {
			names := !s.Principal.IsZero() || !s.NotPrincipal.IsZero()
			switch {
			case names && !ofResource:
				return fmt.Errorf("%s: %s takes policies of a caller, and this statement has a Principal: "+
					"it is a policy of a resource, or a role's trust policy", p.StatementAt(i), flag)
			case !names && ofResource:
				return fmt.Errorf("%s: %s takes policies of a resource, and this statement has no Principal: "+
					"pass policies of the role with -policy", p.StatementAt(i), flag)
			}
		}
	}
	return nil
}
