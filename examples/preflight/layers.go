package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/seed-293f0d42/ecrkit/examples/internal/awsfile"
	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/authz"
)

// ECR keeps layers in a bucket of its own in S3, and where a gateway endpoint of S3
// stands in between, its policy has to let them through:
// https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html

// layerBucket is the bucket that holds the layers of the image.
func layerBucket(p *pull) string {
	g := p.ref.Registry()
	return fmt.Sprintf("arn:%s:s3:::prod-%s-starport-layer-bucket", g.Partition(), g.Region())
}

// awsAccount stands for the account of AWS that owns the bucket.
const awsAccount = "000000000000"

// layersDecision is what the policy of the gateway endpoint says to the download of
// a layer. It is signed by an account of AWS's, which owns the bucket too and which
// no policy names: where everything that the policy compares is an account of the
// user's, the answer is that for another one.
func (j *job) layersDecision(p *pull) authz.Decision {
	request := authz.Request{Action: "s3:GetObject", Resource: layerBucket(p) + "/layer", OpenContext: true,
		Principal: makeRole(p.ref.Registry().Partition(), awsAccount, "ecr"), ResourceAccount: awsAccount,
		Context: map[string][]string{"aws:requestedregion": {p.ref.Registry().Region()}, "aws:securetransport": {"true"}}}
	for key, values := range j.in.context {
		request.Context[key] = values
	}
	bucket := authz.Access{Identity: everything(), Endpoint: j.s3Endpoint}
	d := bucket.Decide(request)
	if d.Outcome != authz.Undetermined || !j.comparesOwn(d.Missing) {
		return d
	}
	request.Context["aws:resourceaccount"], request.Context["aws:principalaccount"] = []string{awsAccount}, []string{awsAccount}
	return bucket.Decide(request)
}

// everything allows everything: the account of AWS that downloads layers lets itself.
func everything() *authz.Policy {
	p, err := authz.Compile(fullAccess().Document)
	if err != nil {
		panic(err) // the document is written here
	}
	return p
}

// comparesOwn reports whether the policy compares the accounts of bucket and caller
// only with accounts that the task and its images are in.
func (j *job) comparesOwn(missing []string) bool {
	if !slices.ContainsFunc(missing, isAccountKey) {
		return false
	}
	own := j.accounts()
	for _, policy := range j.in.s3Endpoint {
		for _, s := range policy.Document.Statement.Items {
			for _, c := range s.Condition {
				if isAccountKey(c.Key) && slices.ContainsFunc(c.Values.Items, func(v iampolicy.Scalar) bool { return !slices.Contains(own, v.Text) }) {
					return false
				}
			}
		}
	}
	return true
}

func isAccountKey(key string) bool {
	return strings.EqualFold(key, "aws:ResourceAccount") || strings.EqualFold(key, "aws:PrincipalAccount")
}

// accounts are those of the role, the task and the images.
func (j *job) accounts() []string {
	list := []string{j.role.account()}
	if parts := strings.SplitN(j.task.ARN, ":", 6); len(parts) == 6 {
		list = append(list, parts[4])
	}
	for _, ref := range j.privateRefs() {
		list = append(list, ref.Registry().AccountID())
	}
	return list
}

func layersDenied(j *job, p *pull) []finding {
	if !p.isPrivate() || j.s3Endpoint == nil {
		return nil
	}
	d := j.layersDecision(p)
	if d.Outcome == authz.Allowed || d.Outcome == authz.Undetermined {
		return nil
	}
	says := "does not allow"
	if d.Outcome == authz.ExplicitDeny {
		says = "denies"
	}
	return say(failure, j.in.s3Endpoint[0].Where, j.letLayersThrough(p),
		"the policy of the S3 gateway endpoint %s s3:GetObject on %s/*, where ECR keeps the layers of %s; "+
			"the bucket belongs to AWS, not to an account of yours%s",
		says, layerBucket(p), p.ref, j.layersReasons(d))
}

func layersUndecided(j *job, p *pull) []finding {
	if !p.isPrivate() || j.s3Endpoint == nil {
		return nil
	}
	d := j.layersDecision(p)
	if d.Outcome != authz.Undetermined {
		return nil
	}
	return say(warning, j.in.s3Endpoint[0].Where, contextHint(d.Missing)+"\nor "+j.letLayersThrough(p),
		"whether the policy of the S3 gateway endpoint lets the layers of %s through, which ECR keeps in %s/*, hangs on %s%s",
		p.ref, layerBucket(p), strings.Join(d.Missing, ", "), j.layersReasons(d))
}

// layersReasons says of each statement why it does not let the layers through.
func (j *job) layersReasons(d authz.Decision) string {
	var b strings.Builder
	for _, r := range d.Reasons {
		text := strings.ReplaceAll(r.String(), awsAccount, "an account of AWS")
		fmt.Fprintf(&b, "\n  %s (%s)", text, j.in.s3Endpoint[0].StatementAt(r.Statement))
	}
	return b.String()
}

func (j *job) letLayersThrough(p *pull) string {
	return "add to the policy of the S3 gateway endpoint: " +
		iampolicy.Allow("s3:GetObject").On(layerBucket(p)+"/*").For(iampolicy.Anyone()).String()
}

// endpointMismatch: the endpoints of ECR and the gateway endpoint of S3 have a
// policy each.
func endpointMismatch(j *job) (fs []finding) {
	for _, p := range j.in.endpoint {
		if isForS3(p) {
			fs = append(fs, say(warning, p.Where, "pass it with -s3-endpoint-policy "+fileOf(p),
				"this policy is about S3 alone: it is that of the gateway endpoint of S3, through which the layers come, "+
					"and not that of the endpoints of ECR")...)
		}
	}
	return fs
}

// isForS3 reports whether a policy names actions of S3 and no others.
func isForS3(p awsfile.Policy) bool {
	found := false
	for _, s := range p.Document.Statement.Items {
		for _, action := range slices.Concat(s.Action.Items, s.NotAction.Items) {
			if !strings.HasPrefix(strings.ToLower(action), "s3:") {
				return false
			}
			found = true
		}
	}
	return found
}

// ofECR are the endpoint policies that are not of S3; nil when none was given.
func ofECR(ps []awsfile.Policy) []awsfile.Policy {
	if rest := slices.DeleteFunc(slices.Clone(ps), isForS3); len(rest) > 0 {
		return rest
	}
	return nil
}
