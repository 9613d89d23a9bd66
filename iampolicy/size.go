package iampolicy

import "unicode/utf8"

// InlineRoleLimit is what the inline policies of one role may have together, in
// characters without white space (IAM quotas page). [PolicyKind.SizeLimit] has the
// limits of one document.
const InlineRoleLimit = 10240

// SizeLimit returns how many characters, as [Document.Size] counts them, one document of
// the kind may have; 0 for a number that is no kind. KindIdentity is a managed
// policy here.
func (k PolicyKind) SizeLimit() int {
	switch k {
	case KindIdentity, KindBoundary:
		return 6144 // managed policy (IAM quotas page)
	case KindTrust:
		return 2048 // default quota; AWS raises it on request
	case KindSession:
		return 2048 // botocore sessionPolicyDocumentType; a packed limit comes on top
	case KindSCP, KindRCP:
		return 5120 // Organizations quotas page
	case KindRepository, KindRegistry:
		return 10240 // botocore RepositoryPolicyText, RegistryPolicyText
	case KindEndpoint:
		return 20480 // VPC quotas page
	}
	return 0
}

// countsSpace reports whether AWS counts white space in a document of the kind.
// IAM does not; Organizations, ECR and EC2 take the text as it comes.
func (k PolicyKind) countsSpace() bool {
	switch k {
	case KindIdentity, KindBoundary, KindTrust:
		return false
	}
	return true
}

// Size returns how many characters AWS counts in the document as a policy of
// the kind when it is sent as [Document.AppendJSON] writes it.
func (d Document) Size(kind PolicyKind) int { return TextSize(d.AppendJSON(nil), kind) }

// TextSize returns how many characters AWS counts in the text of a policy of
// the kind: all of them, or those that are no white space.
func TextSize(text []byte, kind PolicyKind) int {
	n := utf8.RuneCount(text)
	if kind.countsSpace() {
		return n
	}
	for _, c := range text {
		if c == ' ' || c == '\t' || c == '\n' || c == '\r' {
			n--
		}
	}
	return n
}
