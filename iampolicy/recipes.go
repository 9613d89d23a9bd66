package iampolicy

import "strings"

// Recipes are the policies that AWS's guides print for ECR and ECS, with the
// guides' samples replaced by arguments. Each is a plain function; the
// catalogue (Recipes, LookupRecipe) lists them by a stable id. Their actions
// are in the guides' order.

// ECSPull is the policy that Amazon ECS needs to pull images from Amazon ECR,
// as AWS prints it in "Using Amazon ECR images with Amazon ECS" (ECR user
// guide): 194 bytes in compact form. It allows the four actions on every
// repository; Pull allows them on those of given images only.
func ECSPull() Document {
	return NewDocument(Allow(
		ECRBatchCheckLayerAvailability,
		ECRBatchGetImage,
		ECRGetDownloadUrlForLayer,
		ECRGetAuthorizationToken,
	).On("*"))
}

// PublicLogin lets its holder log in to the Amazon ECR Public Gallery, for
// more pulls in a time than without. Pulling anonymously needs no permission.
// The calls go to us-east-1.
func PublicLogin() Document {
	return NewDocument(Allow(ECRPublicGetAuthorizationToken, "sts:GetServiceBearerToken").On("*"))
}

// login allows the login that comes before every pull and push. The action has
// no resource type: on anything but "*" it would not be allowed.
func login() Statement { return Allow(ECRGetAuthorizationToken).On("*") }

// onEach returns one statement for each list of resources.
func onEach(groups [][]string, actions ...string) []Statement {
	var statements []Statement
	for _, resources := range groups {
		statements = append(statements, Allow(actions...).On(resources...))
	}
	return statements
}

// groupARNs puts the ARNs of one partition, service, region and account into
// one list, each ARN once, in the order in which they come.
func groupARNs(arns []string) (groups [][]string) {
	group, seen := map[string]int{}, map[string]bool{}
	for _, resource := range arns {
		if seen[resource] {
			continue
		}
		seen[resource] = true
		owner := strings.TrimSuffix(resource, resourcePart(resource))
		i, found := group[owner]
		if !found {
			i = len(groups)
			group[owner], groups = i, append(groups, nil)
		}
		groups[i] = append(groups[i], resource)
	}
	return groups
}

// resourcePart returns the last of the six parts of an ARN, "" if s is none.
func resourcePart(s string) string {
	a, _ := splitARN(s)
	return a[5]
}

// asList returns v written as a list even where it has one element, as some of
// AWS's samples are.
func (v OneOrMany[T]) asList() OneOrMany[T] {
	v.Single = false
	return v
}

// rootARNs returns the principals that stand for whole accounts.
func rootARNs(partition string, accounts []string) []string {
	arns := make([]string, len(accounts))
	for i, a := range accounts {
		arns[i] = "arn:" + partition + ":iam::" + a + ":root"
	}
	return arns
}
