package main

import (
	"fmt"

	"github.com/seed-293f0d42/ecrkit/internal/peers/pairs"
)

// A result is what a row of package pairs took.
type result struct {
	group string
	pairs.Row
	watches []*stopwatch // one a contender
}

// ratio is how many times as long as ecrkit a contender takes.
func (r result) ratio(contender int) float64 {
	return r.watches[contender].nanoseconds() / r.watches[0].nanoseconds()
}

// missed reports whether a contender has a goal that is not reached.
func (r result) missed(contender int) bool {
	return r.ratio(contender) < r.Contenders[contender].Goal
}

// beside measures all rows in turns: in each round, each contender of each row.
func beside(e effort) ([]result, error) {
	var results []result
	var turns []int
	for _, g := range pairs.All() {
		for _, row := range g.Rows {
			r := result{group: g.Name, Row: row}
			for _, c := range row.Contenders {
				if err := c.Check(); err != nil {
					return nil, fmt.Errorf("%s, %s: %w", g.Name, row.Name, err)
				}
				r.watches = append(r.watches, newStopwatch(c.Run, e.sample))
			}
			results, turns = append(results, r), append(turns, e.turns(r.watches))
		}
	}
	for round := range e.rounds {
		for i, r := range results {
			for j := range r.watches {
				if round < turns[i] {
					r.watches[(round+j)%len(r.watches)].turn() // who begins changes
				}
			}
		}
	}
	return results, nil
}
