package agenttext

import (
	"strings"

	"github.com/seed-293f0d42/ecrkit/agentver"
)

// names finds the packages, images, archives and releases of the agent in a text.
func (x *reader) names(s string, at int) {
	for i := 0; i < len(s); {
		n := endOf(s[i:])
		if n >= len("ecs-init") {
			x.name(s, i, i+n, at)
		}
		i += n + 1
	}
}

// name reads the word of s between two bytes, which may be a path or a URL.
func (x *reader) name(s string, start, end, at int) {
	word := s[start:end]
	if end := strings.IndexAny(word, "?#"); end >= 0 {
		word = word[:end]
	}
	word = strings.TrimRight(word, `\.`) // of an escaped quote, of a sentence
	path, _, _ := strings.Cut(word, "@")
	base := word[strings.LastIndexAny(path, `/\`)+1:]
	switch baseAt := at + start + len(word) - len(base); {
	case isInitName(word):
		x.listed(s, start, end, at)
	case strings.HasPrefix(base, "ecs-init-"), strings.HasPrefix(base, "amazon-ecs-init-"), strings.HasPrefix(base, "amazon-ecs-init_"):
		x.packageName(base, baseAt)
	case base == imageName && (strings.HasPrefix(s[end:], "  ") || strings.HasPrefix(s[end:], "\t")):
		x.column(s, end, at)
	case base == imageName, strings.HasPrefix(base, imageName+":"), strings.HasPrefix(base, imageName+"@"):
		x.image(base[len(imageName):], baseAt+len(imageName))
	case strings.HasPrefix(base, "ecs-agent-"), strings.HasPrefix(base, "amazon-ecs-agent-"):
		_, rest, _ := strings.Cut(base, "ecs-agent-")
		x.archive(rest, baseAt+len(base)-len(rest))
	}
	if before, rest, _ := strings.Cut(path, imageName+"/"); before == "" || strings.HasSuffix(before, "/") {
		x.release(rest, at+start+len(path)-len(rest), strings.Contains(before, "://raw.githubusercontent.com/"))
	}
}

const imageName = "amazon-ecs-agent"

func (x *reader) packageName(base string, at int) {
	base = trimAny(base, ".asc", ".sha256", ".md5")
	name, version, _ := strings.Cut(base, "init-")
	if bare := withoutEpoch(version); bare != version { // dnf repoquery: ecs-init-0:1.102.2-1.amzn2023.x86_64
		base = name + "init-" + bare
	}
	p, isPackage := scanPackage(base)
	v, isVersion := scanVersion(version)
	switch {
	case isPackage:
		x.add(Agent{Version: p.Agent(), Arch: p.arch, Form: FormPackage}, at)
	case isVersion && v == v.Core(): // yum install ecs-init-1.102.2, of whatever release
		x.add(Agent{Version: v, Form: FormPackage}, at)
	default:
		e := explainPackage(base)
		x.not(e.Msg, e.Hint)
	}
}

// image reads what follows the name of the agent's image: [ ":" tag ] [ "@" digest ].
func (x *reader) image(s string, at int) {
	tag, digest, hasDigest := strings.Cut(s, "@")
	switch {
	case tag == "" && looksLikeVersion(digest):
		x.not("a Go module, not an image of the agent",
			"the version of a module does not say which agent runs; an image has its version after a colon")
	case hasDigest && !isDigest(digest):
		x.notAt(at+len(tag)+1, "an image with a broken digest", "a digest is sha256: and 64 hexadecimal digits")
	case tag != "":
		x.named(tag[1:], at+1, Agent{Form: FormImage})
	case digest != "":
		x.not("an image of the agent by its digest alone", "a digest names no version: give the tag")
	default:
		x.not("the name of the agent without a version", "give the tag of the image; none means latest, which names no version")
	}
}

// column reads the tag of an image in the table that docker images prints, where it
// stands in a column of its own.
func (x *reader) column(s string, end, at int) {
	line := lineOf(s[end:])
	tag := strings.TrimLeft(line, " \t")
	tagAt := at + end + len(line) - len(tag)
	x.image(":"+tag[:endOf(tag)], tagAt-1)
}

// isDigest reports whether s is the digest of an image.
func isDigest(s string) bool {
	hash, ok := strings.CutPrefix(s, "sha256:")
	return ok && len(hash) == 64 && strings.Trim(hash, "0123456789abcdef") == ""
}

// archive reads what follows ecs-agent- in the name of a file.
func (x *reader) archive(s string, at int) {
	s = trimAny(s, ".asc", ".sha256", ".md5")
	if name := trimAny(s, ".tar", ".tar.gz", ".tgz", ".zip"); name != s {
		x.named(name, at, Agent{Form: FormArchive})
	}
}

// release reads what follows the name of the agent's repository in a URL: the page
// of a release, its sources or a file of it, all by tag. The host of raw files has the
// tag right behind the name.
func (x *reader) release(path string, at int, isRaw bool) {
	for _, prefix := range [...]string{
		"releases/tag/", "releases/tags/", "releases/download/", "git/refs/tags/", "archive/refs/tags/", "archive/", "tree/", "blob/", "commits/",
		"raw/refs/tags/", "raw/", "refs/tags/", "tar.gz/refs/tags/", "tar.gz/", "zip/refs/tags/", "zip/", "tarball/", "zipball/", "",
	} {
		tag, ok := strings.CutPrefix(path, prefix)
		if !ok || prefix == "" && !isRaw {
			continue
		}
		tag, _, _ = strings.Cut(tag, "/")
		if v, ok := scanVersion(trimAny(tag, ".tar.gz", ".zip")); ok {
			x.add(Agent{Version: v, Form: FormRelease}, at+len(prefix))
		}
	}
}

// named reads the part of a name that says which agent it is: a version, a
// commit or the word latest, with an architecture or operating system in front.
func (x *reader) named(s string, at int, a Agent) {
	full := s
	for _, p := range [...]struct {
		prefix string
		os     agentver.OS
	}{{"arm64-", 0}, {"amd64-", 0}, {"linux-", agentver.Linux}, {"windows-", agentver.Windows}} {
		if rest, ok := strings.CutPrefix(s, p.prefix); ok {
			s, at = rest, at+len(p.prefix)
			if a.OS = p.os; p.os == 0 {
				a.Arch = strings.TrimSuffix(p.prefix, "-")
			}
			break
		}
	}
	v, ok := readVersion(s)
	switch {
	case ok:
		a.Version = v
		x.add(a, at)
	case s == "latest":
		x.not("an alias, not a version", "ask the agent itself for the version behind "+full)
	case isHash(s):
		x.hash = s
		x.commit(s)
	case looksLikeVersion(s):
		e := explainVersion(s)
		e.Offset += at
		x.notWith(e)
	default:
		x.not("a name of the agent without a version", "v1.102.0 is the usual form")
	}
}

// commit says which release a commit is, if the table knows.
func (x *reader) commit(hash string) {
	hint := "only commits of known releases can be told; ask the agent itself"
	if r, ok := agentver.ReleaseByCommit(hash); ok {
		hint = "the commit is that of release " + r.String() + ", see ReleaseByCommit"
	}
	x.not("a commit, not a version", hint)
}
