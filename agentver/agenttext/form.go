package agenttext

import "strconv"

// Form is the kind of text in which Parse found an agent version.
// The zero Form is none.
type Form uint8

// The forms. Those up to FormLog come from an agent and say what runs; the
// others say what a file, image or machine image holds.
const (
	FormVersionInfo Form = 1 + iota // versionInfo of a container instance, agentVersion in a URL
	FormDescription                 // of the introspection API: Amazon ECS Agent - v1.30.0 (02ff320c)
	FormUserAgent                   // HTTP user agent, as in CloudTrail
	FormPrint                       // output of agent -version
	FormLog                         // log of the agent
	FormBare                        // a version and nothing else
	FormInit                        // output of ecs-init -version: the agent that ecs-init brings along
	FormPackage                     // RPM or Debian package of ecs-init, likewise
	FormImage                       // container image of the agent
	FormArchive                     // ecs-agent-v1.39.0.tar and the like
	FormAMI                         // SSM parameter, tag or recipe of an ECS-optimized AMI
	FormInstall                     // Initialize-ECSAgent, or an RPM spec that builds the agent
	FormRelease                     // page or source of a release: …/amazon-ecs-agent/releases/tag/v1.102
)

var formNames = [...]string{
	"none", "version info", "description", "user agent", "agent -version", "log", "bare version",
	"ecs-init", "package", "image", "archive", "AMI", "installation", "release",
}

// String returns a few words for f.
func (f Form) String() string {
	if int(f) < len(formNames) {
		return formNames[f]
	}
	return "form " + strconv.Itoa(int(f))
}

// FromAgent reports whether texts of this form come from an agent that runs, or
// ran when it last reported. The others do not prove that such an agent runs.
func (f Form) FromAgent() bool { return FormVersionInfo <= f && f <= FormLog }
