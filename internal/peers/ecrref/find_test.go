package ecrref_test

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"github.com/seed-293f0d42/ecrkit/ecrref"
)

// referencePattern is what a tool would write without ecrref: the host pattern of
// amazon-ecr-credential-helper, the name pattern of the ECR API, the tag and
// digest patterns of OCI, and the hosts of the public gallery.
var referencePattern = regexp.MustCompile(`(?:[0-9]{12}\.dkr[.-]ecr(?:-fips)?\.[a-zA-Z0-9][a-zA-Z0-9-_]*\.` +
	`(?:amazonaws\.(?:com(?:\.cn)?|eu)|on\.(?:aws|amazonwebservices\.com\.cn)|sc2s\.sgov\.gov|c2s\.ic\.gov|cloud\.adc-e\.uk|csp\.hci\.ic\` +
	`.gov)` +
	`|public\.ecr\.aws|ecr-public\.aws\.com)` +
	`/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*` +
	`(?::[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?(?:@sha256:[a-f0-9]{64})?`)

// mixedText returns n bytes of the kinds of text that a repository of
// deployments holds, with about one reference in a kilobyte.
func mixedText(n int) string {
	rng := rand.New(rand.NewPCG(1, 2))
	var b strings.Builder
	for b.Len() < n {
		piece := pieces[rng.IntN(len(pieces))]
		fmt.Fprintf(&b, piece, rng.IntN(1000), rng.Uint64())
	}
	return b.String()[:n]
}

var pieces = []string{
	// a task definition
	`{"family":"web-%d","networkMode":"awsvpc","requiresCompatibilities":["FARGATE"],"cpu":"256","memory":"512",
  "executionRoleArn":"arn:aws:iam::123456789012:role/ecsTaskExecutionRole","containerDefinitions":[{"name":"web",
  "image":"123456789012.dkr.ecr.us-east-1.amazonaws.com/team/web:%016x","essential":true,"portMappings":[{"containerPort":8080}],
  "environment":[{"name":"LOG_LEVEL","value":"info"},{"name":"REGION","value":"us-east-1"}],"logConfiguration":{"logDriver":"awslogs",
  "options":{"awslogs-group":"/ecs/web","awslogs-region":"us-east-1","awslogs-stream-prefix":"ecs"}}}]}
`,
	// a Dockerfile
	`FROM public.ecr.aws/docker/library/golang:1.%d AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN --mount=type=cache,target=/go/pkg/mod go mod download
COPY . .
RUN CGO_ENABLED=0 go build -ldflags "-X main.version=%016x" -o /out/server ./cmd/server
FROM gcr.io/distroless/static-debian12:nonroot
COPY --from=build /out/server /server
ENTRYPOINT ["/server"]
`,
	// logs
	`time="2026-11-23T17:10:%02dZ" level=info msg="request served" method=GET path=/v1/orders status=200 duration=12.5ms trace=%016x
time="2026-11-23T17:10:59Z" level=warning msg="retrying" err="dial tcp 10.0.3.17:5432: connect: connection refused" attempt=3
2026-11-23 17:11:02,017 INFO  [main] com.example.orders.OrderService - order 8412390 accepted for customer 55127, total 129.90 EUR
`,
	// Terraform
	`resource "aws_ecs_service" "web_%d" {
  name            = "web"
  cluster         = aws_ecs_cluster.main.id
  task_definition = aws_ecs_task_definition.web.arn
  desired_count   = var.desired_count
  # build %016x
  network_configuration {
    subnets          = data.aws_subnets.private.ids
    security_groups  = [aws_security_group.web.id]
    assign_public_ip = false
  }
}
`,
	// prose
	`## Deploying service %d

Each service has a repository of its own in the shared account. The pipeline builds the image, pushes it, and then updates the
task definition so that the secret rotation and the public load balancer keep working while the old tasks drain (run %016x).
If a deployment does not become steady within ten minutes it is rolled back, and the on-call engineer is told which tasks stopped
and why. See https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-circuit-breaker.html for how that works.

`,
	// source code
	`// Handle serves request %d.
public class OrderController {
    private static final Logger log = LoggerFactory.getLogger(OrderController.class);
    public ResponseEntity<Order> get(@PathVariable("id") long id) {
        log.debug("looking up order {} etag %016x", id);
        return repository.findById(id).map(ResponseEntity::ok).orElse(ResponseEntity.notFound().build());
    }
}
`,
	// an event
	`{"version":"0","id":"%d","detail-type":"ECS Task State Change","source":"aws.ecs","account":"123456789012","time":"2026-11-23T17:11:03Z",
"region":"us-east-1","detail":{"containers":[{"containerArn":"arn:aws:ecs:us-east-1:123456789012:container/main/1f7c%016x",
"lastStatus":"STOPPED","reason":"CannotPullContainerError: pull image manifest has been retried 1 time(s)","imageDigest":
"sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"}],"stoppedReason":"Task failed to start"}}
`,
}

func findAll(text string) (spans [][]int) {
	for m := range ecrref.Find(text) {
		spans = append(spans, []int{m.Start, m.End})
	}
	return spans
}

// TestFindAgreesWithRegexp: on the text of the benchmark both find the same.
func TestFindAgreesWithRegexp(t *testing.T) {
	text := mixedText(1 << 20)
	got, want := findAll(text), referencePattern.FindAllStringIndex(text, -1)
	if len(got) < 500 || !reflect.DeepEqual(got, want) {
		t.Errorf("Find found %d references, the regexp %d, and not the same", len(got), len(want))
	}
}

func BenchmarkFind(b *testing.B) {
	texts := []struct{ name, text string }{
		{"mixed", mixedText(1 << 20)},
		{"none", strings.ReplaceAll(strings.ReplaceAll(mixedText(1<<20), "dkr", "xyz"), "public.ecr", "x")},
		{"digits", strings.Repeat("1234567890", 1<<20/10)},
		{"hex", strings.Repeat("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855 ", 1<<20/65)},
		{"rulers", strings.Repeat("::::::::::::====", 1<<20/16)},
		{"hosts", strings.Repeat("123456789012.dkr.ecr.", 1<<20/21)},
		{"refs", strings.Repeat("123456789012.dkr.ecr.us-east-1.amazonaws.com/team/web:v1\n", 1<<20/57)},
	}
	for _, t := range texts {
		b.Run("ecrref/"+t.name, func(b *testing.B) {
			b.SetBytes(int64(len(t.text)))
			b.ReportAllocs()
			n := 0
			for b.Loop() {
				for range ecrref.Find(t.text) {
					n++
				}
			}
			b.ReportMetric(float64(n)/float64(b.N), "matches/op")
		})
		b.Run("regexp/"+t.name, func(b *testing.B) {
			b.SetBytes(int64(len(t.text)))
			b.ReportAllocs()
			for b.Loop() {
				referencePattern.FindAllStringIndex(t.text, -1)
			}
		})
	}
}
