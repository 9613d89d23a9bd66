package consumers_test

import (
	"context"
	"crypto/tls"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/google/go-containerregistry/pkg/name"
	"github.com/google/go-containerregistry/pkg/registry"
	"github.com/google/go-containerregistry/pkg/v1/random"
	"github.com/google/go-containerregistry/pkg/v1/remote"
)

// TestGoContainerRegistry pushes and pulls by the references of every host form.
// The transport sends each host to one registry in this process.
func TestGoContainerRegistry(t *testing.T) {
	server := httptest.NewTLSServer(registry.New(registry.Logger(log.New(io.Discard, "", 0))))
	defer server.Close()
	transport := &http.Transport{
		TLSClientConfig: &tls.Config{InsecureSkipVerify: true}, // the certificate is httptest's own
		DialContext: func(ctx context.Context, network, _ string) (net.Conn, error) {
			return (&net.Dialer{}).DialContext(ctx, network, server.Listener.Addr().String())
		},
	}
	image, err := random.Image(256, 1)
	if err != nil {
		t.Fatal(err)
	}
	digest, err := image.Digest()
	if err != nil {
		t.Fatal(err)
	}
	for _, g := range registries(t) {
		tagged, err := repositoryFor(t, g).WithTag("v1")
		if err != nil {
			t.Fatal(err)
		}
		pinned, err := tagged.WithDigest(digest.String())
		if err != nil {
			t.Fatal(err)
		}
		if err := remote.Write(parse(t, tagged.String()).(name.Tag), image, remote.WithTransport(transport)); err != nil {
			t.Errorf("push %s: %v", tagged, err)
		}
		for _, ref := range []string{tagged.String(), pinned.WithoutTag().String(), pinned.String()} {
			got, err := remote.Get(parse(t, ref), remote.WithTransport(transport))
			if err != nil {
				t.Errorf("pull %s: %v", ref, err)
			} else if got.Digest != digest {
				t.Errorf("pull %s: got %s, want %s", ref, got.Digest, digest)
			}
		}
	}
}

func parse(t *testing.T, ref string) name.Reference {
	t.Helper()
	r, err := name.ParseReference(ref, name.StrictValidation)
	if err != nil {
		t.Fatal(err)
	}
	return r
}
