package consumers_test

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-containerregistry/pkg/name"
	"github.com/google/go-containerregistry/pkg/v1/empty"
	"github.com/google/go-containerregistry/pkg/v1/remote"
	"github.com/seed-293f0d42/ecrkit/ecrref"
)

// localRegistry starts Debian's docker-registry with one image in team/app:v1
// and a registries.conf that sends every ECR host there.
func localRegistry(t *testing.T) (conf, digest string) {
	t.Helper()
	need(t, "docker-registry")
	dir, addr := t.TempDir(), freePort(t)
	config := fmt.Sprintf(
		"version: 0.1\nlog: {level: error}\nstorage: {filesystem: {rootdirectory: %q}}\nhttp: {addr: %q}\n",
		filepath.Join(dir, "data"),
		addr,
	)
	start(t, exec.Command("docker-registry", "serve", write(t, dir, "config.yml", config)), "http://"+addr+"/v2/")
	target, err := name.ParseReference(addr+"/team/app:v1", name.Insecure)
	if err != nil {
		t.Fatal(err)
	}
	if err := remote.Write(target, empty.Image); err != nil {
		t.Fatal(err)
	}
	hash, err := empty.Image.Digest()
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, g := range registries(t) {
		fmt.Fprintf(&b, "[[registry]]\nprefix = %q\nlocation = %q\ninsecure = true\n", g.Host(), addr)
	}
	return write(t, dir, "registries.conf", b.String()), hash.String()
}

func write(t *testing.T, dir, file, content string) string {
	t.Helper()
	path := filepath.Join(dir, file)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// references returns the tagged, the pinned and the tagged and pinned reference.
func references(t *testing.T, g ecrref.Registry, digest string) (tagged, pinned, both ecrref.Ref) {
	t.Helper()
	tagged, err := repositoryFor(t, g).WithTag("v1")
	if err != nil {
		t.Fatal(err)
	}
	both, err = tagged.WithDigest(digest)
	if err != nil {
		t.Fatal(err)
	}
	return tagged, both.WithoutTag(), both
}

// TestSkopeo asks for the image by tag and by digest under every host form.
// skopeo 1.9 takes no reference with both.
func TestSkopeo(t *testing.T) {
	need(t, "skopeo")
	conf, digest := localRegistry(t)
	for _, g := range registries(t) {
		tagged, pinned, _ := references(t, g, digest)
		for _, ref := range []ecrref.Ref{tagged, pinned} {
			out, err := exec.Command("skopeo", "--registries-conf", conf, "inspect", "--no-tags", "docker://"+ref.String()).Output()
			if err != nil {
				t.Errorf("skopeo inspect %s: %v", ref, stderr(err))
				continue
			}
			var answer struct{ Name, Digest string }
			if err := json.Unmarshal(out, &answer); err != nil {
				t.Fatal(err)
			}
			if answer.Digest != digest || answer.Name != ref.Repository().String() {
				t.Errorf("skopeo inspect %s = %s@%s, want %s@%s", ref, answer.Name, answer.Digest, ref.Repository(), digest)
			}
		}
	}
}

// TestPodman pulls by tag, by digest and by both under every host form.
func TestPodman(t *testing.T) {
	need(t, "podman")
	conf, digest := localRegistry(t)
	dir := t.TempDir()
	storage := write(
		t,
		dir,
		"storage.conf",
		fmt.Sprintf("[storage]\ndriver = \"vfs\"\nrunroot = %q\ngraphroot = %q\n", filepath.Join(dir, "run"), filepath.Join(dir, "graph")),
	)
	for _, g := range registries(t) {
		tagged, pinned, both := references(t, g, digest)
		for _, ref := range []ecrref.Ref{tagged, pinned, both} {
			cmd := exec.Command("podman", "pull", "--quiet", ref.String())
			cmd.Env = append(os.Environ(), "CONTAINERS_REGISTRIES_CONF="+conf, "CONTAINERS_STORAGE_CONF="+storage)
			if _, err := cmd.Output(); err != nil {
				t.Errorf("podman pull %s: %v", ref, stderr(err))
			}
		}
	}
}

func stderr(err error) string {
	if exit, ok := err.(*exec.ExitError); ok {
		return fmt.Sprintf("%v\n%s", err, exit.Stderr)
	}
	return err.Error()
}
