package main

import (
	"fmt"
	"strings"

	masterminds "github.com/Masterminds/semver/v3"
	blang "github.com/blang/semver/v4"
	coreos "github.com/coreos/go-semver/semver"
	hashicorp "github.com/hashicorp/go-version"
	"golang.org/x/mod/semver"

	"github.com/seed-293f0d42/ecrkit/agentver"
)

// A versionPeer is a library that reads versions and compares them.
type versionPeer struct {
	tool
	read    func(string) (text string, err error) // the version, without v
	compare func(a, b string) (order int, err error)
}

var versionPeers = []versionPeer{
	peerOf(tool{"ecrkit", "agentver.Parse", "github.com/seed-293f0d42/ecrkit"}, agentver.Parse, agentver.Version.Compare),
	peerOf(tool{"Masterminds", "semver.StrictNewVersion", "github.com/Masterminds/semver/v3"},
		masterminds.StrictNewVersion, (*masterminds.Version).Compare),
	peerOf(tool{"blang", "semver.Parse", "github.com/blang/semver/v4"}, blang.Parse, blang.Version.Compare),
	peerOf(tool{"coreos", "semver.NewVersion", "github.com/coreos/go-semver"}, coreos.NewVersion,
		func(a, b *coreos.Version) int { return a.Compare(*b) }),
	peerOf(tool{"hashicorp", "version.NewVersion", "github.com/hashicorp/go-version"},
		func(s string) (*hashicorp.Version, error) { return hashicorp.NewVersion(s) }, (*hashicorp.Version).Compare),
	peerOf(tool{"x/mod", "semver.IsValid, with a v", "golang.org/x/mod"}, parseModule,
		func(a, b moduleVersion) int { return semver.Compare("v"+string(a), "v"+string(b)) }),
}

// peerOf makes a peer of the two functions that every library has.
func peerOf[V fmt.Stringer](t tool, parse func(string) (V, error), compare func(a, b V) int) versionPeer {
	read := func(s string) (string, error) {
		v, err := parse(s)
		if err != nil {
			return "", err
		}
		return v.String(), nil
	}
	return versionPeer{t, read, func(a, b string) (int, error) {
		v, err := parse(a)
		if err != nil {
			return 0, err
		}
		w, err := parse(b)
		if err != nil {
			return 0, err
		}
		return compare(v, w), nil
	}}
}

// moduleVersion is a version of golang.org/x/mod, whose versions are texts with
// a v, without it.
type moduleVersion string

func (v moduleVersion) String() string { return string(v) }

func parseModule(s string) (moduleVersion, error) {
	v := "v" + strings.TrimPrefix(s, "v")
	if !semver.IsValid(v) {
		return "", fmt.Errorf("invalid")
	}
	return moduleVersion(strings.TrimPrefix(semver.Canonical(v)+semver.Build(v), "v")), nil
}

func versions(p *page, root string) error {
	var rows []struct {
		ID, Input string
		Want      *struct{ Text string }
	}
	if err := suite(root, "agentver/testdata/conformance/versions.json", &rows); err != nil {
		return err
	}
	p.line("## Versions")
	p.line("What libraries for Semantic Versions make of the [suite](../agentver/testdata/conformance/README.md) of agent versions:\n" +
		"the right version, another one, or " + refused + ", a refusal.")
	tools, head := []tool{}, []string{"row", "text"}
	for _, peer := range versionPeers {
		tools, head = append(tools, peer.tool), append(head, peer.name)
	}
	p.list(tools)
	table := [][]string{head}
	for _, row := range rows {
		want := refused
		if row.Want != nil {
			want = row.Want.Text
		}
		line := []string{row.ID, code(row.Input)}
		for _, peer := range versionPeers {
			line = append(line, peer.cell(row.Input, want))
		}
		table = append(table, line)
	}
	p.table(table)
	return p.order(root, head)
}

func (peer versionPeer) cell(input, want string) string {
	got, err := peer.read(input)
	switch {
	case err != nil && want == refused:
		return refused
	case err != nil:
		return bold(refused)
	case got != want:
		return bold(got)
	}
	return "right"
}

// order writes what the libraries make of the suite of pairs.
func (p *page) order(root string, head []string) error {
	var rows []struct {
		ID, A, B string
		Order    int
	}
	if err := suite(root, "agentver/testdata/conformance/order.json", &rows); err != nil {
		return err
	}
	p.line("Which of two is the older, as the suite says and as the libraries do:")
	table := [][]string{head}
	for _, row := range rows {
		line := []string{row.ID, code(row.A + " " + sign(row.Order) + " " + row.B)}
		for _, peer := range versionPeers {
			got, err := peer.compare(row.A, row.B)
			switch {
			case err != nil:
				line = append(line, bold(refused))
			case got != row.Order:
				line = append(line, bold(sign(got)))
			default:
				line = append(line, sign(got))
			}
		}
		table = append(table, line)
	}
	p.table(table)
	return nil
}

func sign(order int) string { return [...]string{"<", "=", ">"}[order+1] }
