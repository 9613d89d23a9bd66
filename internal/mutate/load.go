package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"path/filepath"
)

// goPackage is one package with the types of its expressions.
type goPackage struct {
	ImportPath, Name, Dir, Export string
	GoFiles                       []string
	DepOnly                       bool

	fset  *token.FileSet
	files []*ast.File
	info  types.Info
}

// load reads a package from its source, and what it imports from what the compiler exported.
func load(path string) *goPackage {
	cmd := exec.Command("go", "list", "-export", "-deps", "-json=ImportPath,Name,Dir,Export,GoFiles,DepOnly", path)
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	check(err)
	exports := map[string]string{}
	var p *goPackage
	for dec := json.NewDecoder(bytes.NewReader(out)); ; {
		next := new(goPackage)
		err := dec.Decode(next)
		if errors.Is(err, io.EOF) {
			break
		}
		check(err)
		if exports[next.ImportPath] = next.Export; !next.DepOnly {
			p = next
		}
	}
	p.parse(exports)
	return p
}

func (p *goPackage) parse(exports map[string]string) {
	p.fset = token.NewFileSet()
	for _, name := range p.GoFiles {
		f, err := parser.ParseFile(p.fset, filepath.Join(p.Dir, name), nil, parser.SkipObjectResolution)
		check(err)
		p.files = append(p.files, f)
	}
	p.info.Types = map[ast.Expr]types.TypeAndValue{}
	conf := types.Config{Importer: importer.ForCompiler(p.fset, "gc", func(path string) (io.ReadCloser, error) {
		if exports[path] == "" {
			return nil, fmt.Errorf("no export data of %s", path)
		}
		return os.Open(exports[path])
	})}
	_, err := conf.Check(p.ImportPath, p.fset, p.files, &p.info)
	check(err)
}
