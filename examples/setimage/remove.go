package main

import (
	"github.com/seed-293f0d42/ecrkit/examples/internal/cli"
	"github.com/seed-293f0d42/ecrkit/examples/internal/tree"
)

// part is a member of an object or an item of a list, between two commas.
type part struct {
	name       string
	start, end int
	drop       bool
}

func members(ms []tree.Member, drop func(tree.Member) bool) []part {
	var parts []part
	for _, m := range ms {
		parts = append(parts, part{m.Key, m.Start, m.Value.End, drop(m)})
	}
	return parts
}

func items(nodes []*tree.Node, drop func(*tree.Node) bool) []part {
	var parts []part
	for _, n := range nodes {
		parts = append(parts, part{n.Get("key").Str(), n.Start, n.End, drop(n)})
	}
	return parts
}

func dropped(parts []part) []string {
	var names []string
	for _, p := range parts {
		if p.drop {
			names = append(names, cli.Printable(p.name))
		}
	}
	return names
}

// remove takes parts out, each with the comma and the white space before it, or
// with those behind it where nothing stays before it.
func remove(parts []part) []edit {
	var edits []edit
	kept := false
	for i, p := range parts {
		switch {
		case !p.drop:
			kept = true
		case kept:
			edits = append(edits, edit{start: parts[i-1].end, end: p.end})
		case i+1 < len(parts):
			edits = append(edits, edit{start: p.start, end: parts[i+1].start})
		default:
			edits = append(edits, edit{start: p.start, end: p.end})
		}
	}
	return edits
}
