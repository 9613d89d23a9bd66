package consumers_test

import (
	"errors"
	"io"
	"net"
	"net/http"
	"os/exec"
	"testing"
	"time"

	"github.com/seed-293f0d42/ecrkit/ecrref"
)

const account = "123456789012"

// registries returns one registry for every host form.
func registries(t *testing.T) []ecrref.Registry {
	t.Helper()
	all := []ecrref.Registry{ecrref.PublicRegistry()}
	for _, region := range []string{"us-east-1", "us-gov-west-1", "cn-north-1", "eusc-de-east-1", "us-iso-east-1", "us-isob-east-1",
		"eu-isoe-west-1", "us-isof-south-1"} {
		g, err := ecrref.PrivateRegistry(account, region)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, g)
		// A form that the partition does not have is an error, and left out.
		if dual, err := g.WithDualStack(true); err == nil {
			all = append(all, dual)
			if fips, err := dual.WithFIPS(true); err == nil {
				all = append(all, fips)
			}
		}
		if fips, err := g.WithFIPS(true); err == nil {
			all = append(all, fips)
		}
	}
	if len(all) < 1+8+3+2 { // classic of 8 partitions, 3 dual-stack, 2 FIPS
		t.Fatalf("only %d host forms", len(all))
	}
	return all
}

// repositoryFor returns the repository that the tests pull from. In the public
// gallery its first component is the alias.
func repositoryFor(t *testing.T, g ecrref.Registry) ecrref.Repository {
	t.Helper()
	repo, err := g.Repository("team/app")
	if err != nil {
		t.Fatal(err)
	}
	return repo
}

// need skips the test where a program is not installed.
func need(t *testing.T, program string) {
	t.Helper()
	if _, err := exec.LookPath(program); err != nil {
		t.Skipf("%s is not installed: apt-get install %s", program, program)
	}
}

// freePort returns a loopback address that nobody listens on.
func freePort(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

// start runs a server until the test ends and waits for it to answer.
func start(t *testing.T, cmd *exec.Cmd, url string) {
	t.Helper()
	cmd.Stdout, cmd.Stderr = io.Discard, io.Discard
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	})
	err := errors.New("not tried")
	for deadline := time.Now().Add(60 * time.Second); time.Now().Before(deadline); time.Sleep(50 * time.Millisecond) {
		var resp *http.Response
		if resp, err = http.Get(url); err == nil {
			resp.Body.Close()
			return
		}
	}
	t.Fatalf("%s does not answer at %s: %v", cmd.Path, url, err)
}
