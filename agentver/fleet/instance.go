package fleet

import "github.com/seed-293f0d42/ecrkit/agentver"

// Instance is a container instance, with what Survey needs to know and what its
// answer is told with. The zero Instance is one of which nothing is known.
type Instance struct {
	ID           string // any name for it, only repeated; Parse takes the ARN
	AgentVersion string // versionInfo.agentVersion, "" when there is none
	OS           agentver.OS
	Disconnected bool     // agentConnected is false: the version is the last one reported
	Status       string   // ACTIVE, DRAINING and so on; "" when the text does not say
	Failure      string   // why ECS did not describe it, such as MISSING; then nothing else is known of it
	Attributes   []string // names of the attributes that it advertises; nil when the text does not say
	Offset       int      // byte of the text that Parse read at which it begins
	Pointer      string   // JSON pointer (RFC 6901) to it, in its page if the text has several
}

// CanTakeTasks reports whether ECS would place a task on the instance now, as far
// as is known: its agent is connected and its status, if there is one, ACTIVE.
func (in Instance) CanTakeTasks() bool {
	return !in.Disconnected && in.Failure == "" && (in.Status == "" || in.Status == "ACTIVE")
}
