package growth

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// A Text is a kind of text to find references in.
type Text struct {
	Name, Block string // the block is repeated
	Hostile     bool
}

// Texts returns blocks of about n bytes of each kind.
func Texts(n int) []Text {
	mixed := Mixed(n)
	return []Text{
		{"mixed", mixed, false},
		{"none", strings.NewReplacer("dkr", "xyz", "public.ecr", "x").Replace(mixed), false},
		{"references", repeat("123456789012.dkr.ecr.us-east-1.amazonaws.com/team/web:v1\n", n), false},
		{"digits", repeat("1234567890", n), true},
		{"digests", repeat("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855 ", n), true},
		{"rulers", repeat("::::::::::::====", n), true},
		{"half hosts", repeat("123456789012.dkr.ecr.", n), true},
	}
}

func repeat(s string, n int) string { return strings.Repeat(s, max(1, n/len(s))) }

// Mixed returns n bytes of the kinds of text that a repository of deployments
// holds, with about one reference in a kilobyte.
func Mixed(n int) string {
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
