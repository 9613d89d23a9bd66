package iampolicy

import (
	"strconv"
	"strings"

	"github.com/seed-293f0d42/ecrkit/ecrref"
	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/match"
)

// This file is the only one that knows package ecrref: it turns references into
// the ARNs of their repositories. Images of several accounts, regions and
// partitions get one statement for each account and region. IAM takes only ARNs
// of its own partition: give the images of one partition at a time where there
// are several.

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

// Pull lets its holder pull the images and no others: the login on "*", which
// it needs, and the rest on the images' repositories. Images of the public
// gallery need no permission and are left out; if no other is given, that is
// an error, and so is no image at all or a zero Ref.
func Pull(refs ...ecrref.Ref) (Document, error) {
	groups, err := privateRepositories("Pull", refs)
	if err != nil {
		return Document{}, err
	}
	return pull(groups), nil
}

// pullActions are the actions of a pull after the login. A pull needs the last
// two; ECS documents all three.
var pullActions = []string{ECRBatchCheckLayerAvailability, ECRBatchGetImage, ECRGetDownloadUrlForLayer}

func pull(groups [][]string) Document {
	return NewDocument(append(onEach(groups, pullActions...), login())...)
}

// Push lets its holder push the images and no others. It knows private
// repositories only: a reference to the public gallery, which does not tell
// the account that owns it, is an error.
func Push(refs ...ecrref.Ref) (Document, error) {
	groups, err := pushRepositories("Push", refs)
	if err != nil {
		return Document{}, err
	}
	return push(groups), nil
}

// pushActions are the actions of a push after the login. The guide has added
// ecr:BatchGetImage, which reads the manifest that is there.
var pushActions = []string{
	ECRCompleteLayerUpload, ECRUploadLayerPart, ECRInitiateLayerUpload, ECRBatchCheckLayerAvailability, ECRPutImage, ECRBatchGetImage,
}

func push(groups [][]string) Document {
	return NewDocument(append(onEach(groups, pushActions...), login())...)
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

// privateRepositories returns the ARNs of the repositories of refs, grouped by
// account and region, without the public ones.
func privateRepositories(recipe string, refs []ecrref.Ref) ([][]string, error) {
	if err := checkRefs(recipe, refs); err != nil {
		return nil, err
	}
	var arns []string
	for _, r := range refs {
		if a, ok := r.Repository().ARN(); ok {
			arns = append(arns, a)
		}
	}
	if arns == nil {
		return nil, &RecipeError{
			"iampolicy." + recipe,
			refs[0].String(),
			"pulling from the public gallery needs no permission",
			"give the images of private registries",
		}
	}
	return groupARNs(arns), nil
}

func pushRepositories(recipe string, refs []ecrref.Ref) ([][]string, error) {
	for _, r := range refs {
		if r.Registry().Kind() == ecrref.Public {
			return nil, &RecipeError{
				"iampolicy." + recipe,
				r.String(),
				"a public reference does not tell the account that owns the repository",
				"write the statement with the ecr-public actions and the repository's ARN",
			}
		}
	}
	return privateRepositories(recipe, refs)
}

func checkRefs(recipe string, refs []ecrref.Ref) error {
	for i, r := range refs {
		if !r.IsValid() {
			return &RecipeError{"iampolicy." + recipe, "", "image " + strconv.Itoa(i) + " is the zero Ref", "parse it with ecrref.Parse"}
		}
	}
	if len(refs) == 0 {
		return &RecipeError{"iampolicy." + recipe, "", "no image is given", "give at least one"}
	}
	return nil
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
		a, _ := match.SplitARN(resource)
		owner := strings.TrimSuffix(resource, a[match.ARNResource])
		i, found := group[owner]
		if !found {
			i = len(groups)
			group[owner], groups = i, append(groups, nil)
		}
		groups[i] = append(groups[i], resource)
	}
	return groups
}
