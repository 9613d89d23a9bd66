package cli_test

import (
	"errors"
	"fmt"
	"io/fs"
	"testing"

	"github.com/seed-293f0d42/ecrkit/agentver"
	"github.com/seed-293f0d42/ecrkit/ecrref"
	"github.com/seed-293f0d42/ecrkit/examples/internal/cli"
	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/stretchr/testify/require"
)

func TestReason(t *testing.T) {
	ref := &ecrref.ParseError{Func: "Parse", Input: "x", Msg: "is wrong", Hint: "write y"}
	version := &agentver.ParseError{Func: "Parse", Input: "1", Offset: 1, Msg: "is short"}
	policy := &iampolicy.ParseError{Offset: 7, Pointer: "/Statement/0", Msg: "is wrong", Hint: "write z"}
	for _, row := range []struct {
		err       error
		want, why string
	}{
		{nil, "", "no error"},
		{fs.ErrNotExist, "file does not exist", "another error stays as it is"},
		{ref, "is wrong; write y", "message and hint"},
		{version, "is short", "no hint, no offset"},
		{policy, "/Statement/0: is wrong; write z", "the pointer is a place people find"},
		{&iampolicy.ParseError{Msg: "is empty"}, "is empty", "the whole document has no pointer"},
		{fmt.Errorf("f:1: %w (see -h)", ref), "f:1: is wrong; write y (see -h)", "what stands around it stays"},
		{fmt.Errorf("f: %w", fmt.Errorf("g: %w", ref)), "f: g: is wrong; write y", "at any depth"},
		{fmt.Errorf("x: %w", &fs.PathError{Op: "open", Path: "a\nb", Err: fs.ErrNotExist}), `x: "a\nb": no such file`, "one line"},
		{&fs.PathError{Op: "open", Path: "u:secret@quay.io/x:1", Err: fs.ErrNotExist}, "REDACTED@quay.io/x:1: no such file", "an image in the place of a file"},
		{&fs.PathError{Op: "open", Path: "node_modules/@scope/x.json", Err: fs.ErrNotExist}, "node_modules/@scope/x.json: no such file", "no password"},
		{errors.Join(version, fmt.Errorf("f: %w", policy), fs.ErrExist), "is short\nf: /Statement/0: is wrong; write z\nfile already exists", "each of several"},
		{fmt.Errorf("%w and %w", ref, ref), "is wrong; write y and is wrong; write y", "twice the same"},
	} {
		require.Equal(t, row.want, cli.Reason(row.err), row.why)
	}
}

// TestReasonOfLibrary: no function name is left of what the packages return.
func TestReasonOfLibrary(t *testing.T) {
	_, ref := ecrref.Parse("1.dkr.ecr.us-east-1.amazonaws.com/app")
	_, version := agentver.Parse("1.90")
	_, policy := iampolicy.Parse([]byte(`{"Statement":[{"Effect":"allow"}]}`))
	for _, err := range []error{ref, version, policy} {
		require.Error(t, err)
		require.NotRegexp(t, `\b(ecrref|agentver|iampolicy)\.|at byte|\(byte`, cli.Reason(err))
	}
}
