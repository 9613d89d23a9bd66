package hint_test

import (
	"testing"

	"github.com/seed-293f0d42/ecrkit/examples/internal/hint"
)

// TestPlain: what is left of a hint is a sentence of its own.
func TestPlain(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"":                    "",
		"write linux":         "write linux",
		"ParseAny reads ARNs": "",
		`an image is h/REPOSITORY:TAG; for the registry use ParseRegistry("h")`:  "an image is h/REPOSITORY:TAG",
		"this looks like a Docker version, which agenttext.ParseDocker reads":    "this looks like a Docker version",
		"write one version; ParseConstraint reads a list, with the comma as and": "write one version",
		"write Parse, With or a StringLike of your own":                          "write Parse, With or a StringLike of your own",
		"the commit is that of release 1.7.0, see ReleaseByCommit":               "the commit is that of release 1.7.0",
	} {
		if got := hint.Plain(in); got != want {
			t.Errorf("Plain(%q) = %q, want %q", in, got, want)
		}
	}
}
