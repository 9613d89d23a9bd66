package main

import (
	"regexp"
	"slices"
	"strings"

	"github.com/seed-293f0d42/ecrkit/ecrref"
	"github.com/seed-293f0d42/ecrkit/examples/internal/awsfile"
	"github.com/seed-293f0d42/ecrkit/examples/internal/cloudformation"
	"github.com/seed-293f0d42/ecrkit/examples/preflight/internal/published"
)

// axis is something that is not known of a deployment, with the values that can
// make a difference: those that the files name, and one that stands for all
// others. What has the same answer for each has it for every value.
type axis struct {
	name     string // "the region"
	tell     string // what would tell it
	values   []string
	others   int // the value, from 1, that stands for all others; 0 is none
	standIns int // the first so many values are not named by the files
	set      func(*deployment, string)
}

// shown is a value as a message names it.
func (a axis) shown(i int) string {
	if i+1 == a.others {
		return "any other"
	}
	return a.values[i]
}

// isStandIn reports whether a value is one that the files do not name.
func (a axis) isStandIn(i int) bool { return i < a.standIns }

// axes finds what is not known of the deployment and matters to the answer: base is
// what the files say of one of which nothing is known, seen what they say of those
// that were tried.
func (in input) axes(base, seen []awsfile.Stack) []axis {
	given, raw := in.textOfGiven(), in.raw()
	stacks := append(slices.Clip(base), seen...)
	text := textOf(stacks) + given
	opens := opensOf(stacks)
	var all []axis
	if in.given.Account == "" {
		all = append(all, accountAxis(text, raw))
	}
	if in.given.Region == "" {
		all = append(all, regionAxis(text, raw, textOf(base)+given, opens))
	}
	all = append(all, stackNameAxis(text, raw))
	for _, o := range opens {
		if a, ok := openAxis(o); ok {
			all = append(all, a)
		}
	}
	if gaps := policyGaps(stacks); len(gaps) > 0 {
		all = append(all, axis{name: "what is not known of the policies: " + gaps[0].Why, tell: gaps[0].Tell,
			values: []string{"as wide as they can be", "as narrow"}, set: func(d *deployment, v string) { d.generous = v != "as narrow" }})
	}
	if endpoints := endpointsOf(stacks, awsfile.Endpoint.IsECR); len(endpoints) > 0 && in.endpoint == nil {
		all = append(all, endpointAxis("the pull goes through a VPC endpoint", "-endpoint-policy", endpoints,
			func(d *deployment, w awsfile.Where) { d.endpoint = w }))
	}
	if endpoints := endpointsOf(stacks, awsfile.Endpoint.IsS3); len(endpoints) > 0 && in.s3Endpoint == nil {
		all = append(all, endpointAxis("the layers come through an endpoint of S3", "-s3-endpoint-policy", endpoints,
			func(d *deployment, w awsfile.Where) { d.s3Endpoint = w }))
	}
	return all
}

func opensOf(stacks []awsfile.Stack) []cloudformation.Open {
	var opens []cloudformation.Open
	for _, stack := range stacks {
		for _, o := range stack.Opens {
			opens = addOpen(opens, o)
		}
	}
	return opens
}

// addOpen adds the values of one to those of the same key.
func addOpen(opens []cloudformation.Open, o cloudformation.Open) []cloudformation.Open {
	i := slices.IndexFunc(opens, func(other cloudformation.Open) bool { return other.Key == o.Key })
	if i < 0 {
		return append(opens, cloudformation.Open{Key: o.Key, Values: slices.Clone(o.Values), Closed: o.Closed, Gap: o.Gap})
	}
	opens[i].Closed = opens[i].Closed || o.Closed
	for _, v := range o.Values {
		if !slices.Contains(opens[i].Values, v) {
			opens[i].Values = append(opens[i].Values, v)
		}
	}
	return opens
}

func policyGaps(stacks []awsfile.Stack) []awsfile.Gap {
	var gaps []awsfile.Gap
	for _, stack := range stacks {
		gaps = append(gaps, stack.PolicyGaps...)
	}
	return gaps
}

var accountID = regexp.MustCompile(`\b[0-9]{12}\b`)

// findAll looks for what stands within one word, hyphens counting as letters. It looks
// into each word once, as texts of several deployments are much alike.
func findAll(re *regexp.Regexp, text string) (found []string) {
	seen := map[string]bool{}
	for word := range strings.FieldsFuncSeq(text, endsWord) {
		if len(word) < 6 || seen[word] {
			continue
		}
		seen[word] = true
		for _, m := range re.FindAllStringSubmatch(word, -1) {
			found = append(found, m[len(m)-1])
		}
	}
	return found
}

func endsWord(r rune) bool {
	return r != '-' && r != '_' && (r < '0' || '9' < r) && (r < 'A' || 'Z' < r) && (r < 'a' || 'z' < r)
}

// raw is the files as they are, with what was given beside them.
func (in input) raw() string {
	raw := in.textOfGiven()
	for _, f := range in.files {
		raw += string(f.Data)
	}
	return raw
}

// accountAxis is about the account.
func accountAxis(text, raw string) axis {
	a := axis{name: "the account that it is deployed in", tell: "pass -account ID", set: func(d *deployment, v string) { d.account = v }}
	named := findAll(accountID, text)
	a.values, a.others, a.standIns = []string{unlike(raw, "135792468013", "246801357924", "975318642097")}, 1, 1
	slices.Sort(named)
	for _, account := range slices.Compact(named) {
		if _, ofAWS := published.In(account); !ofAWS && account != a.values[0] {
			a.values = append(a.values, account)
		}
	}
	return a
}

// unlike returns the first candidate that a text does not hold.
func unlike(text string, candidates ...string) string {
	for _, c := range candidates {
		if !strings.Contains(text, c) {
			return c
		}
	}
	return candidates[0]
}

var regionName = regexp.MustCompile(`\b(?:[a-z]{2,4})-(?:[a-z]+-)?[a-z]+-[0-9]{1,2}\b`)

// bucketRegion finds the region in the name of a bucket of layers.
var bucketRegion = regexp.MustCompile(`\bprod-([a-z]{2,4}-(?:[a-z]+-)?[a-z]+-[0-9]{1,2})-starport`)

// standIns are regions of each partition, for one that the files do not name. The
// first two of aws differ in whether ECR has FIPS endpoints there.
var standIns = map[string][]string{
	"aws": {"us-east-2", "eu-west-3", "us-west-1", "eu-west-2", "us-west-2", "eu-north-1", "us-east-1", "eu-central-1",
		"ap-south-1", "sa-east-1"},
	"aws-us-gov": {"us-gov-west-1", "us-gov-east-1"},
	"aws-cn":     {"cn-northwest-1", "cn-north-1"},
	"aws-eusc":   {"eusc-de-east-1"},
	"aws-iso":    {"us-iso-west-1", "us-iso-east-1"},
	"aws-iso-b":  {"us-isob-east-1"},
	"aws-iso-e":  {"eu-isoe-west-1"},
	"aws-iso-f":  {"us-isof-south-1", "us-isof-east-1"},
}

// regionAxis is about the region, and with it the partition.
func regionAxis(text, raw, base string, opens []cloudformation.Open) axis {
	a := axis{name: "the region", tell: "pass -region REGION", set: func(d *deployment, v string) { d.region = v }}
	named := findAll(regionName, text)
	named = append(named, findAll(bucketRegion, text)...)
	for _, o := range opens {
		if o.Key == "${AWS::Region}" {
			named = append(named, o.Values...)
		}
	}
	slices.Sort(named)
	named = slices.DeleteFunc(slices.Compact(named), func(r string) bool { _, known := ecrref.LookupRegion(r); return !known })
	for _, partition := range partitionsOf(base, named) {
		others := slices.DeleteFunc(slices.Clone(standIns[partition]), func(r string) bool { return strings.Contains(raw, r) })
		count := 1
		if partition == "aws" && strings.Contains(text, "-fips") {
			count = 2
		}
		a.values = append(a.values, others[:min(count, len(others))]...)
	}
	a.others, a.standIns = min(1, len(a.values)), len(a.values)
	for _, r := range named {
		if !slices.Contains(a.values, r) {
			a.values = append(a.values, r)
		}
	}
	return a
}

var (
	partitionOfARN = regexp.MustCompile(`\barn:(aws[a-z-]*):`)
	hostEnd        = regexp.MustCompile(`([a-z0-9-]*)\.(amazonaws\.com|amazonaws\.com\.cn|on\.aws|` +
		`on\.amazonwebservices\.com\.cn|amazonaws\.eu)/`)
	suffixes = map[string][]string{
		"amazonaws.com":               {"aws", "aws-us-gov"},
		"on.aws":                      {"aws", "aws-us-gov"},
		"amazonaws.com.cn":            {"aws-cn"},
		"on.amazonwebservices.com.cn": {"aws-cn"},
		"amazonaws.eu":                {"aws-eusc"},
	}
)

// partitionsOf lists the partitions that a file can be meant for: those that its
// ARNs and hosts are written for, else those of the regions that it names, else
// all. A file that is written for several is decided for each of them.
func partitionsOf(text string, regions []string) []string {
	var byARN, byHost []string
	for _, m := range partitionOfARN.FindAllStringSubmatch(text, -1) {
		byARN = append(byARN, m[1])
	}
	for _, m := range hostEnd.FindAllStringSubmatch(text, -1) {
		if partition := cloudformation.Partition(m[1]); partition != "" {
			byHost = append(byHost, partition)
		} else {
			byHost = append(byHost, suffixes[m[2]]...)
		}
	}
	both := slices.DeleteFunc(slices.Clone(byARN), func(p string) bool { return !slices.Contains(byHost, p) })
	switch {
	case len(both) > 0:
		return sorted(both)
	case len(byARN)+len(byHost) > 0:
		return sorted(append(byARN, byHost...))
	}
	var all []string
	for _, r := range regions {
		all = append(all, cloudformation.Partition(r))
	}
	if all == nil {
		for partition := range standIns {
			all = append(all, partition)
		}
	}
	return sorted(all)
}

func sorted(list []string) []string {
	slices.Sort(list)
	return slices.Compact(list)
}

var stackPrefix = regexp.MustCompile(`:(?:repository|role|policy)/([a-zA-Z][a-zA-Z0-9-]*)-\*`)

// stackNameAxis is about the name of the stack, which begins every name that
// CloudFormation makes up: a pattern in a policy may be written for it.
func stackNameAxis(text, raw string) axis {
	a := axis{name: "the name of the stack", tell: "name the repositories and roles", values: []string{unlike(raw, "stack7q2",
		"stack8r3")}, others: 1, standIns: 1,
		set: func(d *deployment, v string) { d.stackName = v }}
	for line := range strings.SplitSeq(text, "\n") {
		if !strings.Contains(line, "-*") { // which is found faster
			continue
		}
		for _, m := range stackPrefix.FindAllStringSubmatch(line, -1) {
			if !slices.Contains(a.values, m[1]) {
				a.values = append(a.values, m[1])
			}
		}
	}
	return a
}

// otherValue stands for a value that the template does not compare with.
const otherValue = "any other value"

// openAxis is about a value that the template compares with known ones.
func openAxis(o cloudformation.Open) (axis, bool) {
	if strings.HasPrefix(o.Key, "${AWS::") || len(o.Values) == 0 {
		return axis{}, false
	}
	a := axis{name: o.Key, tell: o.Gap.Tell, values: slices.Clone(o.Values)}
	a.set = func(d *deployment, v string) { d.assume[o.Key] = v }
	if !o.Closed {
		a.values = append(a.values, otherValue)
		a.others = len(a.values)
	}
	return a, true
}

// endpointAxis is about the VPC endpoints of the template: whether a pull goes
// through one hangs on subnets, routes and DNS.
func endpointAxis(what, flag string, endpoints []awsfile.Endpoint, set func(*deployment, awsfile.Where)) axis {
	a := axis{name: "whether " + what + " of the template", tell: "pass the policy of the endpoint with " + flag, values: []string{"none"}}
	places := map[string]awsfile.Where{}
	for _, e := range endpoints {
		a.values = append(a.values, e.Where.String())
		places[e.Where.String()] = e.Where
	}
	a.set = func(d *deployment, v string) { set(d, places[v]) }
	return a
}

// textOf is every text of the stacks that accounts and regions can stand in, each
// once.
func textOf(stacks []awsfile.Stack) string {
	var b strings.Builder
	known := map[string]bool{}
	add := func(texts ...string) {
		for _, text := range texts {
			if !known[text] {
				known[text] = true
				b.WriteString(text + "\n")
			}
		}
	}
	for _, stack := range stacks {
		stack.Texts(add)
	}
	return b.String()
}

// textOfGiven is the same of what was given beside the files.
func (in input) textOfGiven() string {
	var b strings.Builder
	for _, ps := range append(append([][]awsfile.Policy{in.policies, in.boundary, in.repository, in.registry, in.endpoint,
		in.s3Endpoint, in.caller},
		in.scps...), in.rcps...) {
		for _, p := range ps {
			b.WriteString(p.Document.String() + "\n" + p.RegistryID + "\n" + p.Region + "\n")
		}
	}
	b.WriteString(in.roleARN + "\n")
	if in.account != nil {
		b.WriteString(strings.Join(in.account.RoleARNs(), "\n"))
	}
	return b.String()
}
