package iampolicy

import "strings"

// unknownMember explains a member that the grammar does not have at this place.
func unknownMember(at int, name string, names []string) *ParseError {
	return failAt(at, "unknown member "+quote(name), memberHint(name, names))
}

func memberHint(name string, names []string) string {
	switch name {
	case "PolicyDocument", "AssumeRolePolicyDocument", "Document", "PolicyVersion", "policyText", "Policy":
		return "this looks like the answer of an AWS command: give the document inside it"
	}
	for _, n := range names {
		if strings.EqualFold(n, strings.TrimSpace(name)) || strings.EqualFold(n+"s", name) {
			return `write "` + n + `"`
		}
	}
	return "the members here are " + strings.Join(names, ", ")
}
