package main

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"
)

//go:embed helper.go.txt
var helper string

// overlay is a folder with the changed files, which the compiler takes in place of the real ones.
type overlay struct{ dir, index string }

func writeOverlay(p *goPackage, sources map[string][]byte) overlay {
	dir, err := os.MkdirTemp("", "mutate")
	check(err)
	text := strings.NewReplacer("PACKAGE", p.Name, "LAST", strconv.Itoa(1<<16)).Replace(helper)
	sources[filepath.Join(p.Dir, "mutant_helper.go")] = []byte(text)
	replace := map[string]string{}
	for path, src := range sources {
		replace[path] = filepath.Join(dir, filepath.Base(path))
		check(os.WriteFile(replace[path], src, 0o600))
	}
	index, err := json.Marshal(map[string]any{"Replace": replace})
	check(err)
	o := overlay{dir, filepath.Join(dir, "overlay.json")}
	check(os.WriteFile(o.index, index, 0o600))
	return o
}

// suite is the test binary of one package.
type suite struct {
	binary, dir string
	args        []string
	tests       []test
}

// test is one test with the time that it takes, and the changes by whose places it comes.
type test struct {
	name    string
	cpu     time.Duration
	reaches map[int]bool
}

// suite compiles the tests of a package and runs each of them once alone.
func (o overlay) suite(p *goPackage, short bool) *suite {
	s := &suite{binary: filepath.Join(o.dir, strings.ReplaceAll(p.ImportPath, "/", "_")+".test"), dir: p.Dir}
	if short {
		s.args = []string{"-test.short"}
	}
	build := exec.Command("go", "test", "-c", "-vet=off", "-overlay", o.index, "-o", s.binary, p.ImportPath)
	build.Stdout, build.Stderr = os.Stdout, os.Stderr
	check(build.Run())
	list := exec.Command(s.binary, "-test.list", ".")
	list.Dir = s.dir
	out, err := list.Output()
	check(err)
	for _, name := range strings.Fields(string(out)) {
		if !strings.HasPrefix(name, "Benchmark") {
			s.measure(name, filepath.Join(o.dir, "trace"))
		}
	}
	slices.SortFunc(s.tests, func(a, b test) int { return int(a.cpu - b.cpu) })
	return s
}

// measure notes what a test does without a change. One that fails then knows
// nothing of changes: it counts allocations, which the numbers disturb.
func (s *suite) measure(name, trace string) {
	check(os.RemoveAll(trace))
	cmd := s.command(time.Hour, name)
	cmd.Env = append(os.Environ(), "ECRKIT_MUTANT=-1", "ECRKIT_MUTANT_TRACE="+trace)
	if out, err := cmd.CombinedOutput(); err != nil {
		fmt.Printf("%s without a change: %s: left out\n%s\n", name, err, firstLines(string(out)))
		return
	}
	t := test{name, cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime(), map[int]bool{}}
	lines, _ := os.ReadFile(trace) // there is none if the test came by no place
	for _, line := range strings.Fields(string(lines)) {
		id, err := strconv.Atoi(line)
		check(err)
		t.reaches[id] = true
	}
	s.tests = append(s.tests, t)
}

func firstLines(s string) string { return s[:min(len(s), 500)] }

// command runs tests within so many seconds of processor time and 4 GB.
func (s *suite) command(limit time.Duration, names ...string) *exec.Cmd {
	script := fmt.Sprintf(`ulimit -t %d; ulimit -v 4000000; exec "$0" "$@"`, int(limit.Seconds()))
	run := "^(" + strings.Join(names, "|") + ")$"
	cmd := exec.Command("sh", append([]string{"-c", script, s.binary, "-test.failfast", "-test.run", run}, s.args...)...)
	cmd.Dir = s.dir
	return cmd
}

// verdict says what became of a change.
type verdict int

const (
	survived  verdict = iota
	killed            // a test failed
	exhausted         // a test took far more time or memory than without the change
)

func (v verdict) String() string {
	return [...]string{"survived", "killed", "out of time or memory"}[v]
}

// try runs the tests that come by a change, the quickest first: a few of them
// together, then more, for most changes do not survive the first.
func (s *suite) try(id int) verdict {
	var names []string
	var cpu time.Duration
	limit := 30 * time.Millisecond
	for i, t := range s.tests {
		if t.reaches[id] {
			names, cpu = append(names, t.name), cpu+t.cpu
		}
		if cpu > limit || i == len(s.tests)-1 {
			if v := s.run(id, cpu, names); v != survived {
				return v
			}
			names, cpu, limit = nil, 0, 10*limit
		}
	}
	return survived
}

func (s *suite) run(id int, cpu time.Duration, names []string) verdict {
	if len(names) == 0 {
		return survived
	}
	cmd := s.command(time.Second+5*cpu, names...)
	cmd.Env = append(os.Environ(), "ECRKIT_MUTANT="+strconv.Itoa(id))
	err := cmd.Run()
	status := cmd.ProcessState.Sys().(syscall.WaitStatus)
	switch {
	case err == nil:
		return survived
	case status.Signaled():
		return exhausted
	}
	return killed
}
