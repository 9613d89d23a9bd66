package authz

import (
	"github.com/seed-293f0d42/ecrkit/ecrref"
	"github.com/seed-293f0d42/ecrkit/iampolicy"
)

// Need is one action on one resource that something has to be allowed to do.
// The zero Need can never be met.
type Need struct {
	Action   string // "ecr:BatchGetImage"
	Resource string // ARN, or "*" for an action without resource types
	Level    Level
	Why      string              // what it is for, in a few words
	Context  map[string][]string // condition keys for it; they add to Request.Context and win over it
}

// Level says what happens when a need is not met. The zero Level is Required.
type Level uint8

// The levels.
const (
	Required    Level = iota // it fails
	Recommended              // it works, but AWS documents the permission
	Optional                 // something beside it does not work
)

var levels = [...]string{"required", "recommended", "optional"}

// String returns "required", "recommended" or "optional".
func (l Level) String() string {
	if int(l) < len(levels) {
		return levels[l]
	}
	return "Level(?)"
}

// pullNeeds are the needs of a pull from a private repository. A pull asks for
// a token, fetches the manifest and then each missing layer. AWS's published
// statement also has BatchCheckLayerAvailability, which only a push calls and
// AWS's managed policy AmazonEC2ContainerRegistryPullOnly leaves out.
func pullNeeds(repository string) []Need {
	return []Need{
		{iampolicy.ECRGetAuthorizationToken, "*", Required, "log in to the registry", absent(iampolicy.NoResource)},
		{iampolicy.ECRBatchGetImage, repository, Required, "fetch the manifest", nil},
		{iampolicy.ECRGetDownloadUrlForLayer, repository, Required, "fetch the layers", nil},
		{iampolicy.ECRBatchCheckLayerAvailability, repository, Recommended, "part of AWS's published pull statement", nil},
	}
}

// PullNeeds lists what pulling the image needs. The Context of a Need holds what
// its request never has whoever pulls: the login is about no resource, and so it
// has no tags of one. What else is known of the caller is the caller's to add. An image of the public gallery
// needs nothing. A zero Ref has needs that nobody can meet, so that no check of
// it succeeds. Images that a pull through cache rule fetches for the first time
// need more: see PullThroughCache.
func PullNeeds(ref ecrref.Ref) []Need {
	if ref.Registry().Kind() == ecrref.Public {
		return nil
	}
	repository, _ := ref.Repository().ARN()
	needs := pullNeeds(repository)
	if !ref.IsValid() {
		needs[0].Resource = ""
	}
	return needs
}

// absent is a context in which the keys are known to be absent that a request
// never holds.
func absent(c iampolicy.Circumstance) map[string][]string {
	context := map[string][]string{}
	for k := range iampolicy.AbsentKeys(c) {
		context[k.Name] = nil
	}
	return context
}
