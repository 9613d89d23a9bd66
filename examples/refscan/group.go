package main

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"sync"

	"github.com/seed-293f0d42/ecrkit/ecrref"
)

// grouper counts the references to each repository. It holds one entry for each
// repository, however much is searched.
type grouper struct {
	write  func(io.Writer, group)
	mu     sync.Mutex
	counts map[ecrref.Repository]*int
}

// group is a registry with its repositories: one line of -group -format json.
type group struct {
	registryFields
	References   int               `json:"references"`
	Repositories []repositoryCount `json:"repositories"`
}

type repositoryCount struct {
	Repository string `json:"repository"`
	References int    `json:"references"`
}

func (g *grouper) hit(_ io.Writer, _ string, h hit) {
	g.mu.Lock()
	defer g.mu.Unlock()
	repo := h.Ref.Repository()
	if n, ok := g.counts[repo]; ok {
		*n++ // an assignment to counts[repo] would put a key there that holds the window
		return
	}
	if g.counts == nil {
		g.counts = map[ecrref.Repository]*int{}
	}
	one := 1
	g.counts[own(repo)] = &one
}

// own returns a copy that does not share the memory of the text it was found in.
func own(r ecrref.Repository) ecrref.Repository {
	c, err := ecrref.ParseRepository(string([]byte(r.String())))
	if err != nil {
		return r // not reached: what was found parses
	}
	return c
}

func (g *grouper) done(w io.Writer) {
	var last group
	for _, repo := range slices.SortedFunc(maps.Keys(g.counts), ecrref.Repository.Compare) {
		if fields := fieldsOf(repo.Registry()); fields != last.registryFields {
			g.flush(w, last)
			last = group{registryFields: fields}
		}
		last.References += *g.counts[repo]
		last.Repositories = append(last.Repositories, repositoryCount{repo.Path(), *g.counts[repo]})
	}
	g.flush(w, last)
}

func (g *grouper) flush(w io.Writer, last group) {
	if last.References > 0 {
		g.write(w, last)
	}
}

func (g group) print(w io.Writer) {
	fmt.Fprintf(w, "%s  %s\n", g.Registry, count(g.References, "reference"))
	for _, r := range g.Repositories {
		fmt.Fprintf(w, "%6d  %s\n", r.References, r.Repository)
	}
}
