package pairs

import (
	"fmt"
	"strings"

	minio "github.com/minio/pkg/v3/policy"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/authz"
)

// many has 200 statements about as many objects, each with its own action name
// where MinIO knows enough of them. The last one is asked for.
func many(same bool) string {
	actions := []string{"s3:GetObject", "s3:PutObject", "s3:DeleteObject", "s3:GetObjectTagging", "s3:PutObjectTagging",
		"s3:DeleteObjectTagging", "s3:GetObjectVersion", "s3:ListMultipartUploadParts", "s3:AbortMultipartUpload", "s3:RestoreObject"}
	var list []string
	for i := range 199 {
		action := actions[i%len(actions)]
		if same {
			action = "s3:GetObjectRetention"
		}
		list = append(list, fmt.Sprintf(`{"Effect":"Allow","Action":["%s"],"Resource":["arn:aws:s3:::bucket-%d/*"]}`, action, i))
	}
	list = append(list, `{"Effect":"Allow","Action":["s3:GetObjectRetention"],"Resource":["arn:aws:s3:::the-bucket/*"]}`)
	return `{"Version":"2012-10-17","Statement":[` + strings.Join(list, ",") + `]}`
}

type question struct {
	name, doc              string
	action, bucket, object string
	outcome                authz.Outcome
	ecr                    bool
}

var questions = []question{
	{"required, allowed", required, "ecr:BatchGetImage", "", "", authz.Allowed, true},
	{"required, denied", required, "ecr:PutImage", "", "", authz.ImplicitDeny, true},
	{"200 statements, allowed", many(false), "s3:GetObjectRetention", "the-bucket", "a/b", authz.Allowed, false},
	{"200 statements, denied", many(false), "s3:GetObjectRetention", "other", "a/b", authz.ImplicitDeny, false},
	{"200 statements about one action, allowed", many(true), "s3:GetObjectRetention", "the-bucket", "a/b", authz.Allowed, false},
}

func (q *question) resource() string {
	if q.ecr {
		return "arn:aws:ecr:us-east-1:123456789012:repository/app"
	}
	return "arn:aws:s3:::" + q.bucket + "/" + q.object
}

// Decide asks a policy. MinIO's IsAllowed is the fastest evaluator in Go. It
// knows no ECR: its strict parser refuses the documents, so they are read by
// encoding/json, and its resources are bucket and object, so only "*" and S3
// ARNs are compared.
func Decide() Group {
	g := Group{Name: "Policy.Decide"}
	for _, q := range questions {
		policy, err := authz.Compile(iampolicy.MustParse(q.doc))
		if err != nil {
			panic(err)
		}
		r := authz.Request{Action: q.action, Resource: q.resource()}
		theirs := readJSON[minio.Policy]([]byte(q.doc))
		args := minio.Args{Action: minio.Action(q.action), BucketName: q.bucket, ObjectName: q.object}
		g.Rows = append(g.Rows, Row{Name: q.name, Contenders: []Contender{
			{Name: Ours, Run: func() int { return int(policy.Decide(r).Outcome) }, Answer: func() (got, want any) {
				return policy.Decide(r).Outcome, q.outcome
			}},
			{Name: "minio", Module: minioModule, Goal: 2, Run: func() int { return number(theirs.IsAllowed(args)) }, Answer: func() (got, want any) {
				return theirs.IsAllowed(args), q.outcome == authz.Allowed
			}},
		}})
	}
	return g
}
