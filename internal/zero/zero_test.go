// Package zero_test holds that no method of the core panics on a zero value.
package zero_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/agentver"
	"github.com/seed-293f0d42/ecrkit/agentver/agenttext"
	"github.com/seed-293f0d42/ecrkit/agentver/fleet"
	"github.com/seed-293f0d42/ecrkit/ecrref"
	"github.com/seed-293f0d42/ecrkit/ecrref/pullcache"
	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/authz"
	"github.com/seed-293f0d42/ecrkit/iampolicy/compare"
	"github.com/seed-293f0d42/ecrkit/iampolicy/lint"
	"github.com/seed-293f0d42/ecrkit/iampolicy/recipe"
)

// zeros are the zero values of the exported types of the core.
var zeros = []any{
	ecrref.Part(0), ecrref.ParseError{}, ecrref.Match{}, ecrref.Ref{}, ecrref.RegionInfo{}, ecrref.PartitionInfo{}, ecrref.Kind(0),
	ecrref.Registry{}, ecrref.Repository{}, pullcache.Rule{},
	iampolicy.ActionInfo{}, iampolicy.AccessLevel(0), iampolicy.Document{}, iampolicy.Version(""), iampolicy.Effect(""),
	iampolicy.Statement{}, iampolicy.OneOrMany[string]{}, iampolicy.Principal{}, iampolicy.Condition{}, iampolicy.Scalar{},
	iampolicy.ScalarKind(0), iampolicy.KeyInfo{}, iampolicy.KeyType(0), iampolicy.Circumstance(0), iampolicy.AbsentKey{},
	iampolicy.PolicyKind(0), iampolicy.ParseError{}, iampolicy.RecipeError{}, iampolicy.SizeError{}, iampolicy.DocumentError{},
	recipe.ManagedPolicy{}, recipe.Recipe{}, lint.Code(""), lint.Severity(0), lint.Check{}, lint.Finding{},
	authz.Access{}, authz.ResourcePolicy{}, authz.Policy{}, authz.CompileError{}, authz.Decision{}, authz.Outcome(0), authz.Layer(0),
	authz.Need{}, authz.Level(0), authz.Fix{},
	authz.Change{}, authz.Reason{}, authz.Clause(0), authz.Report{}, authz.Result{}, authz.Request{},
	compare.Change{},
	agentver.Constraint{}, agentver.DockerAPI{}, agentver.ParseError{}, agentver.Part(0), agentver.Feature{}, agentver.OS(0),
	agentver.Platform{}, agentver.Release{}, agentver.Status(0), agentver.Version{},
	agenttext.Agent{}, agenttext.DockerVersion{}, agenttext.Form(0), agenttext.Package{},
	fleet.Instance{}, fleet.Fleet{}, fleet.Bucket{}, fleet.Offender{},
}

// TestMethods calls every method of every zero value with zero arguments.
func TestMethods(t *testing.T) {
	t.Parallel()
	calls := 0
	for _, zero := range zeros {
		typ := reflect.TypeOf(zero)
		for i := range reflect.PointerTo(typ).NumMethod() {
			m := reflect.New(typ).Method(i)
			name := typ.String() + "." + reflect.PointerTo(typ).Method(i).Name
			require.NotPanics(t, func() { call(m) }, name)
			calls++
		}
	}
	require.Greater(t, calls, 150)
}

// call calls f with zero arguments, and runs through what it returns to be run through.
func call(f reflect.Value) {
	args := make([]reflect.Value, f.Type().NumIn())
	for i := range args {
		in := f.Type().In(i)
		if args[i] = reflect.Zero(in); in.Kind() == reflect.Func {
			args[i] = reflect.MakeFunc(in, func([]reflect.Value) []reflect.Value { return []reflect.Value{reflect.ValueOf(true)} })
		}
	}
	if f.Type().IsVariadic() {
		args = args[:len(args)-1]
	}
	for _, out := range f.Call(args) {
		if out.Kind() == reflect.Func && !out.IsNil() {
			call(out)
		}
	}
}

// TestNoneIsMissing: zeros has every exported type that is declared in the core.
func TestNoneIsMissing(t *testing.T) {
	t.Parallel()
	var have, want []string
	for _, zero := range zeros {
		typ := reflect.TypeOf(zero)
		name, _, _ := strings.Cut(typ.Name(), "[")
		have = append(have, path.Base(typ.PkgPath())+"."+name)
	}
	for _, root := range []string{"../../ecrref", "../../iampolicy", "../../agentver"} {
		require.NoError(t, filepath.WalkDir(root, func(file string, e fs.DirEntry, err error) error {
			switch {
			case err != nil:
				return err
			case e.IsDir() && (e.Name() == "internal" || e.Name() == "testdata"):
				return fs.SkipDir
			case strings.HasSuffix(file, ".go") && !strings.HasSuffix(file, "_test.go"):
				want = append(want, exported(t, file)...)
			}
			return nil
		}))
	}
	slices.Sort(have)
	slices.Sort(want)
	require.Greater(t, len(want), 50)
	require.Equal(t, want, have)
}

// exported lists the exported types that the file declares.
func exported(t *testing.T, file string) (names []string) {
	f, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.SkipObjectResolution)
	require.NoError(t, err)
	ast.Inspect(f, func(n ast.Node) bool {
		if spec, ok := n.(*ast.TypeSpec); ok && spec.Name.IsExported() {
			names = append(names, f.Name.Name+"."+spec.Name.Name)
		}
		_, isFunction := n.(*ast.FuncDecl)
		return !isFunction
	})
	return names
}
