package main

import (
	"slices"

	"github.com/seed-293f0d42/ecrkit/ecrref"
	"github.com/seed-293f0d42/ecrkit/examples/internal/awsfile"
)

// What AWS refused to show exists all the same, for all that is known. So it is a
// warning wherever the answer may hang on it, and the verdict is undecided.

// unanswered is the finding for a question that AWS did not answer.
func unanswered(q awsfile.Question, s severity) []finding {
	fix := ""
	if q.Allow != "" {
		fix = "allow the caller " + q.Allow + ", and take the snapshot anew"
	}
	f := say(s, q.Where, fix, "%s", q.Message)
	f[0].Rule = "aws-unanswered"
	return f
}

// awsUnanswered lists what leaves the whole question open.
func awsUnanswered(in *input) []finding { return in.saidBefore("aws-unanswered") }

// saidBefore returns the findings of one rule that reading the input made.
func (in *input) saidBefore(rule string) []finding {
	return slices.DeleteFunc(slices.Clone(in.unknown), func(f finding) bool { return f.Rule != rule })
}

// awsUnansweredRole lists what AWS did not say of the role that pulls, and as
// notes, of the role of the application.
func awsUnansweredRole(j *job) (fs []finding) {
	for _, q := range j.in.unanswered {
		switch {
		case !j.in.rolesAsked || q.Kind != "role":
		case q.Resource == j.role.arn:
			fs = append(fs, unanswered(q, warning)...)
		case q.Resource == j.task.TaskRoleARN.Value:
			fs = append(fs, unanswered(q, note)...)
		}
	}
	return fs
}

// awsUnansweredImage lists what AWS did not say of an image, its repository and its
// registry.
func awsUnansweredImage(j *job, p *pull) (fs []finding) {
	if !p.isPrivate() {
		return nil
	}
	for _, q := range j.in.unanswered {
		if j.in.concerns(q, p.ref) {
			fs = append(fs, unanswered(q, severityOf(q))...)
		}
	}
	return fs
}

// concerns reports whether a question is about an image, and no file answers it.
func (in *input) concerns(q awsfile.Question, ref ecrref.Ref) bool {
	switch q.Kind {
	case "image", "platforms":
		return q.Resource == ref.String()
	case "repository-policy":
		return q.Resource == repositoryID(ref) && !slices.ContainsFunc(in.repository, func(p awsfile.Policy) bool {
			return fitsRegistry(p, ref) && fitsRepository(p, ref)
		})
	case "registry-policy":
		return isHostOf(q.Resource, ref) && !slices.ContainsFunc(in.registry, func(p awsfile.Policy) bool { return fitsRegistry(p, ref) })
	case "cache-rules", "creation-templates":
		return isHostOf(q.Resource, ref)
	}
	return false
}

// severityOf is a note where the pull of an image that is there does not hang on
// the answer. The policy of another account's registry is one of the layers that
// are presumed not to stand in the way.
func severityOf(q awsfile.Question) severity {
	switch {
	case q.Kind == "cache-rules", q.Kind == "creation-templates":
		return note
	case q.Kind == "registry-policy" && q.Code == "NotAsked":
		return note
	}
	return warning
}

// isUnseen reports whether AWS refused to show one of the policies of an image,
// which may allow what the others do not.
func (in *input) isUnseen(ref ecrref.Ref) bool {
	return slices.ContainsFunc(in.unanswered, func(q awsfile.Question) bool {
		isPolicy := q.Kind == "repository-policy" || q.Kind == "registry-policy"
		return isPolicy && in.concerns(q, ref) && severityOf(q) == warning
	})
}

// isHostOf reports whether host is that of an image's registry, in any form.
func isHostOf(host string, ref ecrref.Ref) bool {
	g, err := ecrref.ParseRegistry(host)
	return err == nil && g.AccountID() == ref.Registry().AccountID() && g.Region() == ref.Registry().Region()
}
