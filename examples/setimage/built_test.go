package main

import (
	"bytes"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// build makes the program as users have it: the test links packages that the
// program may lack.
func build(t *testing.T) (program string) {
	t.Helper()
	program = filepath.Join(t.TempDir(), "setimage")
	out, err := exec.Command("go", "build", "-o", program, ".").CombinedOutput()
	require.NoError(t, err, string(out))
	return program
}

// TestBuiltDigests: the program knows the digests of images outside ECR.
func TestBuiltDigests(t *testing.T) {
	program := build(t)
	sha512 := "@sha512:" + strings.Repeat("a", 128)
	for _, row := range []struct {
		image, flag, value string
		code               int
		want               string
	}{
		{"localhost:5000/app:v1", "-digest", digestA, 0, "localhost:5000/app@" + digestA},
		{"nginx", "-image", "nginx@" + digestA, 0, "nginx@" + digestA},
		{"nginx@" + digestA, "-tag", "2", 0, "nginx:2"},
		{"nginx@" + digestA, "-digest", digestB, 0, "nginx@" + digestB},
		{"nginx" + sha512, "-tag", "2", 0, "nginx:2"},
		{"nginx", "-image", "nginx" + sha512, 2, "ECS takes only sha256 digests"},
	} {
		file := func(image string) string { return `[{"name":"a","image":"` + image + `"}]` }
		cmd := exec.Command(program, row.flag, row.value, "-")
		cmd.Stdin = strings.NewReader(file(row.image))
		var stdout, stderr bytes.Buffer
		cmd.Stdout, cmd.Stderr = &stdout, &stderr
		_ = cmd.Run()
		require.Equal(t, row.code, cmd.ProcessState.ExitCode(), stderr.String())
		if row.code == 0 {
			require.Equal(t, file(row.want), stdout.String())
			continue
		}
		require.Contains(t, stderr.String(), row.want)
		require.Empty(t, stdout.String())
	}
}
