package awsfile

import "github.com/seed-293f0d42/ecrkit/examples/internal/tree"

// CacheRule is a pull-through cache rule as describe-pull-through-cache-rules
// prints it.
type CacheRule struct {
	Where            Where
	RegistryID       string
	Region           string // of the registry; "" where the file does not say, as the CLI's output does not
	Prefix, Upstream string
	UpstreamPrefix   string // "" and ROOT are the same
}

// CacheRules reads the output of aws ecr describe-pull-through-cache-rules.
func CacheRules(f File) ([]CacheRule, error) {
	list := f.Root.Get("pullThroughCacheRules")
	if !list.Is(tree.Array) {
		return nil, f.Errorf(f.Root, "this is not the output of aws ecr describe-pull-through-cache-rules: it has no pullThroughCacheRules")
	}
	var rules []CacheRule
	for _, n := range list.Items {
		rules = append(rules, CacheRule{
			Where: f.At(n), RegistryID: n.Get("registryId").Str(),
			Prefix: n.Get("ecrRepositoryPrefix").Str(), Upstream: n.Get("upstreamRegistryUrl").Str(),
			UpstreamPrefix: n.Get("upstreamRepositoryPrefix").Str(),
		})
	}
	return rules, nil
}
