package lint

import (
	"strings"

	"github.com/seed-293f0d42/ecrkit/internal/quote"
)

func emptySID(s *statement) {
	if s.SID == "" && s.EmptySID {
		s.report(s.at+"/Sid", "Sid is empty", `name the statement or leave "Sid" out`)
	}
}

// unsupportedSID: IAM takes letters and digits; services take more, and ECR itself
// prints Sids with spaces.
func unsupportedSID(s *statement) {
	if bad := strings.IndexFunc(s.SID, notAlphanumeric); bad >= 0 {
		s.report(s.at+"/Sid", "IAM takes no "+quote.Text(firstChar(s.SID[bad:]))+" in a Sid", sidFix(strings.Map(onlyAlphanumeric, s.SID)))
	}
}

func sidFix(sid string) string {
	if sid == "" {
		return `leave "Sid" out`
	}
	return "write " + literal(sid)
}

func notAlphanumeric(r rune) bool {
	return !('a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9')
}

func onlyAlphanumeric(r rune) rune {
	if notAlphanumeric(r) {
		return -1
	}
	return r
}

// repeatedSID reports a Sid that an earlier statement has. IAM refuses it, ECR's own
// two-account example has it.
func repeatedSID(s *statement) {
	if s.SID != "" && s.memo.firstWithSID(s.linter)[s.SID] != s.at {
		s.report(s.at+"/Sid", "an earlier statement is called "+quote.Text(s.SID)+" too", "rename one of them")
	}
}
