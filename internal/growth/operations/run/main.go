// Run does every series of package growth in two sizes and writes what the
// coverage counters of each say into a folder of its own. Package operations
// builds it with these counters, and reads them.
package main

import (
	"encoding/json"
	"log"
	"os"
	"path/filepath"
	"runtime"
	"runtime/coverage"
	"strconv"

	"github.com/seed-293f0d42/ecrkit/internal/growth"
	"github.com/seed-293f0d42/ecrkit/internal/growth/operations"
)

func main() {
	out := json.NewEncoder(os.Stdout)
	for i, s := range growth.All() {
		for k, n := range []int{s.Counted, operations.Factor * s.Counted} {
			dir := filepath.Join(os.Args[1], strconv.Itoa(2*i+k))
			known, allocated, err := count(s, n, dir)
			if err != nil {
				log.Fatal(err)
			}
			_ = out.Encode(operations.Count{Series: i, Size: n, Known: known, Allocated: allocated, Dir: dir})
		}
	}
}

func count(s growth.Series, n int, dir string) (known bool, allocated uint64, err error) {
	if err := os.Mkdir(dir, 0o755); err != nil {
		return false, 0, err
	}
	run := s.Prepare(n)
	if err := coverage.ClearCounters(); err != nil {
		return false, 0, err
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	known = run()
	runtime.ReadMemStats(&after)
	if err := coverage.WriteCountersDir(dir); err != nil {
		return false, 0, err
	}
	return known, after.TotalAlloc - before.TotalAlloc, coverage.WriteMetaDir(dir)
}
