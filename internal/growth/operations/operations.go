// Package operations counts what the series of package growth do. It builds
// them with the counters of go build -cover, which say how often each statement
// of the core, and of the packages of the standard library that it uses for
// text, has run. So nothing is counted in the core itself, which is as fast as
// if it never were.
//
// What the counters do not see is the work within one statement: a comparison
// or a copy of text, and the search for a byte. What is copied is seen in the
// memory that is allocated.
package operations

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/seed-293f0d42/ecrkit/internal/growth"
)

// Factor is how much larger the second of two sizes is.
const Factor = 4

// A Count is what one run of an operation did.
type Count struct {
	Series, Size int
	Known        bool
	Statements   int    // that were executed
	Allocated    uint64 // bytes
	Dir          string // where the counters are
}

// Pairs counts each series of growth.All for both sizes. The root is that of
// the repository, and dir an empty folder.
func Pairs(root, dir string) ([][2]Count, error) {
	program := filepath.Join(dir, "run")
	if err := build(root, program); err != nil {
		return nil, err
	}
	cmd := exec.Command(program, dir)
	cmd.Env = append(os.Environ(), "GOCOVERDIR="+dir)
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", program, err)
	}
	return read(out)
}

// counted are the packages whose statements are counted.
const counted = "./internal/growth/operations/run,./ecrref/...,./iampolicy/...,./agentver/...," +
	"./internal/jsonscan,./internal/nearest,./internal/redact,bytes,maps,slices,sort,strconv,strings,unicode/utf8"

func build(root, program string) error {
	cmd := exec.Command("go", "build", "-cover", "-covermode=atomic", "-coverpkg="+counted, "-o", program,
		"./internal/growth/operations/run")
	cmd.Dir = root
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("go build -cover: %w\n%s", err, out)
	}
	return nil
}

// read adds the statements to what the program has printed.
func read(out []byte) (pairs [][2]Count, err error) {
	covdata, err := exec.Command("go", "tool", "-n", "covdata").Output()
	if err != nil {
		return nil, err
	}
	pairs = make([][2]Count, len(growth.All()))
	dec := json.NewDecoder(bytes.NewReader(out))
	for i := 0; ; i++ {
		var c Count
		if err := dec.Decode(&c); errors.Is(err, io.EOF) && i == 2*len(pairs) {
			return pairs, nil
		} else if err != nil {
			return nil, err
		}
		if c.Statements, err = statements(strings.TrimSpace(string(covdata)), c.Dir); err != nil {
			return nil, err
		}
		pairs[i/2][i%2] = c
	}
}

// statements adds up how often each block has run, times the statements in it.
func statements(covdata, dir string) (sum int, err error) {
	profile := filepath.Join(dir, "profile")
	if out, err := exec.Command(covdata, "textfmt", "-i", dir, "-o", profile).CombinedOutput(); err != nil {
		return 0, fmt.Errorf("covdata: %w\n%s", err, out)
	}
	f, err := os.Open(profile)
	if err != nil {
		return 0, err
	}
	defer f.Close()
	for lines := bufio.NewScanner(f); lines.Scan(); {
		_, block, _ := strings.Cut(lines.Text(), " ")
		var size, times int
		if n, _ := fmt.Sscan(block, &size, &times); n == 2 {
			sum += size * times
		}
	}
	return sum, nil
}
