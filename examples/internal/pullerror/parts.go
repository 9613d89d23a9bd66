package pullerror

import (
	"regexp"
	"strings"
)

// Parts is what a message says, by the name of the part; what it does not say is
// absent. The names are those of the table in this file, and the parts of the URL
// that failed: host, service, object and form.
type Parts map[string]string

const (
	registryIs = `[^\s/]*dkr[.-]ecr[^\s/]*`
	regionIs   = `[a-z]{2,4}(?:-[a-z]+)+-\d`
	imageIs    = `[^\s?,]+[/:][^\s?,]+`
)

// texts lists the parts that stand in a message as they are, in the order in which
// an answer repeats them. Each expression has one group for each way to find the
// part; the first that holds something wins. None can hold white space or what
// follows a "?", so the signature of a URL is never repeated.
var texts = []struct {
	name, words string // words are what an answer calls it; "" leaves it out
	near        string // one of these stands in a message that has the part; "" says nothing
	find        *regexp.Regexp
}{
	{"error", "the error", "error", expr(`\b((?:Cannot\w+|ResourceInitialization|DockerTimeout|TaskStoppedBeforePullBegin)Error)\b`)},
	{"exception", "the exception", "exception", expr(`\b([A-Z][A-Za-z]+Exception)\b`)},
	{"operation", "the operation", "operation", expr(`when calling the (\w+) operation|operation error [\w ]+: (\w+)`)},
	{"action", "the action", "to perform", expr(`to perform: ([a-z0-9-]+:[a-z]+)`)},
	{"caller", "the caller", "authorized", expr(`\buser: (?:arn:\S*?:(?:assumed-role|role|user)/)?([^\s/]+)\S* is not authorized`)},
	{"status", "the status", "", expr(
		`\b([1-5]\d\d) (?:bad|unauthorized|forbidden|not found|method not|too many|internal|service|gateway)|` +
			`status ?code:? ([1-5]\d\d)\b|http status:? ([1-5]\d\d)\b`)},
	{"docker", "Docker's status", "api error", expr(`api error \(([1-5]\d\d)\)`)},
	{"image", "the image", "", expr(
		`(?:failed to resolve ref(?:erence)?|manifest for|access denied for|cannot pull|repository|matching) (` + imageIs + `)|` +
			`image (` + imageIs + `)|\bget (` + registryIs + `/[^\s?,]+)`)},
	{"secret", "the secret", ":secretsmanager:|:ssm:", expr(`(arn:[a-z-]+:(?:secretsmanager|ssm):[^\s?,]+)`)},
	{"digest", "", "sha256:", expr(`(?:@|/manifests/|/blobs/)(sha256:[0-9a-f]+)`)},
	{"platform", "the platform", "linux/|windows/", expr(`\b((?:linux|windows)/[a-z0-9]+(?:/v\d)?)`)},
	{"policy", "the policy", "explicit deny", expr(`explicit deny in an? [a-z -]+: (arn:\S+)`)},
	{"registry", "", "ecr", expr(`(` + registryIs + `)`)},
	{"account", "", "ecr", expr(`(\d{12})\.dkr[.-]ecr|:ecr:` + regionIs + `:(\d{12}):`)},
	{"region", "", "ecr|starport", expr(`\becr(?:-fips)?[.:](` + regionIs + `)|prod-(` + regionIs + `)-starport`)},
	{"repository", "", "ecr|:repository/", expr(
		`(?:` + registryIs + `/(?:v2/)?|:repository/)([a-z0-9._/-]*?[a-z0-9])(?:/manifests/|/blobs/|[:@,\s]|$)`)},
}

func expr(s string) *regexp.Regexp { return regexp.MustCompile("(?i)" + s) }

// takeApart finds the parts of a plain text.
func takeApart(text string) Parts {
	parts, lower := Parts{}, strings.ToLower(text)
	for _, t := range texts {
		if containsOne(lower, t.near) {
			parts.set(t.name, firstGroup(t.find, text))
		}
	}
	parts.takeURL(text)
	if strings.Contains(parts["image"], "@") || strings.Contains(lower, "/manifests/sha256:") {
		parts["by"] = "digest"
	}
	parts.set("phase", phaseOf(parts, lower))
	return parts
}

func (p Parts) set(name, value string) {
	if value != "" {
		p[name] = value
	}
}

func firstGroup(find *regexp.Regexp, text string) string {
	m := find.FindStringSubmatch(text)
	for i := 1; i < len(m); i++ {
		if m[i] != "" {
			return trim(m[i])
		}
	}
	return ""
}

func trim(value string) string { return strings.TrimRight(value, ":;.,)]") }

// containsOne reports whether the text holds one of the words, separated by "|".
func containsOne(lower, words string) bool {
	for word := range strings.SplitSeq(words, "|") {
		if strings.Contains(lower, word) {
			return true
		}
	}
	return false
}

// phases are the steps of starting a task, told by what only their messages say.
// The order matters: "unable to pull secrets or registry auth" opens messages of
// two of them.
var phases = []struct{ name, words string }{
	{"register", "registertaskdefinition|container.image |task definition to have"},
	{"env", "env file|environment file"},
	{"log", "logger args|log stream|logstream|log group|loggroup|logs:"},
	{"secret", "retrieve secret|fetch secret|fetching secret|auth from asm|getsecretvalue|getparameters|secrets manager cant|" +
		"private registry credentials|" +
		"aws secrets manager|aws systems manager|cannotpullcontainerautherror"},
	{"token", "cannotpullecrcontainererror|ecr registry auth|pull registry auth|getauthorizationtoken|authorization token|authorizationdata"},
	{"layer", "httpreadseeker|httpreaderseeker|register layer|extract layer|ref layer-|getdownloadurlforlayer|getimageblob"},
	{"manifest", "manifest|resolve ref|batchgetimage"},
}

// phaseOf says at which step of starting a task the message came up. What a URL
// names counts more than words.
func phaseOf(parts Parts, lower string) string {
	if object := parts["object"]; object == "manifest" || object == "layer" {
		return object
	}
	for _, p := range phases {
		if containsOne(lower, p.words) {
			return p.name
		}
	}
	return ""
}

// phaseWords say what ECS was doing.
var phaseWords = map[string]string{
	"register": "it came while the task definition was registered",
	"env":      "it came while the environment files were fetched from S3, before any image was pulled",
	"log":      "it came while the log driver was set up, which does not concern the image",
	"secret":   "it came while secrets were fetched, before any image was pulled",
	"token":    "it came while ECS logged in to ECR",
	"layer":    "it came while a layer was downloaded or unpacked",
	"manifest": "it came while the image's manifest was asked for",
}

// String lists the parts as an answer repeats them.
func (p Parts) String() string {
	var list []string
	for _, t := range texts {
		if t.words != "" && p[t.name] != "" {
			list = append(list, t.words+" "+p[t.name])
		}
	}
	if p["host"] != "" {
		list = append(list, "the host "+p["host"]+serviceWords[p["service"]])
	}
	if p["phase"] != "" {
		list = append(list, phaseWords[p["phase"]])
	}
	return strings.Join(list, ", ")
}
