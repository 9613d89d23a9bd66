package main

import (
	"context"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ecr"
	"github.com/aws/aws-sdk-go-v2/service/ecr/types"
	"github.com/seed-293f0d42/ecrkit/ecrref"
	"github.com/seed-293f0d42/ecrkit/ecrref/pullcache"
)

// cacheRulesAnswer is what aws ecr describe-pull-through-cache-rules prints.
type cacheRulesAnswer struct {
	PullThroughCacheRules []cacheRule `json:"pullThroughCacheRules"`
}

type cacheRule struct {
	EcrRepositoryPrefix      *string                `json:"ecrRepositoryPrefix,omitempty"`
	UpstreamRegistryURL      *string                `json:"upstreamRegistryUrl,omitempty"`
	UpstreamRepositoryPrefix *string                `json:"upstreamRepositoryPrefix,omitempty"`
	UpstreamRegistry         types.UpstreamRegistry `json:"upstreamRegistry,omitempty"`
	CredentialArn            *string                `json:"credentialArn,omitempty"`
	CustomRoleArn            *string                `json:"customRoleArn,omitempty"`
	RegistryID               *string                `json:"registryId,omitempty"`
}

// cacheRules asks for the pull-through cache rules of a registry.
func (c *collector) cacheRules(ctx context.Context, registry ecrref.Registry) {
	host := registryHost(registry)
	answer, err := c.describeCacheRules(ctx, registry)
	if !c.out.lacks(askCacheRules, host, "list of pull-through cache rules of the registry "+host, err) {
		put(&c.out.CacheRules, host, answer)
	}
}

func (c *collector) describeCacheRules(ctx context.Context, registry ecrref.Registry) (cacheRulesAnswer, error) {
	answer := cacheRulesAnswer{[]cacheRule{}}
	if err := c.ownRegistry(registry, "ecr:DescribePullThroughCacheRules"); err != nil {
		return answer, err
	}
	in := &ecr.DescribePullThroughCacheRulesInput{RegistryId: aws.String(registry.AccountID())}
	for page, err := range pages(ctx, ecr.NewDescribePullThroughCacheRulesPaginator(c.ecr(registry), in)) {
		if err != nil {
			return answer, err
		}
		for _, r := range page.PullThroughCacheRules {
			answer.PullThroughCacheRules = append(answer.PullThroughCacheRules, cacheRule{
				r.EcrRepositoryPrefix, r.UpstreamRegistryUrl, r.UpstreamRepositoryPrefix, r.UpstreamRegistry,
				r.CredentialArn, r.CustomRoleArn, r.RegistryId,
			})
		}
	}
	return answer, nil
}

// ownRegistry fails for a registry that the credentials cannot ask about.
func (c *collector) ownRegistry(registry ecrref.Registry, action string) error {
	if err := c.reachable(registry, action); err != nil {
		return err
	}
	return c.own(registry.AccountID(), action)
}

// answeredFor fails when an answer is about another registry than the question.
func (c *collector) answeredFor(registry ecrref.Registry, action string, id *string, err error) error {
	if err == nil && c.account() == "" && aws.ToString(id) != registry.AccountID() {
		return fail(action, notAsked, "AWS tells it only to account %s, and answered for %s", registry.AccountID(), aws.ToString(id))
	}
	return err
}

// isCached reports whether an image stands under a rule.
func isCached(rules cacheRulesAnswer, ref ecrref.Ref) bool {
	for _, r := range rules.PullThroughCacheRules {
		prefix := aws.ToString(r.EcrRepositoryPrefix)
		if prefix == pullcache.Root || strings.HasPrefix(ref.Repository().Name(), strings.TrimSuffix(prefix, "/")+"/") {
			return true
		}
	}
	return false
}
