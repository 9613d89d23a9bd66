package main

import (
	"slices"
	"strings"

	"github.com/seed-293f0d42/ecrkit/examples/internal/awsfile"
	"github.com/seed-293f0d42/ecrkit/iampolicy"
)

// fullAccess is FullAWSAccess, which AWS Organizations attaches to every level until
// somebody takes it away: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_strategies.html
func fullAccess() awsfile.Policy {
	return awsfile.Policy{Name: "FullAWSAccess", Where: awsfile.Where{File: "FullAWSAccess"},
		Document: iampolicy.NewDocument(iampolicy.Allow("*").On("*"))}
}

// organizationPolicy returns a managed policy of AWS Organizations by its name.
func organizationPolicy(name string) (awsfile.Policy, bool) {
	switch strings.TrimPrefix(name, "arn:aws:organizations::aws:policy/") {
	case "FullAWSAccess", "service_control_policy/p-FullAWSAccess":
		full := fullAccess()
		full.Called = awsfile.ServicePolicy
		return full, true
	case "RCPFullAWSAccess", "resource_control_policy/p-RCPFullAWSAccess":
		full := fullAccess()
		full.Name, full.Where.File, full.Called = "RCPFullAWSAccess", "RCPFullAWSAccess", awsfile.ResourcePolicy
		full.Document.Statement.Items[0] = full.Document.Statement.Items[0].For(iampolicy.Anyone())
		return full, true
	}
	return awsfile.Policy{}, false
}

// completed is a level as it is judged: one that holds only Deny statements was
// given without FullAWSAccess, since it would allow nothing to anybody.
func completed(level []awsfile.Policy) []awsfile.Policy {
	if !onlyDenies(level) {
		return level
	}
	return append(slices.Clone(level), fullAccess())
}

func onlyDenies(level []awsfile.Policy) bool {
	return len(level) > 0 && !slices.ContainsFunc(level, func(p awsfile.Policy) bool {
		return slices.ContainsFunc(p.Document.Statement.Items, func(s iampolicy.Statement) bool { return s.Effect == iampolicy.EffectAllow })
	})
}

// levelIncomplete asks about a level that would allow nothing.
func levelIncomplete(j *job) (fs []finding) {
	for _, level := range j.in.scps {
		if onlyDenies(j.in.limiting(level, iampolicy.KindSCP)) {
			fs = append(fs, say(warning, level[0].Where, "add it to the level: -scp "+filesOf(level)+",FullAWSAccess",
				"this level of service control policies holds only Deny statements; every level has to allow what it does not deny, "+
					"mostly by FullAWSAccess, which is taken to be attached too")...)
		}
	}
	return fs
}

func filesOf(ps []awsfile.Policy) string {
	var files []string
	for _, p := range ps {
		files = append(files, fileOf(p))
	}
	return strings.Join(files, ",")
}
