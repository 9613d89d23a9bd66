package mototest

import (
	"io"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
)

var instanceID = regexp.MustCompile(`<instanceId>(i-[0-9a-f]+)</instanceId>`)

// RunInstance starts an imaginary EC2 instance, which a container instance must
// be, and returns its id. It speaks the query protocol by itself: nothing else
// here needs the EC2 part of the SDK.
func RunInstance(t testing.TB, endpoint string) string {
	t.Helper()
	form := url.Values{
		"Action":   {"RunInstances"},
		"Version":  {"2016-11-15"},
		"ImageId":  {"ami-12c6146b"},
		"MinCount": {"1"},
		"MaxCount": {"1"},
	}
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, endpoint, strings.NewReader(form.Encode()))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Authorization", "AWS4-HMAC-SHA256 Credential=testing/20260101/us-east-1/ec2/aws4_request, SignedHeaders=host, Signature=x")
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	body, _ := io.ReadAll(answer.Body)
	id := instanceID.FindSubmatch(body)
	if id == nil {
		t.Fatalf("moto did not start an instance: %s", body)
	}
	return string(id[1])
}
