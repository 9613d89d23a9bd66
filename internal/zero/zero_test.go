// Package zero_test holds that no method and no function of the core panics on
// zero values, nor on slices, pointers and structs that hold nothing but zero values.
package zero_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/agentver"
	"github.com/seed-293f0d42/ecrkit/agentver/agenttext"
	"github.com/seed-293f0d42/ecrkit/agentver/fleet"
	"github.com/seed-293f0d42/ecrkit/ecrref"
	"github.com/seed-293f0d42/ecrkit/ecrref/dockerref"
	"github.com/seed-293f0d42/ecrkit/ecrref/ecrtag"
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

// functions are the exported functions of the core.
var functions = []any{
	ecrref.Find, ecrref.Partitions, ecrref.RegionPartition, ecrref.MustParse, ecrref.Parse, ecrref.ParseAny, ecrref.LookupRegion,
	ecrref.ParseRegistry, ecrref.ParseRegistryAny, ecrref.PrivateRegistry, ecrref.PublicRegistry, ecrref.ParseARN,
	ecrref.ParseRepository,
	dockerref.FromNamed, dockerref.Named,
	ecrtag.CheckFilters, ecrtag.CutReferrers, ecrtag.MatchFilter, ecrtag.Referrers,
	pullcache.DefaultPrefix,
	iampolicy.AbsentKeys, iampolicy.Actions, iampolicy.AddStatement, iampolicy.Keys, iampolicy.RemoveStatement,
	iampolicy.ReplaceStatement, iampolicy.TextSize, iampolicy.LookupAction, iampolicy.ECSPull, iampolicy.Merge, iampolicy.MustParse,
	iampolicy.NewDocument, iampolicy.Parse, iampolicy.ParseEncoded, iampolicy.Pull, iampolicy.Push, iampolicy.LookupKey, iampolicy.AWS,
	iampolicy.Anyone, iampolicy.Federated, iampolicy.Service, iampolicy.Allow, iampolicy.Deny,
	recipe.All, recipe.CreateTagged, recipe.Deploy, recipe.EndpointLayers, recipe.EndpointPull, recipe.KMSCreateRepository,
	recipe.Managed, recipe.ManagedPolicies, recipe.OrgPerimeter, recipe.PublicLogin, recipe.PullFromVPC, recipe.PullThroughCache,
	recipe.PullThroughCachePrefix, recipe.PullThroughCacheRegistry, recipe.PullThroughCacheRole, recipe.PullThroughCacheSecret,
	recipe.PullThroughCacheUpstream, recipe.PushAll, recipe.PushSigned, recipe.Replication, recipe.RepositoryCodeBuild,
	recipe.RepositoryDenyOutside, recipe.RepositoryLambda, recipe.RepositoryLambdaFrom, recipe.RepositoryPull, recipe.RepositoryPullOrg,
	recipe.RepositoryPush, recipe.TaskExecution, recipe.TaskExecutionFromVPC, recipe.TaskSecrets, recipe.TrustEC2, recipe.TrustECSTasks,
	recipe.TrustECSTasksFrom, recipe.TrustPullThroughCache, recipe.Lookup,
	lint.Checks, lint.Run,
	authz.PullNeeds, authz.Compile,
	compare.Equivalent, compare.Added, compare.Diff, compare.Grants,
	agentver.Behind, agentver.Features, agentver.Lacking, agentver.Releases, agentver.MustParseConstraint, agentver.ParseConstraint,
	agentver.FeatureByAttribute, agentver.FeaturesOf, agentver.LookupFeature, agentver.Pull, agentver.OSFromAttribute,
	agentver.OSFromFamily, agentver.ParseOS, agentver.ParsePlatform, agentver.Latest, agentver.LookupRelease, agentver.ReleaseByCommit,
	agentver.CheckAll, agentver.Minimum, agentver.MustParse, agentver.Parse,
	agenttext.Parse, agenttext.ParseDocker, agenttext.ParsePackage,
	fleet.Survey, fleet.SurveyFunc, fleet.Parse,
}

// TestMethods calls every method of every zero value with zero arguments, and then
// all of it with values that hold zero values.
func TestMethods(t *testing.T) {
	t.Parallel()
	calls := 0
	for _, zero := range zeros {
		typ := reflect.TypeOf(zero)
		for i := range reflect.PointerTo(typ).NumMethod() {
			name := typ.String() + "." + reflect.PointerTo(typ).Method(i).Name
			for _, arg := range []func(reflect.Type) reflect.Value{reflect.Zero, filled} {
				receiver := reflect.New(typ)
				receiver.Elem().Set(arg(typ))
				require.NotPanics(t, func() { call(receiver.Method(i), arg) }, name)
			}
			calls++
		}
	}
	require.Greater(t, calls, 150)
}

// TestFunctions calls every function in the same two ways. Nil is an argument too: no
// slice, no sequence, no pointer, no interface. The functions for constants panic, as they say.
func TestFunctions(t *testing.T) {
	t.Parallel()
	for _, f := range functions {
		name := functionName(f)
		for _, arg := range []func(reflect.Type) reflect.Value{reflect.Zero, filled} {
			if strings.Contains(name, ".Must") {
				require.Panics(t, func() { call(reflect.ValueOf(f), arg) }, name)
			} else {
				require.NotPanics(t, func() { call(reflect.ValueOf(f), arg) }, name)
			}
		}
	}
}

func functionName(f any) string {
	return path.Base(runtime.FuncForPC(reflect.ValueOf(f).Pointer()).Name())
}

// TestNoFunctionIsMissing: functions has each function of the files that hold the API.
func TestNoFunctionIsMissing(t *testing.T) {
	t.Parallel()
	var have, want []string
	for _, f := range functions {
		have = append(have, functionName(f))
	}
	files, err := filepath.Glob("../api/testdata/*.txt")
	require.NoError(t, err)
	for _, file := range files {
		text, err := os.ReadFile(file)
		require.NoError(t, err)
		lines := strings.Split(string(text), "\n")
		pkg := strings.TrimPrefix(lines[0], "package ")
		for _, line := range lines {
			if name, ok := strings.CutPrefix(line, "func "); ok && name[0] != '(' {
				want = append(want, pkg+"."+name[:strings.IndexAny(name, "([")])
			}
		}
	}
	slices.Sort(have)
	slices.Sort(want)
	require.Greater(t, len(want), 100)
	require.Equal(t, want, have)
}

// call calls f with arguments of arg, and runs through what it returns to be run through, to
// the end and up to the first element.
func call(f reflect.Value, arg func(reflect.Type) reflect.Value) {
	args := make([]reflect.Value, f.Type().NumIn())
	for i := range args {
		args[i] = arg(f.Type().In(i))
	}
	callWith := f.Call
	if f.Type().IsVariadic() {
		callWith = f.CallSlice
	}
	for _, out := range callWith(args) {
		if out.Kind() == reflect.Func && !out.IsNil() {
			call(out, filled)
			call(out, stopping)
		}
	}
}

// stopping returns a function that returns zero values: false to a sequence.
func stopping(typ reflect.Type) reflect.Value {
	return reflect.MakeFunc(typ, func([]reflect.Value) []reflect.Value { return []reflect.Value{reflect.Zero(typ.Out(0))} })
}

// filled returns a value with one zero value wherever nothing would do: in a slice, in a
// map, behind a pointer, in the fields of a struct. A sequence yields one zero value, any
// other function returns true, or else zero.
func filled(typ reflect.Type) reflect.Value {
	v := reflect.New(typ).Elem()
	switch typ.Kind() {
	case reflect.Slice:
		return reflect.Append(v, filled(typ.Elem()))
	case reflect.Map:
		v.Set(reflect.MakeMap(typ))
		v.SetMapIndex(reflect.Zero(typ.Key()), filled(typ.Elem()))
	case reflect.Pointer:
		return reflect.New(typ.Elem())
	case reflect.Struct:
		for i := range typ.NumField() {
			if typ.Field(i).IsExported() {
				v.Field(i).Set(filled(typ.Field(i).Type))
			}
		}
	case reflect.Func:
		return reflect.MakeFunc(typ, func(in []reflect.Value) (out []reflect.Value) {
			if typ.NumOut() == 0 && typ.NumIn() == 1 && typ.In(0).Kind() == reflect.Func {
				call(in[0], filled)
			}
			for i := range typ.NumOut() {
				result := reflect.New(typ.Out(i)).Elem()
				if result.Kind() == reflect.Bool {
					result.SetBool(true)
				}
				out = append(out, result)
			}
			return out
		})
	}
	return v
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
