package agentver

import (
	"cmp"
	"strconv"
)

// DockerAPI is a version of the Docker remote API, such as 1.19. It has two
// numbers, and 1.9 is older than 1.19. The zero DockerAPI stands for none.
type DockerAPI struct{ Major, Minor int }

// String returns a with a dot between its numbers.
func (a DockerAPI) String() string { return strconv.Itoa(a.Major) + "." + strconv.Itoa(a.Minor) }

// Compare returns -1, 0 or +1 as a is older than, the same as or newer than b.
func (a DockerAPI) Compare(b DockerAPI) int {
	return cmp.Or(cmp.Compare(a.Major, b.Major), cmp.Compare(a.Minor, b.Minor))
}
