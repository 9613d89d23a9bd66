package answer

import "strings"

// isReference reports whether a text is an image reference as the tools of Docker read
// one: a registry, which may be left out, a repository in lower case, a tag and a
// digest. It says what github.com/distribution/reference says, which preflight asks and
// which would make the page heavier; a test compares them.
func isReference(image string) bool {
	if isDigestOf(64, image) { // the id of an image
		return false
	}
	rest, digest, hasDigest := strings.Cut(image, "@")
	host, path, isPath := strings.Cut(rest, "/")
	if !isPath || host != "localhost" && !strings.ContainsAny(host, ".:") && strings.ToLower(host) == host {
		host, path = "docker.io", rest
	}
	name, tag, hasTag := strings.Cut(path, ":")
	if hasTag && !isTag(tag) || hasDigest && !isDigest(digest) || !isHost(host) && !isPathComponent(host) {
		return false
	}
	for component := range strings.SplitSeq(name, "/") {
		if !isPathComponent(component) {
			return false
		}
	}
	return lengthOf(host, name) <= 255
}

// lengthOf is the length of a repository. That of Docker Hub without a user is in
// library/, and what is no host is part of the name.
func lengthOf(host, name string) int {
	switch {
	case !isHost(host):
		return len(host) + 1 + len(name)
	case (host == "docker.io" || host == "index.docker.io") && !strings.Contains(name, "/"):
		return len("library/") + len(name)
	}
	return len(name)
}

// isHost reports whether a text is a name, or an address in brackets, and may be a port.
func isHost(text string) bool {
	inner, rest, ok := strings.Cut(strings.TrimPrefix(text, "["), "]")
	if strings.HasPrefix(text, "[") {
		return ok && inner != "" && strings.Trim(inner, digits+"abcdefABCDEF:") == "" && (rest == "" || rest[0] == ':' && isPort(rest[1:]))
	}
	name, port, hasPort := strings.Cut(text, ":")
	for label := range strings.SplitSeq(name, ".") {
		if label == "" || label[0] == '-' || label[len(label)-1] == '-' || strings.Trim(label, lower+upper+digits+"-") != "" {
			return false
		}
	}
	return !hasPort || isPort(port)
}

func isPort(text string) bool { return text != "" && strings.Trim(text, digits) == "" }

// isPathComponent reports whether a text is made of lower case and digits, with
// separators between them: one dot, one or two underscores, any number of dashes.
func isPathComponent(text string) bool {
	for {
		rest := strings.TrimLeft(text, lower+digits)
		if rest == "" || rest == text {
			return rest != text
		}
		text = strings.TrimLeft(rest, "._-")
		switch separator := rest[:len(rest)-len(text)]; {
		case separator == ".", separator == "_", separator == "__":
		case separator == "" || strings.Trim(separator, "-") != "":
			return false
		}
	}
}

func isTag(text string) bool {
	return text != "" && len(text) <= 128 && text[0] != '.' && text[0] != '-' && strings.Trim(text, lower+upper+digits+"_.-") == ""
}

func isDigest(text string) bool {
	algorithm, hex, _ := strings.Cut(text, ":")
	return isDigestOf(map[string]int{"sha256": 64, "sha384": 96, "sha512": 128}[algorithm], hex)
}

func isDigestOf(length int, text string) bool {
	return length > 0 && len(text) == length && strings.Trim(text, digits+"abcdef") == ""
}

const (
	digits = "0123456789"
	lower  = "abcdefghijklmnopqrstuvwxyz"
	upper  = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
)
