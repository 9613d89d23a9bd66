package main

import (
	"cmp"
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// mutant is one change. Its number is the one that the test binary is told.
type mutant struct {
	ID, line int
	path     string // of the file, from the working folder
	function string
	was, is  string
	nth      string // "no. 2 of " for the second of this text in the function, and so on
}

// String names the change for a reader, and for good: it has no line number.
func (m mutant) String() string {
	is := "left out"
	if m.is != "" {
		is = "`" + m.is + "`"
	}
	return fmt.Sprintf("`%s` `%s`: %s`%s` → %s", filepath.Base(m.path), m.function, m.nth, m.was, is)
}

// edit replaces the bytes from Start to End of a file.
type edit struct {
	start, end int
	text       string
}

// rewriter puts the changes into one file.
type rewriter struct {
	p        *goPackage
	src      []byte
	file     string
	function string
	mutants  *[]mutant
	seen     map[string]int // how often there was a change of this text
	edits    []edit
}

// rewrite returns every change of the package, and the text of each file with all of them in it.
func (p *goPackage) rewrite(only *regexp.Regexp) (mutants []mutant, sources map[string][]byte) {
	sources = map[string][]byte{}
	for _, f := range p.files {
		path := p.fset.File(f.FileStart).Name()
		src, err := os.ReadFile(path)
		check(err)
		wd, err := os.Getwd()
		check(err)
		name, err := filepath.Rel(wd, path)
		check(err)
		if ast.IsGenerated(f) || !only.MatchString(name) {
			continue
		}
		r := &rewriter{p: p, src: src, file: filepath.ToSlash(name), mutants: &mutants, seen: map[string]int{}}
		for _, d := range f.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok && fn.Body != nil {
				r.function = fn.Name.Name
				r.walk(fn.Body)
			}
		}
		sources[path] = r.apply()
	}
	return mutants, sources
}

// apply makes the edits. Of two at one place the one that was noted first comes first.
func (r *rewriter) apply() (out []byte) {
	slices.SortStableFunc(r.edits, func(a, b edit) int { return cmp.Compare(a.start, b.start) })
	at := 0
	for _, e := range r.edits {
		out = append(append(out, r.src[at:e.start]...), e.text...)
		at = e.end
	}
	return append(out, r.src[at:]...)
}

func (r *rewriter) offset(pos token.Pos) int     { return r.p.fset.Position(pos).Offset }
func (r *rewriter) insert(at int, text string)   { r.edits = append(r.edits, edit{at, at, text}) }
func (r *rewriter) typeOf(e ast.Expr) types.Type { return r.p.info.Types[e].Type }

// text is the source of a node in one line.
func (r *rewriter) text(n ast.Node) string {
	return strings.Join(strings.Fields(string(r.src[r.offset(n.Pos()):r.offset(n.End())])), " ")
}

// add notes a change and returns its number.
func (r *rewriter) add(n ast.Node, is string) int {
	m := mutant{len(*r.mutants) + 1, r.p.fset.Position(n.Pos()).Line, r.file, r.function, r.text(n), is, ""}
	if r.seen[m.String()]++; r.seen[m.String()] > 1 {
		m.nth = fmt.Sprintf("no. %d of ", r.seen[m.String()])
	}
	*r.mutants = append(*r.mutants, m)
	return m.ID
}

// wrap puts text before and after what is noted for the node in between.
func (r *rewriter) wrap(n ast.Node, before, after string, between func()) {
	r.insert(r.offset(n.Pos()), before)
	between()
	r.insert(r.offset(n.End()), after)
}

// walk notes the changes of a node and of all below it.
func (r *rewriter) walk(n ast.Node) {
	ast.Inspect(n, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.BlockStmt:
			r.statements(n.List)
		case *ast.CaseClause:
			for _, e := range n.List {
				r.condition(e)
			}
			r.statements(n.Body)
		case *ast.IfStmt:
			r.walkAll(n.Init)
			r.condition(n.Cond)
			r.walkAll(n.Body, n.Else)
		case *ast.ForStmt:
			r.walkAll(n.Init)
			r.condition(n.Cond)
			r.walkAll(n.Post, n.Body)
		case *ast.ReturnStmt:
			r.conditions(n.Results)
		case *ast.AssignStmt:
			r.assignment(n)
		case *ast.CallExpr:
			r.walk(n.Fun)
			r.conditions(n.Args)
		case *ast.KeyValueExpr:
			r.walk(n.Key)
			r.condition(n.Value)
		case *ast.IncDecStmt:
			r.step(n)
		case *ast.BinaryExpr:
			r.binary(n)
		case *ast.UnaryExpr:
			return r.unary(n)
		default:
			return true
		}
		return false
	})
}

func (r *rewriter) walkAll(nodes ...ast.Node) {
	for _, n := range nodes {
		if n != nil && n != ast.Node((*ast.BlockStmt)(nil)) {
			r.walk(n)
		}
	}
}

// statements leaves out one statement at a time, where the rest compiles without it.
func (r *rewriter) statements(list []ast.Stmt) {
	for _, s := range list {
		if !removable(s) {
			r.walk(s)
			continue
		}
		id := r.add(s, "")
		r.wrap(s, fmt.Sprintf("if !mutantOn(%d) { ", id), " }", func() { r.walk(s) })
	}
}

func removable(s ast.Stmt) bool {
	switch s := s.(type) {
	case *ast.AssignStmt:
		return s.Tok != token.DEFINE
	case *ast.ExprStmt:
		call, ok := s.X.(*ast.CallExpr)
		fun, _ := call.Fun.(*ast.Ident)
		return ok && (fun == nil || fun.Name != "panic")
	case *ast.IncDecStmt:
		return true
	case *ast.BranchStmt:
		return s.Tok == token.CONTINUE || s.Tok == token.BREAK
	case *ast.ReturnStmt:
		return len(s.Results) == 0
	}
	return false
}

func (r *rewriter) conditions(list []ast.Expr) {
	for _, e := range list {
		r.condition(e)
	}
}

// condition turns a truth value around that no operator made, and walks any other expression.
func (r *rewriter) condition(e ast.Expr) {
	if e == nil {
		return
	}
	basic, ok := r.typeOf(e).(*types.Basic)
	if !ok || basic.Info()&types.IsBoolean == 0 {
		r.walk(e)
		return
	}
	switch e := e.(type) {
	case *ast.BinaryExpr, *ast.UnaryExpr:
		r.walk(e)
	case *ast.ParenExpr:
		r.condition(e.X)
	default:
		id := r.add(e, "!"+r.text(e))
		r.wrap(e, "(", fmt.Sprintf(" != mutantOn(%d))", id), func() { r.walk(e) })
	}
}

func (r *rewriter) unary(e *ast.UnaryExpr) (deeper bool) {
	switch {
	case e.Op == token.NOT:
		r.condition(e.X)
		return false
	case e.Op == token.SUB && r.p.info.Types[e].Value == nil:
		id := r.add(e, r.text(e.X))
		r.edits = append(r.edits, edit{r.offset(e.Pos()), r.offset(e.X.Pos()), fmt.Sprintf("mutantMinus(%d, ", id)})
		r.walk(e.X)
		r.insert(r.offset(e.End()), ")")
		return false
	}
	return true
}

// other names the function in the helper that stands for an operator, and what each of its changes puts in the operator's place.
var other = map[token.Token]struct {
	helper string
	is     []string
}{
	token.LSS: {"mutantLess", []string{"<=", ">="}}, token.LEQ: {"mutantAtMost", []string{"<", ">"}},
	token.GTR: {"mutantMore", []string{">=", "<="}}, token.GEQ: {"mutantAtLeast", []string{">", "<"}},
	token.ADD: {"mutantAdd", []string{"-"}}, token.SUB: {"mutantSub", []string{"+"}},
	token.MUL: {"mutantMul", []string{"/"}}, token.QUO: {"mutantQuo", []string{"*"}}, token.REM: {"mutantRem", []string{"*"}},
	token.AND: {"mutantAnd", []string{"|"}}, token.OR: {"mutantOr", []string{"&"}}, token.XOR: {"mutantXor", []string{"&"}},
	token.AND_NOT: {"mutantAndNot", []string{"&"}}, token.SHL: {"mutantShl", []string{">>"}}, token.SHR: {"mutantShr", []string{"<<"}},
}

func (r *rewriter) binary(e *ast.BinaryExpr) {
	if r.p.info.Types[e].Value != nil {
		return
	}
	switch e.Op {
	case token.LAND, token.LOR:
		r.logical(e)
	case token.EQL, token.NEQ:
		is := map[token.Token]string{token.EQL: "!=", token.NEQ: "=="}[e.Op]
		id := r.add(e, r.text(e.X)+" "+is+" "+r.text(e.Y))
		r.wrap(e, "((", fmt.Sprintf(") != mutantOn(%d))", id), func() { r.walk(e.X); r.walk(e.Y) })
	default:
		r.operator(e, e.X, e.Y, e.OpPos, e.Op)
	}
}

// logical makes "and" of "or" and the other way round, by De Morgan, and leaves each
// operand out. Of a chain such as a && b && c the links are left out, and no part of it.
func (r *rewriter) logical(e *ast.BinaryExpr) {
	is := map[token.Token]string{token.LAND: "||", token.LOR: "&&"}[e.Op]
	on := fmt.Sprintf(" != mutantOn(%d))", r.add(e, r.text(e.X)+" "+is+" "+r.text(e.Y)))
	r.wrap(e, "((", on, func() {
		r.wrap(e.X, "((", ")"+on, func() { r.operand(e, e.X, e.Y) })
		r.wrap(e.Y, "((", ")"+on, func() { r.operand(e, e.Y, e.X) })
		r.insert(r.offset(e.End()), ")")
	})
}

func (r *rewriter) operand(e *ast.BinaryExpr, x, rest ast.Expr) {
	if inner, ok := x.(*ast.BinaryExpr); ok && inner.Op == e.Op {
		r.condition(x)
		return
	}
	out := map[token.Token]string{token.LAND: "(mutantOn(%d) || (", token.LOR: "(!mutantOn(%d) && ("}[e.Op]
	r.wrap(x, fmt.Sprintf(out, r.add(e, r.text(rest))), "))", func() { r.condition(x) })
}

// operator writes a call of a helper for an operator on numbers.
func (r *rewriter) operator(n ast.Node, x, y ast.Expr, pos token.Pos, op token.Token) {
	basic, ok := r.typeOf(x).Underlying().(*types.Basic)
	o, known := other[op]
	untyped := r.p.info.Types[x].Value != nil && (op == token.SHL || op == token.SHR)
	arithmetic := len(o.is) == 1
	if !ok || !known || untyped || arithmetic && basic.Info()&types.IsNumeric == 0 {
		r.walk(x)
		r.walk(y)
		return
	}
	id := 0
	for i, is := range o.is {
		if next := r.add(n, r.text(x)+" "+is+" "+r.text(y)); i == 0 {
			id = next
		}
	}
	start, end := r.offset(pos), r.offset(pos)+len(op.String())
	r.wrap(n, fmt.Sprintf("%s(%d, ", o.helper, id), ")", func() {
		r.walk(x)
		r.edits = append(r.edits, edit{start, end, ","})
		r.walk(y)
	})
}

// assignment changes the right side, and the operator of x += y.
func (r *rewriter) assignment(s *ast.AssignStmt) {
	for _, e := range s.Lhs {
		r.walk(e)
	}
	op := s.Tok - token.ADD_ASSIGN + token.ADD
	o, known := other[op]
	basic, ok := r.typeOf(s.Rhs[0]).Underlying().(*types.Basic)
	switch {
	case s.Tok == token.ASSIGN || s.Tok == token.DEFINE:
		if len(s.Lhs) == len(s.Rhs) {
			r.conditions(s.Rhs)
			return
		}
	case known && ok && basic.Info()&types.IsNumeric != 0:
		id := r.add(s, r.text(s.Lhs[0])+" "+o.is[0]+"= "+r.text(s.Rhs[0]))
		r.edits = append(r.edits, edit{r.offset(s.TokPos), r.offset(s.TokPos) + len(s.Tok.String()),
			fmt.Sprintf("= %s(%d, %s,", o.helper, id, r.text(s.Lhs[0]))})
		r.walk(s.Rhs[0])
		r.insert(r.offset(s.End()), ")")
		return
	}
	for _, e := range s.Rhs {
		r.walk(e)
	}
}

// step turns x++ and x-- into each other.
func (r *rewriter) step(s *ast.IncDecStmt) {
	is := map[token.Token]string{token.INC: "--", token.DEC: "++"}[s.Tok]
	sign := map[token.Token]string{token.INC: "+=", token.DEC: "-="}[s.Tok]
	x := r.text(s.X)
	id := r.add(s, x+is)
	r.walk(s.X)
	r.edits = append(r.edits, edit{r.offset(s.TokPos), r.offset(s.End()), fmt.Sprintf("%s mutantOne(%d, %s)", sign, id, x)})
}
