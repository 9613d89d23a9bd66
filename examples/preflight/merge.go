package main

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/seed-293f0d42/ecrkit/examples/internal/awsfile"
	"github.com/seed-293f0d42/ecrkit/examples/internal/cli"
	"github.com/seed-293f0d42/ecrkit/examples/internal/cloudformation"
	"github.com/seed-293f0d42/ecrkit/examples/preflight/internal/report"
)

// check answers for every image of every task definition. What is not known of the
// deployment of a template is tried out: where all deployments agree, that is the
// answer, and where they do not, the answer says on what it hangs. Its error is an
// input that cannot be used.
func check(in input) (report.Report, error) {
	if len(in.files) == 0 {
		return checkOne(in)
	}
	unknown := deployment{account: in.given.Account, region: in.given.Region}
	base, stacks, err := in.deployed(unknown)
	if err != nil {
		return report.Report{}, err
	}
	if len(policyGaps(stacks)) > 0 {
		unknown.generous = true // other statements stay
		_, more, err := in.deployed(unknown)
		if err != nil {
			return report.Report{}, err
		}
		stacks = append(stacks, more...)
	}
	trials, axes, err := in.tryAll(stacks)
	if err != nil {
		return report.Report{}, err
	}
	return merge(possible(trials), axes, base), nil
}

// merge joins the answers for all deployments. base is the input of which nothing
// is known beside the files.
func merge(trials []trial, axes []axis, base input) report.Report {
	markCommon(trials)
	for i := range trials {
		trials[i].index()
	}
	first := trials[0]
	out := report.New()
	out.Presumed = append(slices.Clip(first.report.Presumed), base.presumedPartitions(trials)...)
	open := map[string]bool{} // containers whose answer is not the same in all deployments
	for _, key := range imageKeys(trials) {
		img, verdicts := mergeImage(trials, key, base)
		if same(verdicts) && img.Verdict == undecided {
			verdicts = restOf(trials, key)
		}
		if !same(verdicts) {
			open[img.Container] = true
			out.Findings = append(out.Findings, hangs(trials, axes, key, img, verdicts))
		}
		out.Images = append(out.Images, img)
	}
	agreed := agree(trials, func(t trial) verdict { return t.report.Verdict })
	for i, f := range first.report.Findings {
		if f.Rule == "region-differs" && base.given.Region == "" {
			continue
		}
		decided := f.Severity != note && !open[f.Container] && (f.Container != "" || len(open) == 0)
		if first.common[i] || agreed && decided {
			out.Findings = append(out.Findings, first.shown(f))
		}
	}
	out.Verdict = undecided
	if agreed {
		out.Verdict = first.report.Verdict
	} else if v := report.Judge(worst(out.Images), out.Findings); v != undecided {
		out.Verdict = v
	}
	out.Sort()
	return out
}

// same reports whether verdicts say the same of the pull: an image that is not in
// ECR is no obstacle either.
func same(verdicts []verdict) bool {
	return !slices.ContainsFunc(verdicts, func(v verdict) bool { return max(v, canPull) != max(verdicts[0], canPull) })
}

// restOf lists the verdicts about an image but for what all deployments find.
func restOf(trials []trial, key imageKey) []verdict {
	var verdicts []verdict
	for _, t := range trials {
		v := canPull
		for i, f := range t.report.Findings {
			if (f.Container == "" || f.Container == key.container) && !t.common[i] {
				v = max(v, report.Judge(canPull, t.report.Findings[i:i+1]))
			}
		}
		verdicts = append(verdicts, v)
	}
	return verdicts
}

func agree(trials []trial, of func(trial) verdict) bool {
	return !slices.ContainsFunc(trials, func(t trial) bool { return of(t) != of(trials[0]) })
}

// worst is the verdict over images that are decided one by one.
func worst(images []report.Image) verdict {
	v := outside
	for _, i := range images {
		v = max(v, i.Verdict)
	}
	return v
}

// imageKey tells the images of a report apart.
type imageKey struct {
	task, container string
	nth             int
}

func imageKeys(trials []trial) []imageKey {
	var keys []imageKey
	known := map[imageKey]bool{}
	for _, t := range trials {
		for _, key := range keysIn(t.report) {
			if !known[key] {
				known[key] = true
				keys = append(keys, key)
			}
		}
	}
	return keys
}

// keysIn are the keys of the images of a report.
func keysIn(r report.Report) []imageKey {
	keys, count := make([]imageKey, len(r.Images)), map[imageKey]int{}
	for i, img := range r.Images {
		keys[i] = imageKey{task: img.Task, container: img.Container}
		count[keys[i]]++
		keys[i].nth = count[keys[i]] - 1
	}
	return keys
}

// index sorts the images by key.
func (t *trial) index() {
	t.images = map[imageKey]report.Image{}
	for i, key := range keysIn(t.report) {
		t.images[key] = t.report.Images[i]
	}
}

// mergeImage joins what the deployments say of one image. Those that do not have
// it are no obstacle.
func mergeImage(trials []trial, key imageKey, base input) (merged report.Image, verdicts []verdict) {
	found := false
	for _, t := range trials {
		img, ok := t.images[key]
		if !ok { // the deployment has none
			verdicts = append(verdicts, canPull)
			continue
		}
		verdicts = append(verdicts, img.Verdict)
		shown := t.show.Replace(img.Image)
		if !found {
			merged, found = img, true
			merged.Image = shown
		} else if shown != merged.Image {
			merged.Image = base.imageText(key, merged.Image)
		}
	}
	merged.Verdict = slices.Max(verdicts)
	if !same(verdicts) {
		merged.Verdict = undecided
	}
	return merged, verdicts
}

// imageText is an image as the file has it, for one that differs by deployment.
func (in input) imageText(key imageKey, otherwise string) string {
	for _, t := range in.tasks {
		for _, c := range t.Containers {
			if t.Name == key.task && c.Name == key.container && !c.Image.Sensitive {
				return cloudformation.WithoutMadeUp(cli.Redact(c.Image.Value))
			}
		}
	}
	return otherwise
}

// same findings of two deployments have the same sameness.
type sameness struct {
	rule, container, message string
	severity                 severity
	where                    awsfile.Where
}

// markCommon notes which findings all deployments have.
func markCommon(trials []trial) {
	keys, count := make([][]sameness, len(trials)), map[sameness]int{}
	for i, t := range trials {
		seen := map[sameness]bool{}
		for _, f := range t.report.Findings {
			key := sameness{f.Rule, f.Container, t.compare.Replace(f.Message), f.Severity, f.Where}
			keys[i], seen[key] = append(keys[i], key), true
		}
		for key := range seen {
			count[key]++
		}
	}
	for i := range trials {
		for _, key := range keys[i] {
			trials[i].common = append(trials[i].common, count[key] == len(trials))
		}
	}
}

func (t trial) shown(f finding) finding {
	f.Message, f.Fix = t.show.Replace(f.Message), t.show.Replace(f.Fix)
	if t.isTemplate() {
		f.Fix = substituted(f.Fix)
	}
	return f
}

// isTemplate reports whether the fixes are for a CloudFormation template.
func (t trial) isTemplate() bool {
	return slices.ContainsFunc(tasksOf(t.stacks), func(task awsfile.TaskDefinition) bool { return task.RoleKey == "ExecutionRoleArn" })
}

// withVariable is a JSON string that holds a variable of CloudFormation.
var withVariable = regexp.MustCompile(`"[^"\s]*\$\{[^"}\s]+\}[^"\s]*"`)

// substituted writes the variables of what is to be put into a template so that
// CloudFormation fills them in. A command is not put there.
func substituted(fix string) string {
	lines := strings.Split(fix, "\n")
	for i, line := range lines {
		if !strings.HasPrefix(line, "aws ") {
			lines[i] = withVariable.ReplaceAllString(line, `{"Fn::Sub":$0}`)
		}
	}
	return strings.Join(lines, "\n")
}

// hangs says on what the answer about an image hangs, and what it is for each value.
func hangs(trials []trial, axes []axis, key imageKey, img report.Image, verdicts []verdict) finding {
	f := finding{Rule: "deployment-unknown", Severity: warning, Container: img.Container, Where: img.Where}
	var tells, texts []string
	turns := turnsOf(trials, axes, verdicts)
	for i, a := range axes {
		if at := turns[i]; at != nil {
			texts = append(texts, fmt.Sprintf("the answer for %s hangs on %s%s%s", img.Image, a.name, besides(axes, i, turns),
				outcomes(trials, i, a, at, key, verdicts)))
			tells = append(tells, a.tell)
		}
	}
	if texts == nil {
		texts = []string{"the answer hangs on the deployment"}
	}
	f.Message, f.Fix = strings.Join(texts, "\n"), strings.Join(slices.Compact(tells), ", and ")
	return f
}

// turnsOf finds for each axis the first deployment that has another answer than one
// that differs from it in that axis alone; nil where there is none.
func turnsOf(trials []trial, axes []axis, verdicts []verdict) [][]int {
	turns := make([][]int, len(axes))
	for axis := range axes {
		first := map[string]int{} // by what the deployment is but for the axis
		for i, t := range trials {
			key := fmt.Sprint(t.at[:axis], t.at[axis+1:])
			if j, seen := first[key]; !seen {
				first[key] = i
			} else if verdicts[i] != verdicts[j] {
				turns[axis] = trials[j].at
				break
			}
		}
	}
	return turns
}

func differInOne(a, b []int, axis int) bool {
	for i := range a {
		if (a[i] != b[i]) != (i == axis) {
			return false
		}
	}
	return true
}

// besides says what else has to be so for an answer to hang on an axis.
func besides(axes []axis, axis int, turns [][]int) string {
	var list []string
	for i, a := range axes {
		if value := turns[axis][i]; i != axis && value > 0 && turns[i] != nil {
			list = append(list, a.name+": "+a.shown(value))
		}
	}
	if list == nil {
		return ""
	}
	return " (with " + strings.Join(list, ", ") + ")"
}

// outcomes lists the answer for each value of an axis, the other axes being what
// they are in a deployment.
func outcomes(trials []trial, axis int, a axis, at []int, key imageKey, verdicts []verdict) string {
	var b strings.Builder
	for i := range a.values {
		k := slices.IndexFunc(trials, func(t trial) bool {
			return t.at[axis] == i && (slices.Equal(t.at, at) || differInOne(t.at, at, axis))
		})
		if k < 0 {
			continue
		}
		fmt.Fprintf(&b, "\n  %s: %s", a.shown(i), outcomeWords[verdicts[k]])
		if why := trials[k].reason(trials, key, verdicts[k]); why != "" {
			b.WriteString(", " + why)
		}
	}
	return b.String()
}

var outcomeWords = map[verdict]string{
	outside: "it is not in ECR", canPull: "it can be pulled", undecided: "it is undecided", willFail: "it will fail",
}

// reason is the first line of what decides about an image here and not everywhere.
func (t trial) reason(trials []trial, key imageKey, v verdict) string {
	want := map[verdict]severity{undecided: warning, willFail: failure}[v]
	for i, f := range t.report.Findings {
		if want != note && f.Severity == want && (f.Container == key.container || f.Container == "") && !t.common[i] {
			line, _, _ := strings.Cut(t.show.Replace(f.Message), "\n")
			return line
		}
	}
	return ""
}
