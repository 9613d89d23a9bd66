package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/seed-293f0d42/ecrkit/ecrref"
	"github.com/seed-293f0d42/ecrkit/ecrref/pullcache"
	"github.com/seed-293f0d42/ecrkit/examples/internal/awsfile"
	"github.com/seed-293f0d42/ecrkit/examples/internal/cli"
	"github.com/seed-293f0d42/ecrkit/examples/internal/hint"
	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/authz"
)

// cacheFirstPull judges the first pull through a cache rule: ECR then has to find
// the image upstream, and asks for permissions that later pulls do not need. A rule
// that was given leaves the answer open, because the image may be cached already; one
// that is, or a prefix that only looks like a rule's, is worth a note.
func cacheFirstPull(j *job, p *pull) []finding {
	if p.question == nil {
		return nil
	}
	rule, given := j.cacheRule(p.ref)
	switch {
	case rule.Prefix == "":
		return nil
	case !given, j.isStored(p):
		return p.question.importable(rule, note)
	}
	return slices.Concat(wrongName(rule, p), p.question.importable(rule, warning), p.question.shutOut())
}

// isStored reports whether AWS says that ECR has the image, so that this is no first
// pull of it.
func (j *job) isStored(p *pull) bool {
	f, asked := j.in.facts[p.ref]
	return asked && f.missing == "" && !f.unknown
}

// mayBeCached reports whether the repository stands under a cache rule, or looks so,
// or AWS refused to say.
func (j *job) mayBeCached(ref ecrref.Ref) bool {
	rule, _ := j.cacheRule(ref)
	return rule.Prefix != "" || slices.ContainsFunc(j.in.unanswered, func(q awsfile.Question) bool {
		return q.Kind == "cache-rules" && j.in.concerns(q, ref)
	})
}

// cacheRule is the rule that the repository stands under, the one with the longest
// prefix; ROOT holds for what is under no other. Without rules it is guessed from
// the prefixes that the ECR console proposes.
func (j *job) cacheRule(ref ecrref.Ref) (rule pullcache.Rule, given bool) {
	for _, r := range j.in.cacheRules {
		candidate := ruleFor(r, ref.Registry())
		if !isOf(r.RegistryID, ref.Registry().AccountID()) || !isOf(r.Region, ref.Registry().Region()) || !holds(candidate, ref) {
			continue
		}
		if rule.Prefix == "" || rule.Prefix == pullcache.Root || candidate.Prefix != pullcache.Root && len(candidate.Prefix) > len(rule.Prefix) {
			rule = candidate
		}
	}
	if rule.Prefix != "" || j.in.cacheRules != nil && j.in.cacheRegistries == nil || slices.Contains(j.in.cacheRegistries, registryID(ref)) {
		return rule, true
	}
	return usualRule(ref), false
}

// isOf reports whether what a file says, if it does, is the value.
func isOf(said, value string) bool { return said == "" || said == value }

func ruleFor(r awsfile.CacheRule, g ecrref.Registry) pullcache.Rule {
	return pullcache.Rule{Registry: g, Prefix: r.Prefix, Upstream: r.Upstream, UpstreamPrefix: r.UpstreamPrefix}
}

func holds(r pullcache.Rule, ref ecrref.Ref) bool {
	return r.Prefix == pullcache.Root || strings.HasPrefix(ref.Repository().Name(), strings.TrimSuffix(r.Prefix, "/")+"/")
}

// usualUpstreams are the registries for which the ECR console proposes a prefix.
var usualUpstreams = []string{"public.ecr.aws", "registry.k8s.io", "quay.io", "registry-1.docker.io", "ghcr.io",
	"registry.gitlab.com", "cgr.dev"}

// usualRule is a rule by whose usual prefix the repository is named.
func usualRule(ref ecrref.Ref) pullcache.Rule {
	prefix, _, _ := strings.Cut(ref.Repository().Name(), "/")
	for _, host := range usualUpstreams {
		if usual, _ := pullcache.DefaultPrefix(host); usual == prefix {
			return pullcache.Rule{Registry: ref.Registry(), Prefix: prefix, Upstream: host}
		}
	}
	return pullcache.Rule{}
}

// wrongName reports a name that no image has upstream.
func wrongName(rule pullcache.Rule, p *pull) []finding {
	upstream, err := rule.ToUpstream(p.ref)
	if e := (*ecrref.ParseError)(nil); errors.As(err, &e) {
		return p.at(warning, hint.Plain(e.Hint), "%s is filled by a pull-through cache rule: %s", p.ref.Repository(), e.Msg)
	}
	plain, isOfficial := strings.CutPrefix(upstream, "docker.io/library/")
	if !isOfficial || !strings.Contains(plain, "/") {
		return nil
	}
	fix := "leave out library/"
	if ref, err := rule.FromUpstream("docker.io/" + plain); err == nil {
		fix = "write " + ref.String()
	}
	return p.at(warning, fix, "library/ holds the official images of Docker Hub, whose names have one part, and %s is none of them: "+
		"the first pull of it fails", cutTag(plain))
}

func cutTag(image string) string {
	image, _, _ = strings.Cut(image, "@")
	image, _, _ = strings.Cut(image, ":")
	return image
}

// importNeeds are what the first pull needs beside a pull: to fetch the image,
// and to create the repository where no creation template of the registry does.
// https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache-iam.html
func importNeeds(repository string) []authz.Need {
	return []authz.Need{
		{Action: "ecr:BatchImportUpstreamImage", Resource: repository, Why: "to fetch the image from upstream"},
		{Action: createRepository, Resource: repository, Why: "to create its repository"},
	}
}

// withoutAssumed asks by the policies that were given alone.
func (q *question) withoutAssumed() *question {
	other := *q
	other.access.Resource = other.access.Resource[:len(q.resource())]
	return &other
}

// importable says who still has to allow the first pull: the role itself, and for a
// cache of another account the registry policy of that account.
func (q *question) importable(rule pullcache.Rule, s severity) (fs []finding) {
	var lacking, refused []string
	arn, _ := q.pull.ref.Repository().ARN()
	for _, r := range q.withoutAssumed().check(importNeeds(arn)).Results {
		switch {
		case r.Decision.Outcome == authz.Allowed, r.Need.Action == createRepository && q.creationTemplate() != nil:
		case q.access.Identity.Decide(r.Request).Outcome != authz.Allowed:
			lacking = append(lacking, r.Need.Action)
		default:
			refused = append(refused, r.Need.Action)
		}
	}
	if lacking != nil {
		fs = append(fs, q.pull.at(s, q.grantImport(arn, lacking),
			"the repository is filled from %s by a pull-through cache rule, and the role may not call %s: the first pull of an image fails%s",
			rule.Upstream, strings.Join(lacking, " and "), orTemplate(lacking))...)
	}
	if refused != nil {
		fs = append(fs, q.refusedImport(rule, arn, s, refused)...)
	}
	return fs
}

const createRepository = "ecr:CreateRepository"

func orTemplate(actions []string) string {
	if len(actions) == 1 && actions[0] == createRepository {
		return " unless the repository is there already or a repository creation template of the registry covers it"
	}
	return ""
}

// creationTemplate is the one by which ECR itself makes the repository, nil for none:
// the longest prefix of those that hold for cache rules, and ROOT after all others.
// https://docs.aws.amazon.com/AmazonECR/latest/userguide/slr-rct.html
func (q *question) creationTemplate() (found *awsfile.CreationTemplate) {
	ref := q.pull.ref
	for _, t := range q.in.creationTemplates {
		if !t.ForCache || !isOf(t.RegistryID, ref.Registry().AccountID()) || !isOf(t.Region, ref.Registry().Region()) ||
			!holds(pullcache.Rule{Prefix: t.Prefix.Value}, ref) {
			continue
		}
		if found == nil || found.Prefix.Value == pullcache.Root ||
			t.Prefix.Value != pullcache.Root && len(t.Prefix.Value) > len(found.Prefix.Value) {
			found = &t
		}
	}
	return found
}

// shutOut reports a repository that the first pull makes and whose policy, which it
// has from the creation template, keeps the role from pulling.
func (q *question) shutOut() []finding {
	t := q.creationTemplate()
	if t == nil || t.Policy == nil || q.guess {
		return nil
	}
	made := *q
	made.repository, made.access.Resource = []awsfile.Policy{*t.Policy}, nil
	if made.attach() != nil || !q.report.OK() {
		return nil
	}
	says := "does not let the role pull"
	report := made.check(authz.PullNeeds(q.pull.ref))
	if report.OK() {
		return nil
	}
	if keys := missingKeys(report.Results); len(keys) > 0 {
		says += " as far as is known: it hangs on " + strings.Join(keys, ", ")
	}
	return say(warning, t.Where, "change the repository policy of the template so that it lets "+q.role.arn+" pull",
		"the first pull makes the repository of %s by the creation template for %s, whose repository policy %s",
		q.pull.ref, t.Prefix.Value, says)
}

func (q *question) grantImport(arn string, actions []string) string {
	return q.addition(authz.Fix{Kind: iampolicy.KindIdentity, Add: iampolicy.NewDocument(iampolicy.Allow(actions...).On(arn))})
}

// refusedImport: the role's policies allow the import and something else does not.
func (q *question) refusedImport(rule pullcache.Rule, arn string, s severity, actions []string) []finding {
	registry := q.pull.ref.Registry()
	if !q.isCrossAccount(q.pull) {
		return q.pull.at(s, "look for what else has to allow them: permissions boundary, service control policies, endpoint policy",
			"the repository is filled from %s by a pull-through cache rule, and %s is not allowed beside the role's policies: "+
				"the first pull of an image fails",
			rule.Upstream, strings.Join(actions, " and "))
	}
	statement := iampolicy.Allow(actions...).On(arn).For(iampolicy.AWS(q.role.arn))
	fix := fmt.Sprintf("pass -registry-policy FILE with the output of\naws ecr get-registry-policy --region %s\n"+
		"(run by account %s); it needs %s",
		registry.Region(), registry.AccountID(), statement)
	says := "was not given"
	if len(q.registry) > 0 {
		says = "does not allow it"
		fix = fmt.Sprintf("aws ecr put-registry-policy --region %s --policy-text %s\n"+
			"(run by account %s; this replaces the whole registry policy)",
			registry.Region(), cli.ShellQuote(whole(q.registry, iampolicy.NewDocument(statement)).String()), registry.AccountID())
	}
	return q.pull.at(s, fix, "the repository is filled from %s by a pull-through cache rule of account %s: for the first pull of an image "+
		"the registry policy of that account has to allow %s %s, and it %s", rule.Upstream, registry.AccountID(), q.role.arn,
		strings.Join(actions, " and "), says)
}
