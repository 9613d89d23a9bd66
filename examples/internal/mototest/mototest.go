// Package mototest runs moto_server, an imitation of AWS, for the tests of the
// programs that ask AWS.
package mototest

import (
	"bytes"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

// Start runs moto_server on a free port of the loopback interface until the
// test ends, points the SDK at it with Env, and returns its URL. The test is
// skipped where moto_server is not installed.
func Start(t testing.TB) string {
	t.Helper()
	program, err := exec.LookPath("moto_server")
	if err != nil {
		t.Skip("moto_server is not installed: pip install 'moto[server]'")
	}
	port := freePort(t)
	endpoint := "http://127.0.0.1:" + port
	run(t, endpoint, exec.Command(program, "-H", "127.0.0.1", "-p", port))
	Env(t, endpoint)
	return endpoint
}

// Env points the SDK at an endpoint, with credentials that are worth nothing and
// out of reach of whatever the machine has configured.
func Env(t testing.TB, endpoint string) {
	nowhere := filepath.Join(t.TempDir(), "none")
	for name, value := range map[string]string{
		"AWS_ENDPOINT_URL":            endpoint,
		"AWS_REGION":                  "us-east-1",
		"AWS_DEFAULT_REGION":          "us-east-1", // the AWS CLI reads only this one
		"AWS_ACCESS_KEY_ID":           "testing",
		"AWS_SECRET_ACCESS_KEY":       "testing",
		"AWS_SESSION_TOKEN":           "testing",
		"AWS_PROFILE":                 "",
		"AWS_CONFIG_FILE":             nowhere,
		"AWS_SHARED_CREDENTIALS_FILE": nowhere,
		"AWS_EC2_METADATA_DISABLED":   "true",
		"AWS_MAX_ATTEMPTS":            "2",
		"NO_PROXY":                    "127.0.0.1",
	} {
		t.Setenv(name, value)
	}
	os.Unsetenv("AWS_PROFILE") // set above, so that it is restored; the AWS CLI takes an empty one for a name
}

func freePort(t testing.TB) string {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	_, port, _ := net.SplitHostPort(l.Addr().String())
	return port
}

func run(t testing.TB, endpoint string, cmd *exec.Cmd) {
	t.Helper()
	var output bytes.Buffer
	cmd.Stdout, cmd.Stderr = &output, &output
	cmd.Env = append(os.Environ(), "MOTO_IAM_LOAD_MANAGED_POLICIES=true")
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	exited := make(chan struct{})
	go func() { cmd.Wait(); close(exited) }()
	t.Cleanup(func() { cmd.Process.Kill(); <-exited })
	if !ready(endpoint, exited) {
		cmd.Process.Kill()
		<-exited
		t.Fatalf("moto_server did not start:\n%s", &output)
	}
}

// ready waits until the server answers; false when it exits or takes a minute.
func ready(endpoint string, exited <-chan struct{}) bool {
	for end := time.Now().Add(time.Minute); time.Now().Before(end); {
		select {
		case <-exited:
			return false
		case <-time.After(50 * time.Millisecond):
		}
		if r, err := http.Get(endpoint + "/moto-api/"); err == nil {
			r.Body.Close()
			return r.StatusCode == http.StatusOK
		}
	}
	return false
}
