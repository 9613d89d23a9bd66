package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/modfile"
)

// A page is Markdown that is being written, and the versions of the libraries
// that it tells of.
type page struct {
	strings.Builder
	modules map[string]string // path to version
}

// line writes a paragraph.
func (p *page) line(text string) {
	if p.Len() > 0 {
		p.WriteString("\n")
	}
	p.WriteString(text + "\n")
}

// table writes a table; the first row is its head.
func (p *page) table(rows [][]string) {
	p.WriteString("\n")
	for i, row := range rows {
		fmt.Fprintf(p, "| %s |\n", strings.Join(row, " | "))
		if i == 0 {
			p.WriteString(strings.Repeat("| --- ", len(row)) + "|\n")
		}
	}
}

// tool is a library as the page names it: how the columns are headed, which
// function is asked, and where that is.
type tool struct{ name, function, module string }

// list writes which tools the columns stand for.
func (p *page) list(tools []tool) {
	rows := [][]string{{"column", "function", "module", "version"}}
	for _, t := range tools {
		version := p.modules[t.module]
		if version == "" {
			version = "this repository"
		}
		rows = append(rows, []string{t.name, code(t.function), t.module, version})
	}
	p.table(rows)
}

// readModules reads the versions and the date of go.mod.
func (p *page) readModules(root string) (date string, err error) {
	name := filepath.Join(root, "internal/peers/go.mod")
	data, err := os.ReadFile(name)
	if err != nil {
		return "", err
	}
	file, err := modfile.Parse(name, data, nil)
	if err != nil {
		return "", err
	}
	p.modules = map[string]string{}
	for _, r := range file.Require {
		p.modules[r.Mod.Path] = r.Mod.Version
	}
	delete(p.modules, "github.com/seed-293f0d42/ecrkit")
	for _, c := range file.Module.Syntax.Before {
		if _, after, ok := strings.Cut(c.Token, "as of "); ok {
			return strings.TrimSuffix(after, "."), nil
		}
	}
	return "", fmt.Errorf("%s does not say as of when its versions are", name)
}

// suite decodes the rows of a conformance suite.
func suite(root, name string, rows any) error {
	data, err := os.ReadFile(filepath.Join(root, name))
	if err != nil {
		return err
	}
	return json.Unmarshal(data, rows)
}

// code shows a text as Markdown: quoted where it is not plain, long ones without
// their middle.
func code(s string) string {
	if quoted := strconv.QuoteToASCII(s); s == "" || quoted != `"`+s+`"` || strings.TrimSpace(s) != s {
		s = quoted
	}
	if half := 45; len(s) > 2*half {
		s = s[:half] + "…" + s[len(s)-half:]
	}
	return "`" + strings.ReplaceAll(s, "|", `\|`) + "`"
}

func bold(s string) string { return "**" + s + "**" }

// refused is the cell of a text that a library does not take.
const refused = "–"
