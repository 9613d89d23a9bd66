package main

import (
	"slices"

	"github.com/seed-293f0d42/ecrkit/ecrref"
	"github.com/seed-293f0d42/ecrkit/examples/internal/awsfile"
	"github.com/seed-293f0d42/ecrkit/examples/internal/cli"
	"github.com/seed-293f0d42/ecrkit/examples/preflight/internal/report"
	"github.com/seed-293f0d42/ecrkit/iampolicy/authz"
)

// job is one task definition with everything that its rules read: what was given,
// and what containers, role and permissions were made out to be. Rules report; they
// change nothing in it.
type job struct {
	in         *input
	task       awsfile.TaskDefinition
	pulls      []*pull
	role       puller       // zero when no container needs one
	inForce    policies     // those that were given and that AWS does not refuse
	access     authz.Access // without resource policies, which differ by image
	caller     *authz.Policy
	s3Endpoint *authz.Policy
	machines   []*machine // the container instances, where the task may run on any
	findings   []finding  // about the task as a whole
}

// pull is a container with what its image was read as.
type pull struct {
	awsfile.Container
	ref      ecrref.Ref
	origin   origin
	err      error     // why the image is no reference to ECR
	question *question // nil where no permission of a role decides, or none is known
	findings []finding // about this container alone
}

// newJob reads a task definition. Its error is an input that cannot be used, such
// as a policy with an operator that does not exist.
func newJob(in *input, t awsfile.TaskDefinition) (*job, error) {
	j := &job{in: in, task: t}
	for _, c := range t.Containers {
		j.pulls = append(j.pulls, readImage(c))
	}
	if !j.needsRole() {
		return j, nil
	}
	j.role = j.readRole()
	j.machines = j.readMachines()
	if err := j.compile(); err != nil {
		return nil, err
	}
	for _, p := range j.pulls {
		if !j.isDecided(p) {
			continue
		}
		var err error
		if p.question, err = j.ask(p); err != nil {
			return nil, err
		}
	}
	return j, nil
}

// needsRole reports whether role, permissions and agents matter: to private images,
// and to credentials of other registries.
func (j *job) needsRole() bool { return slices.ContainsFunc(j.pulls, (*pull).needsRole) }

func (p *pull) needsRole() bool { return p.isPrivate() || p.Credentials.Value != "" }

func (p *pull) isPrivate() bool { return p.origin == privateECR }

// isDecided reports whether permissions decide the pull and are known.
func (j *job) isDecided(p *pull) bool {
	return p.isPrivate() && j.role.policies != nil && !j.role.crossesPartition(p.ref)
}

// run asks every rule.
func (j *job) run() {
	for _, r := range rules() {
		if r.task != nil && j.needsRole() {
			j.findings = append(j.findings, r.stamp("", r.task(j))...)
		}
		for _, p := range j.pulls {
			if r.image != nil {
				p.findings = append(p.findings, r.stamp(p.Name, r.image(j, p))...)
			}
		}
	}
	for _, p := range j.pulls {
		p.soften()
	}
}

// verdict joins what is said about a container with what holds for the task.
func (j *job) verdict(p *pull) verdict {
	switch {
	case p.origin == elsewhere && p.Credentials.Value != "":
		return report.Judge(outside, slices.Concat(j.findings, p.findings))
	case p.origin == elsewhere:
		return report.Judge(outside, p.findings)
	case p.origin == publicECR:
		return report.Judge(canPull, p.findings)
	}
	return report.Judge(canPull, slices.Concat(j.findings, p.findings))
}

// addTo puts the answer about the task into a report.
func (j *job) addTo(r *report.Report) {
	r.Add(j.findings...)
	for _, p := range j.pulls {
		r.Add(p.findings...)
		r.Images = append(r.Images, report.Image{Task: j.task.Name, Container: p.Name,
			Image: cli.Redact(p.Image.Value), Verdict: j.verdict(p), Where: p.Image.Where})
	}
}

// launchTypes are the launch types that the task may run on; none is unknown.
func (j *job) launchTypes() []string {
	switch {
	case j.in.launchType != "":
		return []string{j.in.launchType}
	case len(j.task.LaunchTypes) > 0:
		return j.task.LaunchTypes
	}
	return nil
}

// privateRefs are the references to ECR of the task.
func (j *job) privateRefs() (refs []ecrref.Ref) {
	for _, p := range j.pulls {
		if p.isPrivate() {
			refs = append(refs, p.ref)
		}
	}
	return refs
}

// runsOnFargate reports whether the task can run on Fargate.
func (j *job) runsOnFargate() bool { return slices.Contains(j.launchTypes(), "FARGATE") }
