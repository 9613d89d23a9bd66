package awsfile

import (
	"fmt"
	"slices"

	"github.com/seed-293f0d42/ecrkit/ecrref"
	"github.com/seed-293f0d42/ecrkit/examples/internal/tree"
)

// SnapshotVersion is the version of the format that examples/snapshot writes, and
// the only one that ParseSnapshot reads.
const SnapshotVersion = 1

// Snapshot is what examples/snapshot got to know from AWS.
type Snapshot struct {
	Stack
	Clusters   []string // whose container instances are in Instances
	Registries []string // whose cache rules are in CacheRules: ACCOUNT/REGION
	Images     []Image
	Absent     []Question // what AWS says does not exist
	Unanswered []Question // what AWS did not say: not known, and never fine
}

// Question is a question to which AWS had nothing to say, or said nothing.
type Question struct {
	Where                 Where
	Kind, Resource        string // such as role and its ARN
	Action, Code, Message string
	Allow                 string // the IAM action that would bring the answer; "" where no permission would
}

// ParseSnapshot reads the output of examples/snapshot.
func ParseSnapshot(f File) (Snapshot, error) {
	if err := f.checkSnapshot(); err != nil {
		return Snapshot{}, err
	}
	var s Snapshot
	for _, read := range []func(*Snapshot) error{
		f.snapshotTasks, f.snapshotServices, f.snapshotInstances, f.snapshotRoles, f.snapshotImages,
		f.snapshotRepositories, f.snapshotRegistries, f.snapshotCacheRules, f.snapshotTemplates, f.snapshotGaps,
	} {
		if err := read(&s); err != nil {
			return Snapshot{}, err
		}
	}
	return s, nil
}

func (f File) checkSnapshot() error {
	version := f.Root.Get("snapshot")
	switch {
	case version == nil:
		return f.Errorf(f.Root, "this is not a snapshot: it has no member snapshot; examples/snapshot takes one")
	case version.Text != fmt.Sprint(SnapshotVersion):
		return f.Errorf(version, "this is a snapshot of version %s, and %d is read here: take it anew", version.Text, SnapshotVersion)
	}
	for _, list := range []string{"absent", "unanswered"} {
		if !f.Root.Get(list).Is(tree.Array) {
			return f.Errorf(f.Root, "the snapshot has no list %s: it was cut off, so take it anew", list)
		}
	}
	return nil
}

// each reads the answers of one kind, each as the file of its own that it would
// be had the AWS CLI printed it. Places stay those of the snapshot.
func (f File) each(member string, read func(name string, answer File) error) error {
	answers := f.Root.Get(member)
	if answers != nil && !answers.Is(tree.Object) {
		return f.Errorf(answers, "%s is %s, not an object", member, answers.Kind)
	}
	if answers == nil {
		return nil
	}
	for _, m := range answers.Members {
		if !m.Value.Is(tree.Object) {
			return f.Errorf(m.Value, "%s is %s, not an object", m.Key, m.Value.Kind)
		}
		if err := read(m.Key, f.part(m.Value)); err != nil {
			return err
		}
	}
	return nil
}

// part is a part of the file as a file of its own.
func (f File) part(n *tree.Node) File {
	f.Root = n
	return f
}

func (f File) snapshotTasks(s *Snapshot) error {
	return f.each("taskDefinitions", func(_ string, answer File) error {
		tasks, err := TaskDefinitions(answer, Deployment{})
		s.Tasks = append(s.Tasks, tasks...)
		return err
	})
}

func (f File) snapshotInstances(s *Snapshot) error {
	return f.each("containerInstances", func(cluster string, answer File) error {
		instances, failures, err := Instances(answer)
		s.Clusters = append(s.Clusters, cluster)
		s.Instances, s.Failures = append(s.Instances, instances...), append(s.Failures, failures...)
		return err
	})
}

func (f File) snapshotRoles(s *Snapshot) error {
	details := f.Root.Get("accountDetails")
	if details == nil {
		return nil
	}
	a, err := ParseAccount(f.part(details))
	if err != nil {
		return err
	}
	for _, n := range details.Get("RoleDetailList").List() {
		r, err := a.role(n)
		if err != nil {
			return err
		}
		s.Roles = append(s.Roles, r)
	}
	return nil
}

// snapshotRepositories reads the policies of repositories, and notes those that
// have none, or whose policy AWS did not show.
func (f File) snapshotRepositories(s *Snapshot) error {
	err := f.each("repositoryPolicies", func(arn string, answer File) error {
		repo, err := ecrref.ParseARN(arn)
		if err != nil {
			return f.wrap(answer.Root, err)
		}
		p, err := f.registryPolicy(answer, repo.Registry())
		p.Repository = repo.Name()
		s.Repositories = append(s.Repositories, Repository{
			Where: f.At(answer.Root), URI: String{Value: repo.String(), Where: f.At(answer.Root)}, Policy: &p})
		return err
	})
	for _, n := range f.Root.Get("absent").List() {
		if repo, err := ecrref.ParseARN(n.Get("resource").Str()); err == nil && n.Get("question").Str() == "repository-policy" {
			s.Repositories = append(s.Repositories, Repository{Where: f.At(n), URI: String{Value: repo.String(), Where: f.At(n)}})
		}
	}
	return err
}

func (f File) snapshotRegistries(s *Snapshot) error {
	return f.each("registryPolicies", func(host string, answer File) error {
		registry, err := ecrref.ParseRegistry(host)
		if err != nil {
			return f.wrap(answer.Root, err)
		}
		p, err := f.registryPolicy(answer, registry)
		s.RegistryPolicies = append(s.RegistryPolicies, p)
		return err
	})
}

// registryPolicy reads a policy of ECR, whose answer does not name the region.
func (f File) registryPolicy(answer File, registry ecrref.Registry) (Policy, error) {
	p, err := answer.policy(answer.Root.Get("policyText"))
	p.RegistryID, p.Region = registry.AccountID(), registry.Region()
	return p, err
}

func (f File) snapshotCacheRules(s *Snapshot) error {
	return f.each("cacheRules", func(host string, answer File) error {
		registry, err := ecrref.ParseRegistry(host)
		if err != nil {
			return f.wrap(answer.Root, err)
		}
		rules, err := CacheRules(answer)
		for i := range rules {
			rules[i].RegistryID, rules[i].Region = registry.AccountID(), registry.Region()
		}
		s.Registries = append(s.Registries, registry.AccountID()+"/"+registry.Region())
		s.CacheRules = append(s.CacheRules, rules...)
		return err
	})
}

func (f File) snapshotTemplates(s *Snapshot) error {
	return f.each("creationTemplates", func(host string, answer File) error {
		registry, err := ecrref.ParseRegistry(host)
		if err != nil {
			return f.wrap(answer.Root, err)
		}
		for _, n := range answer.Root.Get("repositoryCreationTemplates").List() {
			t := CreationTemplate{Where: f.At(n), RegistryID: registry.AccountID(), Region: registry.Region(),
				Prefix: f.text(n.Get("prefix")), ForCache: slices.Contains(n.Get("appliedFor").Strings(), cachePurpose)}
			if text := n.Get("repositoryPolicy"); text != nil {
				p, err := f.part(n).policy(text)
				if err != nil {
					return err
				}
				t.Policy = &p
			}
			s.CreationTemplates = append(s.CreationTemplates, t)
		}
		return nil
	})
}

func (f File) snapshotGaps(s *Snapshot) error {
	s.Absent, s.Unanswered = f.questions("absent"), f.questions("unanswered")
	return nil
}

func (f File) questions(list string) []Question {
	var qs []Question
	for _, n := range f.Root.Get(list).List() {
		text := func(key string) string { return n.Get(key).Str() }
		qs = append(qs, Question{f.At(n), text("question"), text("resource"), text("action"), text("code"), text("message"), text("allow")})
	}
	return qs
}
