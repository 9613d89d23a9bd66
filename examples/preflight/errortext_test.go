package main

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestErrorFlag(t *testing.T) {
	code, r, _ := answer(t, "", "-error", "no basic auth credentials")
	require.Equal(t, 0, code)
	require.Equal(t, []string{"pull-error"}, notes(r))
	code, _, _ = answer(t, "", "-error", "gibberish")
	require.Equal(t, 3, code)
	code, r, _ = answer(t, task("FARGATE", image1), "-task", "-", "-error", "context canceled")
	require.Equal(t, 3, code)
	require.Contains(t, strings.Join(notes(r), " "), "pull-error")
	require.Equal(t, "-error", r.Findings[len(r.Findings)-1].Where.Pointer)
}
