package authz

import (
	"strings"

	"github.com/seed-293f0d42/ecrkit/ecrref"
	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/match"
)

// ResourcePolicy is the policy of one resource: of a repository, of a registry,
// of a role that can be assumed. It speaks only of what it is attached to. With
// a nil Policy it says that the resource has none. The zero ResourcePolicy
// grants and denies nothing.
type ResourcePolicy struct {
	// On is the ARN of the resource that the policy is attached to. A registry's
	// is "arn:aws:ecr:us-east-1:111122223333:*", with the partition, Region and
	// account that it is of. The policy of a bucket speaks of its objects too.
	//
	// An ARN of ECR that is neither a repository's nor a registry's is a mistake for
	// one: its policy denies whatever it denies, and grants nothing.
	//
	// If On is "", or not an ARN without wildcards, the place is not known: then
	// a statement without Resource grants nothing, since it may be another
	// resource's, and denies whatever it denies.
	On     string
	Policy *Policy
}

// bearing is what a resource policy has to do with the resource of a request.
type bearing uint8

const (
	bearsNothing  bearing = iota // it is another resource's
	bearsDenials                 // it may be another's: it denies, and grants nothing
	bearsUnplaced                // the place is not known: statements without Resource grant nothing
	bearsInRegion                // it speaks of the request if that is made in the registry's Region, which is not known
	bearsAll                     // it speaks of the resource, and of others beside it
	bearsOwn                     // it is the resource's own
)

// bearing says what the policy has to do with the resource of r.
func (p *ResourcePolicy) bearing(r *request) bearing {
	var on match.ARN
	switch isARN := on.Split(p.On) && on.IsARN(); {
	case isARN && on.IsRegistry():
		return registryBearing(&on, r)
	case isARN && p.On == r.Resource && on[match.ARNService] != "s3":
		return bearsOwn
	case isARN && p.On == r.Resource:
		return bearsAll // a bucket's, and of its objects
	case !isARN || match.HasWildcard(p.On):
		return bearsUnplaced
	case on[match.ARNService] == "ecr" && !isRepository(p.On):
		return bearsDenials
	case on[match.ARNService] == "s3" && strings.HasPrefix(r.Resource, p.On+"/"):
		return bearsAll
	}
	return bearsNothing
}

// isRepository reports whether an ARN of ECR is one of a repository. Another can
// only be a mistake for one.
func isRepository(arn string) bool {
	_, err := ecrref.ParseARN(arn)
	return err == nil
}

// registryBearing is the bearing of a registry's policy: on the repositories of
// its account and Region, and on what is asked of the registry itself. A request
// on "*" names no Region; only its context can, and an open one may.
func registryBearing(on *match.ARN, r *request) bearing {
	if r.IsARN {
		a := r.ARN
		a[match.ARNResource] = "*"
		return whether(a == *on, bearsAll)
	}
	region := r.Context.Values(regionKey)
	switch account := orThe(r.account(), r.Caller.Account); {
	case !match.EqualFold(r.Service, "ecr") || account != "" && account != on[match.ARNAccount]:
		return bearsNothing
	case account != "" && r.open != nil && !r.Context.Knows(regionKey):
		return bearsInRegion
	case account == "" || len(region) != 1:
		return bearsDenials
	default:
		return whether(region[0] == on[match.ARNRegion], bearsAll)
	}
}

// regionKey is the key of the Region that a request is made in.
const regionKey = "aws:RequestedRegion"

// inRegion is the condition that a request is made in the Region of an ARN.
func inRegion(arn string) *match.Condition {
	a, _ := match.SplitARN(arn)
	c, _ := match.NewCondition("StringEquals", regionKey, []string{a[match.ARNRegion]}, false, match.Plain)
	return &c
}

func whether(is bool, b bearing) bearing {
	if is {
		return b
	}
	return bearsNothing
}

// isOf reports whether the policy is the one of the resource of r itself, so
// that there is no other to see.
func (p *ResourcePolicy) isOf(r *request) bool {
	if r.IsARN {
		return p.On == r.Resource
	}
	return p.bearing(r) == bearsAll
}
