package main

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestBounds: what a template leaves open multiplies with the images that it has, and
// past a bound the answer is that too much is open, by one deployment.
func TestBounds(t *testing.T) {
	template := func(tasks, conditions int) string {
		var b strings.Builder
		b.WriteString("Parameters:\n")
		for i := range conditions {
			fmt.Fprintf(&b, "  P%d: {Type: String}\n", i)
		}
		b.WriteString("Conditions:\n")
		for i := range conditions {
			fmt.Fprintf(&b, "  C%d: !Equals [!Ref P%d, a]\n", i, i)
		}
		b.WriteString(short.Replace("Resources:\n  Exec: {Type: AWS::IAM::Role, Properties: {TRUST, ManagedPolicyArns: ['MANAGED']}}\n"))
		for i := range tasks {
			fmt.Fprintf(&b, short.Replace("  Task%d: {Type: AWS::ECS::TaskDefinition, Properties: {RequiresCompatibilities: [FARGATE], "+
				"ExecutionRoleArn: !GetAtt Exec.Arn, ContainerDefinitions: [{Name: app, "+
				"Image: !If [C%d, !Sub 'OWN/app%d:v1', !Sub 'OWN/app%d:v2']}]}}\n"), i, i%conditions, i, i)
		}
		return b.String()
	}
	for _, row := range []struct {
		tasks, conditions, exit int
		isOpen                  bool
	}{
		{2, 4, 0, false},   // 16 deployments of 2 images
		{100, 4, 0, false}, // of 100
		{100, 8, 3, true},  // 256 of 100
		{12, 12, 3, true},  // 4096 of 12
	} {
		name := t.TempDir() + "/t.yaml"
		require.NoError(t, os.WriteFile(name, []byte(template(row.tasks, row.conditions)), 0o600))
		code, r, errs := answer(t, "", "-task", name, "-region", "us-east-1")
		require.Equal(t, row.exit, code, "%v %s", row, errs)
		require.Len(t, r.Images, row.tasks)
		isOpen := false
		for _, f := range r.Findings {
			isOpen = isOpen || strings.Contains(f.Message, "too much of the deployment is not known to try everything")
		}
		require.Equal(t, row.isOpen, isOpen, "%v", row)
	}
}
