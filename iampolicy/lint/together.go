package lint

import (
	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/match"
)

// grants reports whether some statement allows action, by any pattern, on
// anything and under any condition.
func (l *linter) grants(action string) bool {
	return l.grantsIn(action, func(*iampolicy.Statement) bool { return true })
}

// grantsIn is grants for the statements that in holds.
func (l *linter) grantsIn(action string, in func(*iampolicy.Statement) bool) bool {
	for i := range l.doc.Statement.Items {
		if s := &l.doc.Statement.Items[i]; s.Effect == iampolicy.EffectAllow && covers(s, action) && in(s) {
			return true
		}
	}
	return false
}

// covers reports whether the statement is about action.
func covers(s *iampolicy.Statement, action string) bool {
	for _, a := range s.Action.Items {
		if match.MatchFold(a, action) {
			return true
		}
	}
	for _, a := range s.NotAction.Items {
		if match.MatchFold(a, action) {
			return false
		}
	}
	return s.NotAction.Items != nil
}

// tokenScoped reports a token that is asked for on ARNs. Where another
// statement grants it on everything this one is merely idle.
func (l *linter) tokenScoped() {
	if l.kind == iampolicy.KindRepository || l.kind == iampolicy.KindTrust {
		return
	}
	granted := map[string]bool{} // on "*"
	l.eachStatement(func(s statementLinter) {
		s.each("Action", s.Action, func(at, action string) {
			switch {
			case !isToken(action) || !scoped(s.Statement):
			case s.Effect == iampolicy.EffectAllow && l.grantsOnStar(action, granted):
				l.add("ECR_ACTION_SCOPED_TO_ARN", at, action+` has no resource type; another statement grants it on "*"`, "leave it out here")
			default:
				l.add("ECR_TOKEN_SCOPED_TO_ARN", at, action+` has no resource type: on ARNs it neither allows nor denies anything`, `move it to a statement with "Resource": "*"`)
			}
		})
	})
}

// grantsOnStar is grantsIn for statements that are not scoped. It asks once for
// each action.
func (l *linter) grantsOnStar(action string, known map[string]bool) bool {
	action = match.LowerCase(action)
	granted, ok := known[action]
	if !ok {
		granted = l.grantsIn(action, func(s *iampolicy.Statement) bool { return !scoped(s) })
		known[action] = granted
	}
	return granted
}

// tokenNotCovered reports ecr:* and the like on ARNs where the token is granted
// nowhere: the wildcard covers its name, but not without "*" as resource.
func (l *linter) tokenNotCovered() {
	if l.kind != iampolicy.KindIdentity || l.grantsIn(iampolicy.ECRGetAuthorizationToken, func(s *iampolicy.Statement) bool { return !scoped(s) }) {
		return
	}
	l.eachStatement(func(s statementLinter) {
		s.each("Action", s.Action, func(at, action string) {
			if s.Effect == iampolicy.EffectAllow && scoped(s.Statement) && match.HasWildcard(action) && match.MatchFold(action, iampolicy.ECRGetAuthorizationToken) && match.IsECRAction(match.LowerCase(action)) {
				l.add("ECR_TOKEN_NOT_COVERED", at, match.Quote(action)+" on ARNs leaves out "+iampolicy.ECRGetAuthorizationToken+", which every pull and push needs", `unless another policy grants it, add a statement for it with "Resource": "*"`)
			}
		})
	})
}

// pullComplete reports one half of a pull without the other. A policy that
// also pushes is let be: pushing needs BatchGetImage alone.
func (l *linter) pullComplete() {
	if l.grants(iampolicy.ECRPutImage) || l.kind == iampolicy.KindTrust || l.kind == iampolicy.KindSCP || l.kind == iampolicy.KindRCP {
		return
	}
	manifest, layers := l.grants(iampolicy.ECRBatchGetImage), l.grants(iampolicy.ECRGetDownloadUrlForLayer)
	if manifest == layers {
		return
	}
	has, lacks := iampolicy.ECRBatchGetImage, iampolicy.ECRGetDownloadUrlForLayer
	if layers {
		has, lacks = lacks, has
	}
	l.eachStatement(func(s statementLinter) {
		s.each("Action", s.Action, func(at, action string) {
			if s.Effect == iampolicy.EffectAllow && match.EqualFold(action, has) {
				l.add("ECR_INCOMPLETE_PULL", at, "a pull needs "+lacks+" beside "+has, "add "+literal(lacks))
			}
		})
	})
}

// lambdaPairSID is what AWS calls the first half of the pair in its guide.
const lambdaPairSID = "CrossAccountPermission"

// lambdaPair reports half of the two statements that a function in another
// account needs: one for that account, one for Lambda acting for its functions.
func (l *linter) lambdaPair() {
	if l.kind != iampolicy.KindRepository {
		return
	}
	pullers := l.pullers()
	l.eachStatement(func(s statementLinter) {
		switch account := lambdaAccount(s.Statement); {
		case account != "" && !pullers["*"] && !pullers[account]:
			l.add("ECR_LAMBDA_PAIR_INCOMPLETE", s.at, "if "+account+" is not the repository's own account, the account itself must be allowed too", `add a statement for {"AWS": "arn:aws:iam::`+account+`:root"} with ecr:BatchGetImage and ecr:GetDownloadUrlForLayer`)
		case s.SID == lambdaPairSID && !pullers["lambda"]:
			l.add("ECR_LAMBDA_PAIR_INCOMPLETE", s.at, "a function in another account also needs Lambda itself to be allowed", `add a statement for {"Service": "lambda.amazonaws.com"} with a condition on aws:SourceArn`)
		}
	})
}

// pullers returns the accounts that may read manifests, or someone in them
// may, with "*" for everybody and "lambda" for Lambda.
func (l *linter) pullers() map[string]bool {
	set := map[string]bool{}
	for i := range l.doc.Statement.Items {
		s := &l.doc.Statement.Items[i]
		if s.Effect != iampolicy.EffectAllow || !covers(s, iampolicy.ECRBatchGetImage) {
			continue
		}
		set["*"] = set["*"] || s.Principal.IsAnyone()
		set["lambda"] = set["lambda"] || isLambda(s.Principal)
		for _, name := range s.Principal.AWS.Items {
			if a, ok := match.SplitARN(name); ok {
				name = a[match.ARNAccount]
			}
			set[name] = true
		}
	}
	return set
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
			if a, ok := match.SplitARN(v.Text); ok && match.EqualFold(c.Key, "aws:SourceArn") && match.IsAccountID(a[match.ARNAccount]) {
				return a[match.ARNAccount]
			}
		}
	}
	return ""
}
