package redact_test

import (
	"strings"
	"testing"

	"github.com/seed-293f0d42/ecrkit/internal/redact"
)

const (
	host   = "123456789012.dkr.ecr.us-west-2.amazonaws.com"
	digest = "@sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
)

// TestSecrets: what is shown of texts with a secret.
func TestSecrets(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ in, want, why string }{
		{"AWS:hunter2@" + host + "/app", "REDACTED@" + host + "/app", "user info ends before the host"},
		{"https://user:hunter2@quay.io/a", "https://REDACTED@quay.io/a", "in a URL"},
		{"user:hunter2@localhost:5000/a", "REDACTED", "no host with a dot ends it"},
		{"user:one@two@quay.io/a", "REDACTED@quay.io/a", "the last @ counts"},
		{"user%3Ahunter2%40quay.io/a", "REDACTED@quay.io/a", "percent-encoded"},
		{"user:hunter2\uff20quay.io/a", "REDACTED@quay.io/a", "full-width"},
		{"token@quay.io/a" + digest, "REDACTED@quay.io/a" + digest, "the @ of the digest is another one"},
		{"user:hunter2/x" + digest, "REDACTED", "a digest behind a password"},
		{"AWS:hunter2", "REDACTED", "nothing ends it"},
		{"AWS::hunter2", "REDACTED", "a password may begin with a colon"},
		{"login (AWS:hunter2)", "login (REDACTED", "behind a bracket"},
		{"docker login -u AWS -p hunter2 " + host, "docker login -u AWS -p REDACTED", "a flag"},
		{"docker login -u AWS -p 12345678 " + host, "docker login -u AWS -p REDACTED", "not a port, since the command is login"},
		{"docker login -u AWS -phunter2 " + host, "docker login -u AWS -pREDACTED", "a flag without a space"},
		{"docker login --password=hunter2", "docker login --password=REDACTED", "a flag with ="},
		{"helm registry login --password hunter2", "helm registry login --password REDACTED", "a long flag"},
		{"curl -u user:hunter2 https://" + host + "/v2/", "curl -u REDACTED", "a user and a password"},
		{"skopeo copy --src-creds user:hunter2 docker://" + host + "/app", "skopeo copy --src-creds REDACTED", "the same"},
		{"Authorization: Bearer hunter2", "Authorization:REDACTED", "a header"},
		{"got Bearer hunter2", "got Bearer REDACTED", "a scheme alone"},
		{"Basic QVdTOmh1bnRlcg==", "Basic REDACTED", "basic authorization"},
		{"password: hunter2", "password:REDACTED", "YAML"},
		{`{"password":"hunter2"}`, `{"password":REDACTED`, "JSON"},
		{"DB_PASSWORD=hunter2 ecs agent 1.7.0", "DB_PASSWORD=REDACTED", "an environment"},
		{"AWS_SECRET_ACCESS_KEY=hunter2", "AWS_SECRET_ACCESS_KEY=REDACTED", "an environment"},
		{host + "/app?X-Amz-Signature=hunter2", host + "/app?REDACTED", "a query"},
		{host + "/app%3Fx=hunter2", host + "/app%3FREDACTED", "an encoded query"},
		{host + "/app#hunter2", host + "/app#REDACTED", "a fragment"},
		{host + "?x=hunter2@y.z", "REDACTED", "is the @ in a query, or the ? in a password?"},
		{"dckr_pat_hunter2", "REDACTED", "a token of Docker Hub"},
		{"curl -uAWS:hunter2 https://" + host, "curl -uREDACTED", "a flag without a space"},
		{"echo hunter2 | docker login -u AWS --password-stdin " + host, "echo REDACTED", "what a login reads"},
		{"https://registry?hunter2", "https://registry?REDACTED", "a query of a host without a dot"},
		{"gho_hunter2", "REDACTED", "a token of GitHub"},
		{"docker login -u AWS -p=hunter2 " + host, "docker login -u AWS -p=REDACTED", "a short flag with ="},
		{"DB_PASSWORD:hunter2", "DB_PASSWORD:REDACTED", "a member without a space"},
		{"docker run -p cup/hunter2 " + host, "docker run -p REDACTED", "no port, though it has the letters of tcp and udp"},
		{"token@quay.io/hunter2@latest", "REDACTED", "the password may hold the first @, and the second end it"},
		{"docker://https://user:hunter2@quay.io/a", "docker://https://REDACTED@quay.io/a", "behind two schemes"},
		{"https://user:0/hunter2" + digest, "https://REDACTED", "no port, as the host of a URL with one has a dot"},
		{"https://user:0/hunter2@latest", "https://REDACTED", "the same before a tag"},
		{"AWS:", "REDACTED", "an empty password"},
		{"echo AWS:hunter2", "echo REDACTED", "behind a space"},
		{`"AWS:hunter2"`, `"REDACTED`, "behind a quote"},
		{"QVdT0", "REDACTED", "the shortest basic authorization"},
		{"got eyJwYXlsb2FkIjoihunter2hunter2hunter2hunter2", "got REDACTED", "a password of ECR"},
		{"user:hunter2%2540quay.io/a", "REDACTED@quay.io/a", "percent-encoded twice"},
		{"?hunter2@y.z", "REDACTED@y.z", "no query, as no path stands before it"},
		{"https://r?hunter2@y.z", "https://REDACTED", "is the @ in the query of a host without a dot?"},
		{"user:x@evil?hunter2.example/app", "REDACTED@evil?REDACTED", "a query of what may be a host"},
		{"@evil?hunter2.example", "@evil?REDACTED", "the same behind an empty user info"},
		{"@@A@@@x/hunter2", "REDACTED", "an @ behind a placeholder"},
		{"user:hunter2@@x", "REDACTED", "two @ that no others close to a placeholder"},
		{"/hunter2@v1/z", "REDACTED", "a path without a host is no image"},
		{"[a/hunter2@/x", "REDACTED", "what stands in the bracket is the name of no storage"},
		{"hunter2@x y", "REDACTED", "what follows is no tag"},
		{"hunter2@", "REDACTED", "nothing follows"},
		{"hunter2@-x", "REDACTED", "no tag begins with a hyphen"},
		{"hunter2@a%b", "REDACTED", "no tag holds a percent sign"},
		{"hunter2@" + strings.Repeat("a", 129), "REDACTED", "no tag is that long"},
		{"[a:hunter2/x@v1", "REDACTED", "an IPv6 address ends with a bracket"},
		{"user:123456/x@v1", "REDACTED", "no port has six digits"},
		{"user:12345@v1", "REDACTED", "a path would follow a port"},
		{"hunter2@sha:1", "REDACTED", "an algorithm without a number"},
		{"hunter2@sha256 x", "REDACTED", "an algorithm without a colon"},
		{"AWS:hunter2@x/y.z", "REDACTED", "the dot of a path makes no host"},
		{"hunter2@quay.0/x", "REDACTED", "no host ends in a label that begins with a digit"},
		{"user:hunter2@1.2.3.4/a", "REDACTED@1.2.3.4/a", "an IPv4 address"},
		{"team/app?hunter2", "team/app?REDACTED", "a query of a path without a host"},
		{"{AWS:hunter2}", "{REDACTED", "a brace alone begins no placeholder"},
		{"AWS%3Ahunter2", "REDACTED", "an encoded colon"},
		{"Basic hunter2", "Basic REDACTED", "basic authorization of another user"},
		{"hunter2\uff20latest", "REDACTED", "no image holds a full-width @"},
		{"user%3Ahunter2@v1", "REDACTED", "nor an encoded colon"},
		{"https://user.name:hunter2/x" + digest, "https://REDACTED", "a user with a dot"},
		{"user:hunter2@@, x", "REDACTED", "no @@ opens the placeholder"},
		{"@@us/er:hunter2@@, x", "REDACTED", "no placeholder has that name"},
		{"@@hunter2@@quay.io/a", "REDACTED@quay.io/a", "a host behind what may be a placeholder"},
		{"abc:dead]:80/x@v1", "REDACTED", "an IPv6 address begins with a bracket"},
		{"user:/hunter2@v1", "REDACTED", "a password may begin with a slash"},
		{"user:ab/hunter2@v1", "REDACTED", "letters are no port"},
		{"user:hunter2@reg1:5000/a", "REDACTED", "a host without a dot is no digest"},
		{"user:one@hunter2 b.c/x", "REDACTED", "no host holds a space"},
		{"user:one@hunter2.b.c.0/x", "REDACTED", "three dots make no IPv4 address"},
		{"user:hunter2@quay.io./a", "REDACTED@quay.io./a", "a host with the dot of its root"},
		{"hunter2@.1", "REDACTED", "no tag begins with a dot"},
		{"hunter2@a{b", "REDACTED", "no tag holds a brace"},
		{"token%3dhunter2", "token%REDACTED", "an encoded equals sign"},
		{"pass-word=hunter2", "pass-word=REDACTED", "a hyphen in a name"},
		{"token: hunter2", "token:REDACTED", "YAML"},
		{"login -p 12345678", "login -p REDACTED", "the command of a login without the docker"},
	} {
		got := redact.Text(tt.in)
		if got.Text != tt.want {
			t.Errorf("Text(%q) = %q, want %q: %s", tt.in, got.Text, tt.want, tt.why)
		}
		if strings.Contains(got.Text, "hunter2") || got.At > len(tt.in) || !strings.HasPrefix(got.Text, tt.in[:got.At]) {
			t.Errorf("Text(%q) = %q, at %d", tt.in, got.Text, got.At)
		}
	}
}

// TestNoSecrets: what holds no secret is shown as it is.
func TestNoSecrets(t *testing.T) {
	t.Parallel()
	for in, why := range map[string]string{
		"":                                    "nothing",
		"[::1]:5000/repo" + digest:            "an IPv6 address",
		"[::1]:5000/repo@v1":                  "a tag in place of a digest",
		"localhost:5000/app" + digest:         "a port",
		"nginx:1.29" + digest:                 "a tag and a digest",
		"python:3.12-slim" + digest:           "the same",
		"nginx@latest":                        "a tag in place of a digest",
		"nginx:latest" + digest:               "a tag and a digest, without a dot",
		"nginx:/x" + digest:                   "an empty tag and a path",
		"my.registry:app/x" + digest:          "a host with a word for a port",
		"docker-daemon:quay.io/a" + digest:    "a host behind a transport",
		"https://localhost:5000/app" + digest: "a port in a URL",
		"https://quay.io:443/app" + digest:    "the same",
		"https://[::1]:5000/app" + digest:     "the same behind an IPv6 address",
		"nginx:1.40":                          "40 without a percent sign is no @",
		"app:eyJ1":                            "a short word that begins as JSON in base64 does",
		"echo " + host + "/app":               "an echo without a login",
		"pull, then docker login app.example": "no flag, though both words hold a p",
		host + "/app:v1" + digest:             "an image",
		host + "/app:v1@latest":               "an image with a faulty digest",
		"arn:aws:ecr:us-west-2:123456789012:repository/app" + digest:       "an ARN",
		"arn:aws:secretsmanager:us-west-2:123456789012:secret:name-AbCdEf": "an ARN is not what it names",
		"ghcr.io/acme/auth:v1": "an image called auth",
		"acme-token:v1":        "an image called token",
		"${AWS::AccountId}.dkr.ecr.${AWS::Region}.aws": "a placeholder",
		host + "/app:@@TAG@@":                          "a placeholder",
		"docker run -p 8080:80 " + host + "/app:v1":    "a port that is published",
		"docker run -u 1000:1000 " + host + "/app:v1":  "a user and a group",
		"docker login --password-stdin " + host:        "the password is elsewhere",
		"FROM --platform=linux/amd64 " + host + "/app": "a flag of no secret",
		"no basic auth credentials":                    "what Docker says",
		"agentVersion=1.98.0 dockerVersion=25.0.13":    "settings of no secret",
		"what? version 1.2":                            "a question",
		"issue #5, 1.2.3":                              "a number sign",
		"Amazon ECS Agent - v1.102.2 (*4c2c4fa8)":      "a version",
		"see a/b #5":               "a number sign behind a path and a space",
		host + "/app#{x}":          "a placeholder",
		"@@TAG@@, then":            "a placeholder and a comma",
		"team:dev/app":             "there is no @",
		"team:dev/sha256:12":       "there is no @ before the digest",
		"registry:50000/app@v1":    "a port of five digits",
		"image: team/app" + digest: "a member of YAML",
		"containers-storage:[overlay@/var/lib]app:v1": "a storage in brackets",
		"pkg:oci/app@sha256%3Aabc":                    "the digest of a purl",
		"nginx@" + strings.Repeat("a", 128):           "the longest tag",
		"nginx@1.90":                                  "a tag that no host is",
		"secret%2Fapp":                                "an encoded slash",
		"pword=x":                                     "no name of a secret, though most of its letters",
		"quay.io/password:v1":                         "an image called password",
		"acme-token:":                                 "an empty tag",
		"docker run -p ":                              "a flag without a value",
		"x-p" + strings.Repeat(" ", 39) + "y":         "the end of a word is no flag, far away as it is",
	} {
		if got := redact.Text(in); got.Text != in || got.At != len(in) || got.UserInfo {
			t.Errorf("Text(%q) = %+v: %s", in, got, why)
		}
	}
}

// TestAfter: what is known to be clean stays.
func TestAfter(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		clean string
		image bool
		rest  string
		want  redact.Result
		why   string
	}{
		{host, true, "/app:v1@latest", redact.Result{host + "/app:v1@latest", 58, false}, "a faulty digest"},
		{host, true, "/app@v1.2.3", redact.Result{host + "/app@v1.2.3", 55, false}, "a tag in place of a digest"},
		{host, true, "@v1", redact.Result{host + "@v1", 47, false}, "a tag right behind the registry"},
		{host, true, "@evil.com/app", redact.Result{host + "@evil.com/app", 44, true}, "nothing stands before the @"},
		{host, true, ":hunter2@evil.com/app", redact.Result{host + "REDACTED@evil.com/app", 44, true}, "a password for another host"},
		{"", false, "https://user:hunter2/app" + digest, redact.Result{"https://REDACTED", 8, true}, "no port"},
		{host, true, "/user:hunter2@localhost/app", redact.Result{host + "REDACTED", 44, true}, "a host without a dot"},
		{host, true, ":hunter2@v1", redact.Result{host + "REDACTED", 44, true}, "a password before a tag"},
		{host, true, "/app@v1/x", redact.Result{host + "/app@v1/x", 53, false}, "a faulty digest and a path"},
		{host, true, ":latest/app" + digest, redact.Result{host + ":latest/app" + digest, 127, false}, "a word for a port"},
		{host, true, "/app:v1@", redact.Result{host + "/app:v1@", 52, false}, "a variable that was empty"},
		{host, true, "/app:v1@${DIGEST}", redact.Result{host + "/app:v1@${DIGEST}", 61, false}, "a placeholder"},
		{"pkg:docker/", false, "team/app@v1", redact.Result{"pkg:docker/team/app@v1", 22, false}, "a purl"},
		{"arn:aws:ecr:us-west-2:123456789012:repository", true, "/app@v1", redact.Result{"arn:aws:ecr:us-west-2:123456789012:repository/app@v1",
			52, false}, "an ARN"},
	} {
		if got := redact.After(tt.clean+tt.rest, len(tt.clean), tt.image); got != tt.want {
			t.Errorf("After(%q, %q, %t) = %+v, want %+v: %s", tt.clean, tt.rest, tt.image, got, tt.want, tt.why)
		}
	}
}

// FuzzText: what was taken out is gone, the rest is as it was, and what is shown
// holds nothing more to take out.
func FuzzText(f *testing.F) {
	for _, s := range []string{"AWS:x@y.z", "password=x", "a@b@c", "-p x", "%2540", "@@A@@", "https://a:b/c@sha256:d", "0@.#0"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := redact.Text(s)
		if got.At > len(s) || !strings.HasPrefix(got.Text, s[:got.At]) {
			t.Fatalf("Text(%q) = %+v: changed before At", s, got)
		}
		if !got.UserInfo && got.Text != s && got.Text != s[:got.At]+redact.Mark {
			t.Fatalf("Text(%q) = %+v: neither the text nor cut off", s, got)
		}
		if len(got.Text) > len(s)+2*len(redact.Mark) {
			t.Fatalf("Text(%q) = %+v: longer", s, got)
		}
		hidden := redact.Text("password=x" + s)
		if hidden.Text != "password=REDACTED" && !(hidden.Text == redact.Mark && hidden.UserInfo) {
			t.Fatalf("Text(%q) = %+v", "password=x"+s, hidden)
		}
	})
}
