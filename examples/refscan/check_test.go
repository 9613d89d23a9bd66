package main

import (
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestCheck: what -check finds keeps somebody from committing, so it has to be a
// mistake.
func TestCheck(t *testing.T) {
	for _, row := range []struct {
		text string
		code int
		why  string
	}{
		{"", 0, "nothing"},
		{ref, 0, "an image"},
		{"FROM 123456789012.dkr.ecr.cn-north-1.amazonaws.com/app:v1", 1, "the wrong suffix"},
		{"12345678901.dkr.ecr.us-east-1.amazonaws.com/app", 1, "a digit is lost"},
		{"123456789012.dkr.ecr.us-east-1.amazonaws.com.evil.example/app", 1, "a host of somebody else"},
		{"docker://AWS:eyJTOKEN@123456789012.dkr.ecr.us-east-1.amazonaws.com/app", 1, "a password"},
		{"${AWS::AccountId}.dkr.ecr.${AWS::Region}.${AWS::URLSuffix}/app:v1", 0, "a template"},
		{"123456789012.dkr.ecr.REGION.amazonaws.com/app", 0, "documentation"},
		{"https://123456789012.dkr.ecr.us-east-1.amazonaws.com/app:v1", 0, "a URL"},
		{"docker://123456789012.dkr.ecr.us-east-1.amazonaws.com/app:v1", 0, "as skopeo takes it"},
		{"123456789012.DKR.ECR.US-EAST-1.AMAZONAWS.COM/app:v1", 0, "a host in capitals is the same host"},
		{"000000000000.dkr.ecr.us-east-1.localhost.localstack.cloud:4566/app", 0, "LocalStack"},
		{"http://000000000000.dkr.ecr.us-east-1.localhost:5100/app", 0, "a registry on this machine"},
		{"000000000000.dkr.ecr.us-east-1.localhost.evil.example/app", 1, "only looks like one"},
	} {
		code, out, report := call(strings.NewReader(row.text), "-check", "-")
		require.Equal(t, row.code, code, "%s\n%s", row.why, out)
		require.Empty(t, report, row.why)
		require.Equal(t, row.code == 0, out == "", row.why)
		require.NotContains(t, out, "eyJTOKEN", row.why)
	}
}

// TestCheckIsPartOfNear: it finds nothing else, and says the same of it.
func TestCheckIsPartOfNear(t *testing.T) {
	_, near, _ := call(nil, "-near", "testdata/near", "testdata/tree")
	_, check, _ := call(nil, "-check", "testdata/near", "testdata/tree")
	lines := strings.Split(strings.TrimSpace(check), "\n")
	require.Subset(t, strings.Split(near, "\n"), lines)
	require.Greater(t, len(lines), 3)
}

// TestCheckNames: a hook passes the names of files as they are, and none of them
// switches the check off.
func TestCheckNames(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, name := range []string{"-h", "Dockerfile"} {
		require.NoError(t, os.WriteFile(name, []byte("FROM 123456789012.dkr.ecr.cn-north-1.amazonaws.com/app:v1"), 0o600))
	}
	for _, row := range []struct {
		args []string
		code int
		said string
		why  string
	}{
		{[]string{"-check", "-h", "Dockerfile"}, exitError,
			"refscan: a file is called -h, which reads as a flag: rename it, or write ./-h\n", "a file"},
		{[]string{"-check", "-version", "Dockerfile"}, exitError,
			"refscan: -h and -version check nothing: leave them out, or leave out -check and the files\n", "no file"},
		{[]string{"-check", "./-h"}, exitNone, "", "what is to be written"},
	} {
		code, _, report := call(nil, row.args...)
		require.Equal(t, row.code, code, row.why)
		require.Equal(t, row.said, report, row.why)
	}
}
