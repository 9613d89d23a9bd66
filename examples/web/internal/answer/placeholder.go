package answer

import "strings"

// isPlaceholder reports whether a text holds something that a tool still has to fill
// in, or a value that documentation prints in place of a real one. It says what
// awsfile.IsPlaceholder says, and isImagePlaceholder what awsfile.IsImagePlaceholder
// says; a test compares them. These do without regular expressions, which would make
// the page heavier.
func isPlaceholder(text string) bool {
	return strings.ContainsAny(text, "$<>{}") || strings.Contains(text, "XXXX") || strings.Contains(text, "xxxx") || hasMarker(text)
}

// isImagePlaceholder is isPlaceholder for an image, which is no name in capitals.
func isImagePlaceholder(image string) bool {
	return isPlaceholder(image) || isCapitals(image) || isYours(image)
}

// markers are texts that template tools replace, wherever they stand.
var markers = []string{"[[", "REPLACEME", "REPLACE_ME", "CHANGEME", "CHANGE_ME", "PLACEHOLDER",
	"TOBEREPLACED", "TO_BEREPLACED", "TOBE_REPLACED", "TO_BE_REPLACED"}

// hasMarker reports whether an image holds a mark that template tools replace, such
// as @TAG@ or __TAG__. The second is a legal tag, too.
func hasMarker(image string) bool {
	for _, m := range markers {
		if strings.Contains(image, m) {
			return true
		}
	}
	return hasEnclosed(image, "@") || hasEnclosed(image, "%") || hasEnclosed(image, "__") || hasVariableName(image)
}

// hasEnclosed reports whether capitals stand between two marks.
func hasEnclosed(image, mark string) bool {
	for i := range image {
		rest, ok := strings.CutPrefix(image[i:], mark)
		if !ok {
			continue
		}
		name := rest[:capitalsEnd(rest)]
		if mark != "__" && name != "" && strings.HasPrefix(rest[len(name):], mark) {
			return true
		}
		if mark == "__" && len(name) > 2 && strings.Contains(name[1:], mark) { // the name may hold the mark's own underscores
			return true
		}
	}
	return false
}

func capitalsEnd(s string) int {
	n := 0
	for n < len(s) && (s[n] >= 'A' && s[n] <= 'Z' || s[n] == '_') {
		n++
	}
	return n
}

var (
	variableHeads = []string{"IMAGE", "REPOSITORY", "REPO", "REGISTRY", "ECR", "CONTAINER", "BUILD", "DOCKER"}
	variableTails = []string{"TAG", "URI", "URL", "NAME", "VERSION", "IMAGE", "REPO", "REPOSITORY", "REGISTRY", "ID"}
)

// hasVariableName reports whether one of the words of an image is the name of a
// variable, such as IMAGE_TAG.
func hasVariableName(image string) bool {
	for _, word := range strings.FieldsFunc(image, func(r rune) bool { return !isWord(r) }) {
		for _, head := range variableHeads {
			tail, ok := strings.CutPrefix(word, head+"_")
			for _, t := range variableTails {
				if ok && tail == t {
					return true
				}
			}
		}
	}
	return false
}

func isWord(r rune) bool {
	return r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '_'
}

// isCapitals reports whether an image is a name in capitals, alone or before a tag or
// path: no registry and no repository has one.
func isCapitals(image string) bool {
	if image == "" || image[0] < 'A' || image[0] > 'Z' {
		return false
	}
	n := 0
	for n < len(image) && (image[n] >= 'A' && image[n] <= 'Z' || image[n] >= '0' && image[n] <= '9' || image[n] == '_') {
		n++
	}
	rest := image[n:]
	return rest == "" || (rest[0] == ':' || rest[0] == '/') && !strings.Contains(rest, "@")
}

func isYours(image string) bool {
	rest, ok := strings.CutPrefix(strings.ToLower(strings.TrimPrefix(image, "<")), "your")
	return ok && rest != "" && strings.ContainsAny(rest[:1], "-_ ")
}

// isOfDocumentation recognises the hosts that AWS's documentation prints:
// aws_account_id.dkr.ecr.region.amazonaws.com and account numbers of letters.
func isOfDocumentation(image string) bool {
	host, _, _ := strings.Cut(strings.ToLower(image), "/")
	account, rest, ok := strings.Cut(host, ".")
	return ok && strings.HasPrefix(rest, "dkr.ecr") && (strings.Contains(account, "account") || strings.Trim(account, "x") == "") ||
		strings.Contains(host, ".dkr.ecr.region.")
}
