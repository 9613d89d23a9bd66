package agentver

import "strconv"

// OS is the operating system of a container instance.
// The zero OS is an unknown one, about which every answer is Unknown.
type OS uint8

// The operating systems that the agent runs on.
const (
	Linux   OS = 1 + iota // ECS attribute ecs.os-type is linux
	Windows               // ECS attribute ecs.os-type is windows
)

// IsValid reports whether os is Linux or Windows.
func (os OS) IsValid() bool { return os == Linux || os == Windows }

// String returns the value that ECS gives the attribute ecs.os-type: "linux" or
// "windows"; "unknown" for the zero OS.
func (os OS) String() string {
	switch os {
	case 0:
		return "unknown"
	case Linux:
		return "linux"
	case Windows:
		return "windows"
	}
	return "OS " + strconv.Itoa(int(os))
}
