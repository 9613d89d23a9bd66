package lint

import (
	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/match"
)

// pullHalves says which half of a pull the document allows without the other.
type pullHalves struct{ has, lacks string }

// halfPull reports one half of a pull without the other. A policy that also pushes is
// let be: pushing needs BatchGetImage alone.
func halfPull(a *action) {
	h := a.halves()
	if h.has != "" && a.allows() && !a.not && match.EqualFold(a.text, h.has) {
		a.report(a.at, "a pull needs "+h.lacks+" beside "+h.has, "add "+literal(h.lacks))
	}
}

func (l *linter) halves() pullHalves {
	if l.memo.pull == nil {
		l.memo.pull = new(pullHalves)
		const manifest, layers = iampolicy.ECRBatchGetImage, iampolicy.ECRGetDownloadUrlForLayer
		switch m, y := l.grants(manifest, anywhere), l.grants(layers, anywhere); {
		case m == y || l.grants(iampolicy.ECRPutImage, anywhere):
		case m:
			*l.memo.pull = pullHalves{manifest, layers}
		default:
			*l.memo.pull = pullHalves{layers, manifest}
		}
	}
	return *l.memo.pull
}

// lambdaPairSID is what AWS calls the first half of the pair in its guide.
const lambdaPairSID = "CrossAccountPermission"

// halfLambdaPair reports half of the two statements that a function in another account
// needs: one for that account, one for Lambda acting for its functions.
func halfLambdaPair(s *statement) {
	account := lambdaAccount(s.Statement)
	if account == "" && s.SID != lambdaPairSID {
		return
	}
	switch pullers := s.pullers(); {
	case account != "" && !pullers["*"] && !pullers[account]:
		s.report(s.at, "if "+account+" is not the repository's own account, the account itself must be allowed too",
			`add a statement for {"AWS": "arn:aws:iam::`+account+`:root"} with ecr:BatchGetImage and ecr:GetDownloadUrlForLayer`)
	case s.SID == lambdaPairSID && !pullers["lambda"]:
		s.report(s.at, "a function in another account also needs Lambda itself to be allowed",
			`add a statement for {"Service": "lambda.amazonaws.com"} with a condition on aws:SourceArn`)
	}
}

// pullers returns the accounts that may read manifests, or someone in them may, with
// "*" for everybody and "lambda" for Lambda.
func (l *linter) pullers() map[string]bool {
	if l.memo.lambda == nil {
		l.memo.lambda = map[string]bool{}
		for i := range l.statements {
			if s := &l.statements[i]; s.allows() && s.covers(iampolicy.ECRBatchGetImage) {
				addPullers(l.memo.lambda, s.Principal)
			}
		}
	}
	return l.memo.lambda
}

func addPullers(set map[string]bool, p iampolicy.Principal) {
	set["*"] = set["*"] || p.IsAnyone()
	set["lambda"] = set["lambda"] || isLambda(p)
	for _, name := range p.AWS.Items {
		if a, ok := match.SplitARN(name); ok {
			name = a[match.ARNAccount]
		}
		set[name] = true
	}
}

func isLambda(p iampolicy.Principal) bool {
	for _, s := range p.Service.Items {
		if match.EqualFold(s, "lambda.amazonaws.com") {
			return true
		}
	}
	return false
}

// lambdaAccount returns the account whose functions the statement is about.
func lambdaAccount(s *iampolicy.Statement) string {
	if s.Effect != iampolicy.EffectAllow || !isLambda(s.Principal) {
		return ""
	}
	for _, c := range s.Condition {
		for _, v := range c.Values.Items {
			if a, _ := match.SplitARN(v.Text); match.EqualFold(c.Key, "aws:SourceArn") && match.IsAccountID(a[match.ARNAccount]) {
				return a[match.ARNAccount]
			}
		}
	}
	return ""
}

// roleServices are services that pull with a role of the account.
var roleServices = [...]string{
	"batch.amazonaws.com", "build.apprunner.amazonaws.com", "ec2.amazonaws.com", "ecs-tasks.amazonaws.com",
	"ecs.amazonaws.com", "eks.amazonaws.com", "sagemaker.amazonaws.com", "tasks.apprunner.amazonaws.com",
}

func servicePullsWithRole(p *principal) {
	for _, r := range roleServices {
		if p.member == "Service" && !p.not && match.EqualFold(r, p.name) {
			p.report(p.at, p.name+" pulls with a role of the account, never by its own name", `name the role or its account under "AWS"`)
		}
	}
}
