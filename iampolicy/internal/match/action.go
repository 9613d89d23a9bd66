package match

import "strings"

// IsActionName reports whether text, which has a colon, can be the name of an
// action. AWS takes names that are empty or hold white space, and matches nothing.
func IsActionName(text string) bool {
	return text[0] != ':' && text[len(text)-1] != ':' && !strings.ContainsAny(text, "*? \t\r\n")
}

// IsECRAction reports whether the action is one of Amazon ECR, private or public.
func IsECRAction(action string) bool {
	service, _, _ := strings.Cut(action, ":")
	return IsECR(service)
}

// IsECR reports whether the service, in lower case, is Amazon ECR, private or public.
func IsECR(service string) bool { return service == "ecr" || service == "ecr-public" }
