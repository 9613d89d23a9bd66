package main

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/seed-293f0d42/ecrkit/examples/internal/awsfile"
	"github.com/seed-293f0d42/ecrkit/examples/internal/cli"
	"github.com/seed-293f0d42/ecrkit/examples/internal/cloudformation"
	"github.com/seed-293f0d42/ecrkit/examples/internal/tree"
)

// loader reads the files that flags name.
type loader struct {
	cli.Input
	texts map[string][]byte
}

func (l *loader) file(name string) (awsfile.File, error) {
	shown, data, err := l.Read(name)
	if err != nil {
		return awsfile.File{}, err
	}
	l.texts[shown] = data
	return awsfile.Parse(shown, data)
}

// policies reads files of policies. The result is nil only without a name.
func (l *loader) policies(names []string) ([]awsfile.Policy, error) {
	var ps []awsfile.Policy
	for _, name := range names {
		p, ok := awsfile.ManagedPolicy(name)
		if !ok {
			p, ok = organizationPolicy(name)
		}
		if ok {
			ps = append(ps, p)
			continue
		}
		f, err := l.file(name)
		if errors.Is(err, fs.ErrNotExist) && isPolicyName(name, err) {
			err = fmt.Errorf("%w; of a policy that is not known here pass the document: %s", err, getPolicy(name))
		}
		if err != nil {
			return nil, err
		}
		more, err := awsfile.Policies(f)
		if err != nil {
			return nil, err
		}
		ps = append(ps, more...)
	}
	if len(names) > 0 && ps == nil {
		ps = []awsfile.Policy{}
	}
	return ps, nil
}

// isPolicyName reports whether a file that is not there may be meant as the name
// or ARN of a policy, and no known one is near.
func isPolicyName(name string, err error) bool {
	return strings.HasPrefix(name, "arn:") || !strings.ContainsAny(name, "./") && !strings.Contains(err.Error(), "did you mean")
}

// getPolicy is the command that prints the document of a managed policy.
func getPolicy(name string) string {
	if !strings.HasPrefix(name, "arn:") {
		name = "ARN"
	}
	return "aws iam get-policy-version --policy-arn " + cli.ShellQuote(name) + " --version-id VERSION"
}

// repositoryPolicies reads FILE or REPOSITORY=FILE.
func (l *loader) repositoryPolicies(args []string) ([]awsfile.Policy, error) {
	var ps []awsfile.Policy
	for _, arg := range args {
		repository, name := "", arg
		if i := strings.IndexByte(arg, '='); i >= 0 {
			repository, name = arg[:i], arg[i+1:]
		}
		more, err := l.policies([]string{name})
		if err != nil {
			return nil, err
		}
		for i := range more {
			if err := nameRepository(&more[i], repository); err != nil {
				return nil, err
			}
		}
		ps = append(ps, more...)
	}
	return ps, nil
}

// levels reads one set of policies for each argument: the files of one level of
// an organisation, separated by commas.
func (l *loader) levels(args []string) ([][]awsfile.Policy, error) {
	var levels [][]awsfile.Policy
	for _, arg := range args {
		ps, err := l.policies(strings.Split(arg, ","))
		if err != nil {
			return nil, err
		}
		levels = append(levels, ps)
	}
	return levels, nil
}

func (l *loader) tasks(in *input, names []string) error {
	for _, name := range names {
		f, err := l.file(name)
		if err != nil {
			return err
		}
		if f.IsDeployed() {
			in.files = append(in.files, f)
			continue
		}
		stack, err := awsfile.Read(f, awsfile.Deployment{})
		if err != nil {
			return err
		}
		in.tasks = append(in.tasks, stack.Tasks...)
	}
	return nil
}

// parameters reads what is given of the deployment.
func (l *loader) parameters(in *input, o options) error {
	var err error
	if in.given, err = o.deployed.Deployment(l.file); err != nil {
		return err
	}
	return in.checkParameters()
}

// checkParameters refuses a parameter that no template has, and a value that one
// of them does not take.
func (in *input) checkParameters() error {
	var roots []*tree.Node
	for _, f := range in.files {
		if err := cloudformation.CheckParameters(f.Root, in.given.Parameters); err != nil {
			return fmt.Errorf("%s: %w", f.Name, err)
		}
		roots = append(roots, f.Root)
	}
	return cloudformation.CheckNames(roots, in.given.Parameters)
}

// checkTasks refuses input in which no file has a task definition.
func (in *input) checkTasks() error {
	if len(in.tasks) > 0 || len(in.files) == 0 {
		return nil
	}
	var err error
	for _, f := range in.files {
		if _, err = awsfile.TaskDefinitions(f, in.given); err == nil {
			return nil
		}
	}
	return err
}

// account looks up the roles that the tasks name.
func (l *loader) account(in *input, name string) error {
	if name == "" {
		return nil
	}
	f, err := l.file(name)
	if err != nil {
		return err
	}
	a, err := awsfile.ParseAccount(f)
	if err != nil {
		return err
	}
	in.account, in.storedIn[f.Name] = &a, true
	if account := onlyAccount(a.RoleARNs()); in.given.Account == "" {
		in.given.Account = account // the details are of the account that has the roles
	}
	if a.Truncated {
		in.unknown = append(in.unknown, finding{Rule: "role-unknown", Severity: note, Where: f.At(f.Root.Get("IsTruncated")),
			Message: "the account details are one page of several, and what the other pages hold is not known",
			Fix:     "let the AWS CLI read all pages (no --no-paginate, no --max-items)"})
	}
	return in.lookUpRoles()
}

// onlyAccount is the account that all roles are in, "" for none.
func onlyAccount(arns []string) string {
	account := ""
	for _, arn := range arns {
		m := roleARN.FindStringSubmatch(arn)
		if m == nil || account != "" && m[2] != account {
			return ""
		}
		account = m[2]
	}
	return account
}

// lookUpRoles finds the roles that the tasks name among the account details.
func (in *input) lookUpRoles() error {
	if in.account == nil {
		return nil
	}
	in.roles = map[string]role{}
	for _, arn := range in.roleARNs() {
		r, found, err := in.account.Role(arn)
		if err != nil {
			return err
		}
		if found {
			in.roles[arn] = role{r, true}
		}
	}
	return nil
}

// roleARNs lists the roles that matter.
func (in *input) roleARNs() []string {
	arns := []string{in.roleARN}
	for _, t := range in.tasks {
		arns = append(arns, t.ExecutionRoleARN.Value, t.TaskRoleARN.Value)
	}
	slices.Sort(arns)
	return slices.DeleteFunc(slices.Compact(arns), func(arn string) bool { return !roleARN.MatchString(arn) })
}

func (l *loader) instances(in *input, name string) error {
	if name == "" {
		return nil
	}
	f, err := l.file(name)
	if err != nil {
		return err
	}
	in.instancesGiven = true
	in.instances, in.failures, err = awsfile.Instances(f)
	return err
}

func (l *loader) allPolicies(in *input, o options) error {
	var errs [9]error
	in.policies, errs[0] = l.policies(o.policies)
	in.boundary, errs[1] = l.policies(o.boundary)
	in.registry, errs[2] = l.policies(o.registry)
	in.endpoint, errs[3] = l.policies(o.endpoint)
	in.repository, errs[4] = l.repositoryPolicies(o.repository)
	in.scps, errs[5] = l.levels(o.scps)
	in.rcps, errs[6] = l.levels(o.rcps)
	in.caller, errs[7] = l.policies(o.callers)
	in.s3Endpoint, errs[8] = l.policies(o.s3Endpoint)
	return errors.Join(append(errs[:], checkPassed(in))...)
}

func (l *loader) cacheRules(in *input, name string) error {
	if name == "" {
		return nil
	}
	f, err := l.file(name)
	if err != nil {
		return err
	}
	in.cacheRules, err = awsfile.CacheRules(f)
	return err
}
