package terraform

import (
	"fmt"
	"strings"

	"github.com/seed-293f0d42/ecrkit/examples/internal/cloudformation"
	"github.com/seed-293f0d42/ecrkit/examples/internal/tree"
)

// Value returns an attribute of the resource as far as it is known. It is nil
// where the resource does not have it.
func (r *Resource) Value(name string) *tree.Node {
	v := r.values.Get(name)
	unknown := r.unknown.Get(name)
	switch {
	case v != nil && !v.Is(tree.Null) && !holdsTrue(unknown):
		return v
	case v != nil && !v.Is(tree.Null):
		return merge(r, v, unknown)
	case unknown.Is(tree.Bool) && unknown.Text == "true":
		return r.follow(name, unknown)
	case holdsTrue(unknown): // of a list or an object everything is left out
		return r.gap(name, unknown, nil)
	}
	return v
}

// holdsTrue reports whether anything in after_unknown is not known.
func holdsTrue(n *tree.Node) bool {
	if n.Is(tree.Bool) {
		return n.Text == "true"
	}
	for _, item := range n.List() {
		if holdsTrue(item) {
			return true
		}
	}
	for _, m := range n.MemberList() {
		if holdsTrue(m.Value) {
			return true
		}
	}
	return false
}

// merge puts gaps into a list or an object of which a part is not known.
func merge(r *Resource, v, unknown *tree.Node) *tree.Node {
	switch {
	case unknown.Is(tree.Bool) && unknown.Text == "true":
		return r.gap("", v, nil)
	case v.Is(tree.Array) && unknown.Is(tree.Array):
		var items []*tree.Node
		for i, item := range v.Items {
			if i < len(unknown.Items) && holdsTrue(unknown.Items[i]) {
				item = merge(r, item, unknown.Items[i])
			}
			items = append(items, item)
		}
		return v.WithItems(items)
	case v.Is(tree.Object) && unknown.Is(tree.Object):
		var members []tree.Member
		for _, m := range v.Members {
			if !holdsTrue(unknown.Get(m.Key)) {
				members = append(members, m)
			}
		}
		for _, m := range unknown.Members {
			if holdsTrue(m.Value) {
				at := v.Get(m.Key)
				if at == nil || at.Is(tree.Null) {
					at = v
				}
				members = append(members, tree.Member{Key: m.Key, Value: merge(r, at, m.Value)})
			}
		}
		return v.WithMembers(members)
	}
	return r.gap("", v, nil)
}

// gap is a value that is known after apply.
func (r *Resource) gap(name string, at *tree.Node, references []string) *tree.Node {
	why := strings.TrimSuffix(r.Address+"."+name, ".") + " is known after apply"
	if len(references) > 0 {
		why += ", it hangs on " + strings.Join(references, ", ")
	}
	const text = "${known after apply}"
	return at.WithText(text, tree.Gap{Text: text, Node: at, Why: why, Tell: "apply, and give the state: terraform show -json"})
}

// attribute is what AWS makes of a resource when it creates it, as the pages of
// the provider say under "Attribute Reference":
// https://registry.terraform.io/providers/hashicorp/aws/latest/docs
type attribute struct{ resource, name, pattern string }

var attributes = []attribute{
	{"aws_iam_role", "arn", "arn:${partition}:iam::${account}:role${path}${name}"},
	{"aws_iam_role", "id", "${name}"},
	{"aws_iam_role", "name", "${name}"},
	{"aws_iam_policy", "arn", "arn:${partition}:iam::${account}:policy${path}${name}"},
	{"aws_iam_policy", "id", "arn:${partition}:iam::${account}:policy${path}${name}"},
	{"aws_ecr_repository", "arn", "arn:${partition}:ecr:${region}:${account}:repository/${name}"},
	{"aws_ecr_repository", "id", "${name}"},
	{"aws_ecr_repository", "name", "${name}"},
	{"aws_ecr_repository", "registry_id", "${account}"},
	{"aws_ecr_repository", "repository_url", "${account}.dkr.ecr.${region}.${suffix}/${name}"},
	{"aws_ecs_cluster", "arn", "arn:${partition}:ecs:${region}:${account}:cluster/${name}"},
	{"aws_ecs_cluster", "id", "arn:${partition}:ecs:${region}:${account}:cluster/${name}"},
	{"aws_ecs_cluster", "name", "${name}"},
	{"aws_ecs_task_definition", "arn", "arn:${partition}:ecs:${region}:${account}:task-definition/${family}:1"},
	{"aws_ecs_task_definition", "arn_without_revision", "arn:${partition}:ecs:${region}:${account}:task-definition/${family}"},
	{"aws_secretsmanager_secret", "arn", "arn:${partition}:secretsmanager:${region}:${account}:secret:${name}-a1B2c3"},
	{"aws_secretsmanager_secret", "id", "arn:${partition}:secretsmanager:${region}:${account}:secret:${name}-a1B2c3"},
	{"aws_vpc_endpoint", "id", "${address}"}, // which tells it from others
	{"aws_caller_identity", "account_id", "${account}"},
	{"aws_region", "name", "${region}"},
	{"aws_region", "region", "${region}"},
	{"aws_region", "id", "${region}"},
	{"aws_partition", "partition", "${partition}"},
	{"aws_partition", "dns_suffix", "${suffix}"},
}

// created returns an attribute that follows from the others, nil for none.
func (r *Resource) created(name string, at *tree.Node) *tree.Node {
	for _, a := range attributes {
		if a.resource == r.Type && a.name == name {
			return r.fill(a.pattern, at)
		}
	}
	return nil
}

func (r *Resource) fill(pattern string, at *tree.Node) *tree.Node {
	var gaps []tree.Gap
	known := func(name, value, tell string) string {
		if strings.Contains(pattern, "${"+name+"}") {
			r.state.Asked = r.state.Asked || tell != ""
			if value == "" {
				value = "${" + name + "}"
				gaps = append(gaps, tree.Gap{Text: value, Node: at, Tell: tell, Why: "the " + name + " that " + r.Address + " is made in is not known"})
			}
		}
		return value
	}
	region, account := r.region(), r.state.account()
	text := strings.NewReplacer(
		"${account}", known("account", account, "pass -account ID"),
		"${region}", known("region", region, "pass -region REGION"),
		"${partition}", known("partition", cloudformation.Partition(region), "pass -region REGION"),
		"${suffix}", known("suffix", cloudformation.URLSuffix(region), "pass -region REGION"),
		"${name}", r.name("name"), "${family}", r.name("family"), "${path}", r.path(), "${address}", r.Address,
	).Replace(pattern)
	return at.WithText(text, gaps...)
}

// name is the name of the resource, or one made up where Terraform makes it up.
func (r *Resource) name(attribute string) string {
	if v := r.values.Get(attribute).Str(); v != "" {
		return v
	}
	return GeneratedName(r.values.Get(attribute+"_prefix").Str(), r.Address)
}

// GeneratedName is a name for a resource of which Terraform makes up the name, or
// what follows a prefix: it only has to be unlike any other.
func GeneratedName(prefix, address string) string {
	return strings.ToLower(strings.Trim(cloudformation.GeneratedName(prefix+"terraform", strings.Map(wordOnly, address)), "-"))
}

func wordOnly(c rune) rune {
	if 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' {
		return c
	}
	return '-'
}

func (r *Resource) path() string {
	if v := r.values.Get("path").Str(); v != "" {
		return v
	}
	return "/"
}

// region is the region of the resource: its own, the provider's, or the one that
// the deployment has.
func (r *Resource) region() string {
	if v := r.values.Get("region").Str(); v != "" {
		return v
	}
	provider := r.config().Get("provider_config_key").Str()
	if provider == "" {
		provider = "aws"
	}
	region := r.state.root.Path("configuration", "provider_config", provider, "expressions", "region", "constant_value")
	if region.Str() != "" {
		return region.Str()
	}
	return r.state.with.Region
}

// account is the account of the credentials that made the plan, where its data
// sources agree on one, or the one that the deployment has.
func (s *State) account() string {
	known := ""
	for _, r := range s.resources {
		id := r.values.Get("account_id").Str()
		switch {
		case !r.IsData || r.Type != "aws_caller_identity" || id == "":
		case known != "" && known != id:
			return s.with.Account
		default:
			known = id
		}
	}
	if known != "" {
		return known
	}
	return s.with.Account
}

// Created returns an attribute whether or not the plan knows it.
func (r *Resource) Created(name string) *tree.Node {
	if v := r.values.Get(name); v.Is(tree.String) {
		return v
	}
	if v := r.created(name, r.Node); v != nil {
		return v
	}
	return r.gap(name, r.Node, nil)
}

// String names the resource for a message.
func (r *Resource) String() string { return fmt.Sprintf("%s (%s)", r.Address, r.Type) }
