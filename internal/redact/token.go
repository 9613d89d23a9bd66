package redact

import "strings"

// tokens holds how a secret begins that is known by its form. A JSON object in
// base64 counts from a length on that no word has.
var tokens = [...]struct {
	start string
	min   int
}{
	{"eyJ", 41}, // {" in base64: passwords of ECR, JSON Web Tokens
	{"QVdT", 5}, // AWS in base64: basic authorization
	{"dckr_pat_", 0}, {"dckr_oat_", 0}, {"ghp_", 0}, {"gho_", 0}, {"ghu_", 0}, {"ghs_", 0}, {"ghr_", 0}, {"github_pat_", 0}, {"glpat-", 0},
}

// tokenStart returns where a token may begin in s, or the user name of ECR with
// a password behind it; len(s) if nowhere.
func tokenStart(s string) int {
	for i := range len(s) {
		if strings.IndexByte("eQdgAa", s[i]) < 0 { // to save time
			continue
		}
		rest := s[i:]
		for _, t := range tokens {
			if strings.HasPrefix(rest, t.start) && len(rest) >= t.min {
				return i
			}
		}
		placeholder := strings.HasSuffix(s[:i], "{") && strings.HasPrefix(rest, "AWS::") // ${AWS::Region}
		if isLogin(rest) && !placeholder && (opens(s[:i]) || strings.HasSuffix(s[:i], " -u")) {
			return i
		}
	}
	return len(s)
}

// isLogin reports whether s begins with "AWS:", plain or percent-encoded.
func isLogin(s string) bool {
	return len(s) >= 4 && endsIn(s[:3], "aws") && (s[3] == ':' || s[3] == '%')
}

// opens reports whether user info may follow s in a text.
func opens(s string) bool {
	return s == "" || s[len(s)-1] <= ' ' || strings.IndexByte("\"'`([{<=,;&", s[len(s)-1]) >= 0
}
