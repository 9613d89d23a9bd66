package consumers_test

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/seed-293f0d42/ecrkit/ecrref"
)

// TestCredentialHelper asks docker-credential-ecr-login for the credentials of
// every registry host that ecrref builds; moto_server stands in for ECR.
func TestCredentialHelper(t *testing.T) {
	need(t, "moto_server")
	addr := freePort(t)
	host, port, _ := strings.Cut(addr, ":")
	start(t, exec.Command("moto_server", "-H", host, "-p", port), "http://"+addr+"/moto-api/")
	helper := filepath.Join(t.TempDir(), "docker-credential-ecr-login")
	build := exec.Command(
		"go",
		"build",
		"-o",
		helper,
		"github.com/awslabs/amazon-ecr-credential-helper/ecr-login/cli/docker-credential-ecr-login",
	)
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for _, g := range registries(t) {
		if g.Kind() == ecrref.Public {
			continue // its token comes from another service, which moto does not answer
		}
		cmd := exec.Command(helper, "get")
		cmd.Stdin = strings.NewReader(g.Host())
		cmd.Env = append(
			os.Environ(),
			"AWS_ENDPOINT_URL=http://"+addr,
			"AWS_ACCESS_KEY_ID=test",
			"AWS_SECRET_ACCESS_KEY=test",
			"AWS_ECR_DISABLE_CACHE=true",
			"HOME="+t.TempDir(),
		)
		out, err := cmd.Output()
		if isUnknownToHelper(g) {
			if err == nil {
				t.Errorf("docker-credential-ecr-login takes %s now: it is no difference any more", g.Host())
			}
			continue
		}
		if err != nil {
			t.Errorf("docker-credential-ecr-login get %s: %v\n%s", g.Host(), stderr(err), out)
			continue
		}
		var answer struct{ ServerURL, Username, Secret string }
		if err := json.Unmarshal(out, &answer); err != nil || answer.Username != "AWS" || answer.Secret == "" {
			t.Errorf("docker-credential-ecr-login get %s = %s", g.Host(), out)
		}
	}
}

// isUnknownToHelper lists what the helper's 0.12.0 refuses: of the dual-stack
// hosts it knows those of aws, aws-us-gov and aws-cn. The others follow from the
// dual-stack domains in aws-sdk-go-v2's partitions.json, and the tests of the
// ECS agent hold those of the isolated partitions.
func isUnknownToHelper(g ecrref.Registry) bool {
	return g.IsDualStack() && !slices.Contains([]string{"aws", "aws-us-gov", "aws-cn"}, g.Partition())
}
