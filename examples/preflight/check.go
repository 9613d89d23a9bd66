package main

import (
	"cmp"
	"slices"

	"github.com/seed-293f0d42/ecrkit/agentver"
	"github.com/seed-293f0d42/ecrkit/ecrref"
	"github.com/seed-293f0d42/ecrkit/examples/internal/awsfile"
	"github.com/seed-293f0d42/ecrkit/examples/internal/cli"
)

// check answers for every image of every task definition. Its error is an input
// that cannot be used, such as a policy with an operator that does not exist.
func check(in input) (report, error) {
	r := report{Schema: 1, Verdict: canPull, Images: []image{}, Findings: append([]finding{}, in.unknown...)}
	for _, t := range in.tasks {
		if err := r.addTask(in, t); err != nil {
			return report{}, err
		}
	}
	r.Findings = append(r.Findings, checkUnused(in)...)
	if r.asksPermissions() {
		r.Findings = append(r.Findings, notEvaluated(in)...)
	}
	r.Verdict = judge(r.best(), r.Findings)
	slices.SortStableFunc(r.Findings, func(a, b finding) int { return cmp.Compare(b.Severity, a.Severity) })
	return r, nil
}

// best is the verdict when nothing is found: there has to be an image in ECR.
func (r report) best() verdict {
	for _, i := range r.Images {
		if i.Verdict != outside {
			return canPull
		}
	}
	return outside
}

// pulled is a container with what its image was read as.
type pulled struct {
	awsfile.Container
	ref      ecrref.Ref
	origin   origin
	findings []finding // about this container alone
}

func (r *report) addTask(in input, t awsfile.TaskDefinition) error {
	containers := readContainers(t)
	shared, err := checkPrivate(in, t, containers)
	if err != nil {
		return err
	}
	r.Findings = append(r.Findings, shared...)
	for _, c := range containers {
		r.Findings = append(r.Findings, c.findings...)
		r.Images = append(r.Images, image{t.Name, c.Name, cli.Redact(c.Image.Value), c.verdict(shared), c.Image.Where})
	}
	return nil
}

func readContainers(t awsfile.TaskDefinition) []pulled {
	var cs []pulled
	for _, c := range t.Containers {
		p := pulled{Container: c}
		p.ref, p.origin, p.findings = readImage(c)
		cs = append(cs, p)
	}
	return cs
}

// verdict joins what is said about the container with what holds for the task.
// The role and the agents matter to private images, and to credentials.
func (c pulled) verdict(shared []finding) verdict {
	switch {
	case c.origin == elsewhere && c.Credentials.Value != "":
		return judge(outside, slices.Concat(shared, c.findings))
	case c.origin == elsewhere:
		return judge(outside, c.findings)
	case c.origin == publicECR:
		return judge(canPull, c.findings)
	}
	return judge(canPull, slices.Concat(shared, c.findings))
}

// checkPrivate judges role, permissions and agents for the containers that hang
// on them. It returns what holds for the whole task and adds the rest to each.
func checkPrivate(in input, t awsfile.TaskDefinition, cs []pulled) ([]finding, error) {
	if !slices.ContainsFunc(cs, pulled.needsRole) {
		return nil, nil
	}
	role, shared := findPuller(in, t, cs)
	shared = slices.Concat(shared, in.unansweredRole(role.arn, t.TaskRoleARN.Value), role.checkTrust(in, t))
	permissions, err := newPermissions(in, t, role)
	if err != nil {
		return nil, err
	}
	passed, err := checkPassRole(in, role, trustedServices(in, t)[0])
	if err != nil {
		return nil, err
	}
	shared = slices.Concat(shared, passed, permissions.missingInput(), checkLaunchType(in, t))
	for i := range cs {
		c := &cs[i]
		if c.origin == privateECR {
			c.findings = slices.Concat(c.findings, in.unansweredImage(*c),
				checkFacts(in, t, *c, permissions.mayBeCached(c.ref)), role.checkPlace(c.Container, c.ref, t))
		}
		fs, err := permissions.check(*c)
		if err != nil {
			return nil, err
		}
		c.findings = append(c.findings, fs...)
	}
	if needsInstances(in, t) {
		shared = append(shared, checkInstances(in, t, neededFeatures(t, cs))...)
	}
	return shared, nil
}

func (c pulled) needsRole() bool {
	return c.origin == privateECR || c.Credentials.Value != ""
}

// neededFeatures lists the agent features that the pulls of a task hang on.
func neededFeatures(t awsfile.TaskDefinition, cs []pulled) []string {
	var ids []string
	add := func(needed bool, id string) {
		if needed && !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	for _, c := range cs {
		private := c.origin == privateECR
		add(private, agentver.ECRPull)
		add(private && t.ExecutionRoleARN.Value != "", "execution-role-ecr-pull")
		add(private && c.ref.Registry().IsDualStack(), "ecr-dualstack-uri")
		add(c.Credentials.Value != "", "private-registry-auth")
	}
	return ids
}
