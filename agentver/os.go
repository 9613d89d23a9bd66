package agentver

import (
	"strconv"
	"strings"
)

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

// ParseOS reads the value of the ECS attribute ecs.os-type: "linux" or "windows".
func ParseOS(s string) (OS, error) {
	for os := Linux; os <= Windows; os++ {
		if s == os.String() {
			return os, nil
		}
	}
	hint := "write linux or windows"
	if os, ok := OSFromFamily(s); ok {
		hint = "write " + os.String() + "; OSFromFamily reads the operatingSystemFamily of a task definition"
	}
	return 0, newError("ParseOS", s, 0, PartText, "not an operating system of container instances", hint)
}

// OSFromAttribute returns the operating system that the attribute ecs.os-type of an
// instance names, in any case: linux, windows, or a family such as
// WINDOWS_SERVER_2004_CORE, which agents before 1.53.0 wrote for a while
// (https://github.com/aws/amazon-ecs-agent/issues/2881).
func OSFromAttribute(value string) (OS, bool) {
	if os, err := ParseOS(strings.ToLower(value)); err == nil {
		return os, true
	}
	return OSFromFamily(strings.ToUpper(value))
}

// OSFromFamily returns the operating system of an operatingSystemFamily in the
// runtimePlatform of a task definition, such as LINUX or
// WINDOWS_SERVER_2022_CORE. An empty family is not taken to be Linux.
func OSFromFamily(family string) (OS, bool) {
	switch {
	case family == "LINUX":
		return Linux, true
	case strings.HasPrefix(family, "WINDOWS_SERVER_"):
		return Windows, true
	}
	return 0, false
}
