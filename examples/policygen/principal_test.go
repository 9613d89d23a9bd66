package main

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestUnfinishedRoles: a role with a placeholder in it is nobody, and a policy
// for it would let nobody in.
func TestUnfinishedRoles(t *testing.T) {
	for role, code := range map[string]int{
		"arn:aws:iam::444455556666:role/exec":                0,
		"arn:aws:iam::444455556666:role/a/b/exec":            0,
		"arn:aws:iam::444455556666:role/${ENV}/exec":         3,
		"arn:aws:iam::444455556666:role/${ENV}-exec":         3,
		"arn:aws:iam::444455556666:role/$ENV/exec":           3,
		"arn:aws:iam::444455556666:role/<env>/exec":          3,
		"arn:aws:iam::444455556666:role/<env>-exec":          3,
		"arn:aws:iam::444455556666:role/{{env}}/exec":        3,
		"arn:aws:iam::444455556666:role/@ENV@/exec":          3,
		"arn:aws:iam::444455556666:role/__ENV__-exec":        3,
		"arn:aws:iam::444455556666:role/%ENV%/exec":          3,
		"arn:aws:iam::444455556666:role/REPLACE_ME":          3,
		"arn:aws:iam::XXXXXXXXXXXX:role/exec":                3,
		"arn:aws:iam::444455556666:instance-profile/profile": 3,
	} {
		file := fmt.Sprintf(`{"executionRoleArn":%q,"containerDefinitions":[{"name":"a","image":%q}]}`, role, usEast)
		got, out, errs := invoke(file, "-")
		require.Equal(t, code, got, role)
		require.Equal(t, code == 0, strings.Contains(out, role), out)
		if code != 0 {
			require.Contains(t, errs, "stdin:1: the execution role "+role+" is ")
			require.Contains(t, errs, "so it is left out: pass -principal")
		}
	}
	for _, role := range []string{"arn:aws:iam::444455556666:role/${ENV}/exec", "arn:aws:iam::444455556666:role/<env>/exec"} {
		code, _, errs := invoke("", "-principal", role, usEast)
		require.Equal(t, 2, code, role)
		require.Contains(t, errs, "put the value in the place of the placeholder")
	}
	code, out, _ := invoke("", "-principal", "arn:aws:iam::444455556666:role/__ENV__-exec", usEast)
	require.Zero(t, code)
	require.Contains(t, out, "__ENV__-exec", "whoever names it on the command line means it")
}
