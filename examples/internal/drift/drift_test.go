// Package drift_test holds the sources that ecrref's table is rendered from to
// the release of the AWS SDK that the programs use: the library itself does not
// require the SDK.
package drift_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/internal/golden"
)

const (
	source = "../../../ecrref/testdata/source/"
	sdk    = "github.com/aws/aws-sdk-go-v2"
)

// module returns what go list tells of a module, and skips where it is not here.
func module(t *testing.T, path, field string) string {
	t.Helper()
	out, err := exec.Command("go", "list", "-m", "-f", "{{."+field+"}}", path).Output()
	value := strings.TrimSpace(string(out))
	if err != nil || value == "" {
		t.Skipf("module %s is not here to compare with (go mod download): %v", path, err)
	}
	return value
}

func TestEdition(t *testing.T) {
	golden.File(t, source+"edition.txt", []byte("aws-sdk-go-v2 "+module(t, sdk, "Version")+"\n"))
}

func TestPartitions(t *testing.T) {
	b, err := os.ReadFile(filepath.Join(module(t, sdk, "Dir"), "internal/endpoints/awsrulesfn/partitions.json"))
	require.NoError(t, err)
	golden.File(t, source+"partitions.json", b)
}

func TestFIPSRegions(t *testing.T) {
	b, err := os.ReadFile(filepath.Join(module(t, sdk+"/service/ecr", "Dir"), "internal/endpoints/endpoints.go"))
	require.NoError(t, err)
	var names []string
	for _, m := range regexp.MustCompile(`"fips-dkr-([a-z0-9-]+)"`).FindAllSubmatch(b, -1) {
		names = append(names, string(m[1]))
	}
	require.NotEmpty(t, names)
	slices.Sort(names)
	golden.File(t, source+"fips-regions.txt", []byte(strings.Join(names, "\n")+"\n"))
}
