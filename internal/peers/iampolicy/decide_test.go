package iampolicy_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	minio "github.com/minio/pkg/v3/policy"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/authz"
)

// The same documents, decided by ecrkit and by MinIO's IsAllowed, which is the
// fastest evaluator in Go. MinIO knows no ECR: its strict parser refuses the
// documents, so they are read by encoding/json, and its resources are bucket
// and object, so only "*" and S3 ARNs are compared.

func ours(b *testing.B, doc string) *authz.Policy {
	p, err := authz.Compile(iampolicy.MustParse(doc))
	if err != nil {
		b.Fatal(err)
	}
	return p
}

func theirs(b *testing.B, doc string) minio.Policy {
	var p minio.Policy
	if err := json.Unmarshal([]byte(doc), &p); err != nil {
		b.Fatal(err)
	}
	return p
}

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
	{"required/allowed", string(required), "ecr:BatchGetImage", "", "", authz.Allowed, true},
	{"required/denied", string(required), "ecr:PutImage", "", "", authz.ImplicitDeny, true},
	{"200/allowed", many(false), "s3:GetObjectRetention", "the-bucket", "a/b", authz.Allowed, false},
	{"200/denied", many(false), "s3:GetObjectRetention", "other", "a/b", authz.ImplicitDeny, false},
	{"200-one-action/allowed", many(true), "s3:GetObjectRetention", "the-bucket", "a/b", authz.Allowed, false},
}

func (q *question) resource() string {
	if q.ecr {
		return "arn:aws:ecr:us-east-1:123456789012:repository/app"
	}
	return "arn:aws:s3:::" + q.bucket + "/" + q.object
}

func BenchmarkDecide(b *testing.B) {
	for _, q := range questions {
		b.Run(q.name+"/ecrkit", func(b *testing.B) {
			p := ours(b, q.doc)
			r := authz.Request{Action: q.action, Resource: q.resource()}
			b.ReportAllocs()
			for b.Loop() {
				if p.Decide(r).Outcome != q.outcome {
					b.Fatal(p.Decide(r))
				}
			}
		})
		b.Run(q.name+"/minio", func(b *testing.B) {
			p := theirs(b, q.doc)
			args := minio.Args{Action: minio.Action(q.action), BucketName: q.bucket, ObjectName: q.object}
			b.ReportAllocs()
			for b.Loop() {
				if p.IsAllowed(args) != (q.outcome == authz.Allowed) {
					b.Fatal(p.IsAllowed(args))
				}
			}
		})
	}
}

// BenchmarkDecideOtherActions shows that statements about other actions cost nothing.
func BenchmarkDecideOtherActions(b *testing.B) {
	for _, n := range []int{1, 10, 100, 1000} {
		list := []string{`{"Effect":"Allow","Action":"ecr:BatchGetImage","Resource":"arn:aws:ecr:*:*:repository/app"}`}
		for i := range n {
			list = append(list, fmt.Sprintf(`{"Effect":"Allow","Action":"ecr:Other%d","Resource":"arn:aws:ecr:*:*:repository/app-%d"}`, i, i))
		}
		p := ours(b, `{"Version":"2012-10-17","Statement":[`+strings.Join(list, ",")+`]}`)
		r := authz.Request{Action: "ecr:BatchGetImage", Resource: "arn:aws:ecr:us-east-1:123456789012:repository/app"}
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				p.Decide(r)
			}
		})
	}
}
