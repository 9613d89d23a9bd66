package main

import (
	"errors"
	"fmt"

	"github.com/aws/aws-sdk-go-v2/aws"
)

// gap is a question to which AWS has nothing to say, or said nothing.
type gap struct {
	Question string `json:"question"`        // what was asked for, such as role
	Resource string `json:"resource"`        // about what: a name, an ARN, an image
	Action   string `json:"action"`          // the IAM action of the call
	Code     string `json:"code"`            // AWS's code for the error, or one of our own
	Message  string `json:"message"`         // a whole sentence
	Allow    string `json:"allow,omitempty"` // the IAM action that would bring the answer, where a permission would
}

// The questions, by the names that stand in gaps.
const (
	askIdentity          = "caller-identity"
	askTaskDefinition    = "task-definition"
	askService           = "service"
	askCapacityProviders = "capacity-providers"
	askInstances         = "container-instances"
	askRole              = "role"
	askImage             = "image"
	askPlatforms         = "platforms"
	askRepositoryPolicy  = "repository-policy"
	askRegistryPolicy    = "registry-policy"
	askCacheRules        = "cache-rules"
	askTemplates         = "creation-templates"
)

// lacks notes why a question has no answer: among what is absent when AWS says
// so, else among what is unanswered. It reports whether there was an error.
func (s *snapshot) lacks(question, resource, about string, err error) bool {
	if err == nil {
		return false
	}
	f := asFailure(err)
	g := gap{Question: question, Resource: resource, Action: f.action, Code: f.code}
	if f.isAbsent() {
		g.Message = s.absence(g, about, f.message())
		s.Absent = append(s.Absent, g)
		return true
	}
	g.Message = fmt.Sprintf("the %s is not known, because %s", about, f.because())
	if f.isDenied() {
		g.Allow = f.action
	}
	s.Unanswered = append(s.Unanswered, g)
	return true
}

// isNamed reports whether the gap is about something that a flag names. That an
// image or a role does not exist is an answer for preflight to judge.
func (g gap) isNamed() bool {
	return g.Question == askTaskDefinition || g.Question == askService || g.Question == askInstances
}

// absence is the sentence for what does not exist. For what a flag names it says
// where it was looked for, as it may well be elsewhere.
func (s *snapshot) absence(g gap, about, says string) string {
	if !g.isNamed() {
		return fmt.Sprintf("there is no %s: %s", about, says)
	}
	place := s.Region
	if id := s.CallerIdentity; id != nil {
		place += " of account " + aws.ToString(id.Account)
	}
	return fmt.Sprintf("there is no %s in %s (AWS says: %s): check the name, -region and -profile", about, place, says)
}

func asFailure(err error) *failure {
	if f := (*failure)(nil); errors.As(err, &f) {
		return f
	}
	return &failure{code: unreadable, err: err}
}
