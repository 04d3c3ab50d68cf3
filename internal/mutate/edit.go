package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
	"strconv"
	"strings"
)

// An edit replaces the bytes from start to end of a file.
type edit struct {
	file       string
	line       int
	start, end int
	text       string // instead of the bytes
	what       string // for the report
}

// apply returns the source with the edit made.
func (e edit) apply(src []byte) []byte {
	return slices.Concat(src[:e.start], []byte(e.text), src[e.end:])
}

func (e edit) String() string { return fmt.Sprintf("%s:%d: %s", e.file, e.line, e.what) }

// operators holds the operator that an edit writes instead of another one.
var operators = map[token.Token]token.Token{
	token.EQL: token.NEQ, token.NEQ: token.EQL,
	token.LSS: token.LEQ, token.LEQ: token.LSS,
	token.GTR: token.GEQ, token.GEQ: token.GTR,
	token.LAND: token.LOR, token.LOR: token.LAND,
	token.ADD: token.SUB, token.SUB: token.ADD,
	token.ADD_ASSIGN: token.SUB_ASSIGN, token.SUB_ASSIGN: token.ADD_ASSIGN,
	token.INC: token.DEC, token.DEC: token.INC,
	token.BREAK: token.CONTINUE, token.CONTINUE: token.BREAK,
}

// words holds the literal that an edit writes instead of another one.
var words = map[string]string{"0": "1", "1": "0", "true": "false", "false": "true"}

// A finder collects the edits of one file.
type finder struct {
	file  string
	src   []byte
	set   *token.FileSet
	edits []edit
	// literals adds edits of texts and numbers.
	literals bool
}

// findEdits returns all edits of a file, in the order of its text; with literals also those of texts and numbers.
func findEdits(file string, src []byte, literals bool) ([]edit, error) {
	f := finder{file: file, src: src, set: token.NewFileSet(), literals: literals}
	tree, err := parser.ParseFile(f.set, file, src, parser.SkipObjectResolution|parser.ParseComments)
	if err != nil {
		return nil, err
	}
	if ast.IsGenerated(tree) {
		return nil, nil
	}
	ast.Inspect(tree, f.visit)
	slices.SortStableFunc(f.edits, func(a, b edit) int { return a.start - b.start })
	return f.edits, nil
}

// visit adds the edits of one node.
func (f *finder) visit(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.ImportSpec:
		return false
	case *ast.Field:
		if n.Tag != nil { // what a tag says is not code
			return false
		}
	case *ast.CallExpr:
		if isPanic(n) {
			return false
		}
	case *ast.BinaryExpr:
		if !isText(n.X) && !isText(n.Y) || n.Op != token.ADD { // texts have no "-"
			f.swap(n.OpPos, n.Op)
		}
	case *ast.IncDecStmt:
		f.swap(n.TokPos, n.Tok)
	case *ast.AssignStmt:
		f.swap(n.TokPos, n.Tok)
	case *ast.BranchStmt:
		f.swap(n.TokPos, n.Tok)
	case *ast.UnaryExpr:
		if n.Op == token.NOT {
			f.add(n.OpPos, n.OpPos+1, "", `drop "!"`)
		}
	case *ast.BasicLit:
		f.word(n.Pos(), n.Value)
		f.literal(n)
	case *ast.Ident:
		f.word(n.Pos(), n.Name)
	case *ast.BlockStmt:
		f.remove(n.List)
	case *ast.CaseClause:
		f.remove(n.Body)
	case *ast.FuncDecl:
		if n.Body != nil && len(n.Body.List) > 0 {
			f.returnAtOnce(n)
		}
	}
	return true
}

func isText(e ast.Expr) bool {
	lit, ok := e.(*ast.BasicLit)
	return ok && lit.Kind == token.STRING
}

func (f *finder) swap(pos token.Pos, op token.Token) {
	if other, ok := operators[op]; ok {
		f.add(pos, pos+token.Pos(len(op.String())), other.String(), fmt.Sprintf("%q becomes %q", op, other))
	}
}

func (f *finder) word(pos token.Pos, word string) {
	if other, ok := words[word]; ok {
		f.add(pos, pos+token.Pos(len(word)), other, fmt.Sprintf("%q becomes %q", word, other))
	}
}

// literal adds an edit of a text that isn't empty, or of a number above 1.
func (f *finder) literal(lit *ast.BasicLit) {
	if !f.literals {
		return
	}
	changed := ""
	switch n, err := strconv.ParseInt(lit.Value, 0, 64); {
	case lit.Kind == token.INT && err == nil && n > 1:
		changed = strconv.FormatInt(n+1, 10)
	case lit.Kind == token.STRING && len(lit.Value) > len(`""`):
		last := len(lit.Value) - 1
		changed = lit.Value[:last] + "~" + lit.Value[last:]
	default:
		return
	}
	f.add(lit.Pos(), lit.End(), changed, fmt.Sprintf("%s becomes %s", lit.Value, changed))
}

// remove adds an edit for each call and assignment of a list of statements. Without a declaration nothing compiles, and
// what panics is only there for bugs.
func (f *finder) remove(list []ast.Stmt) {
	for _, st := range list {
		switch st := st.(type) {
		case *ast.AssignStmt:
			if st.Tok == token.DEFINE {
				continue
			}
		case *ast.ExprStmt:
			call, ok := st.X.(*ast.CallExpr)
			if !ok || isPanic(call) {
				continue
			}
		case *ast.IncDecStmt:
		default:
			continue
		}
		first, _, _ := strings.Cut(f.between(st.Pos(), st.End()), "\n")
		f.add(st.Pos(), st.End(), "", fmt.Sprintf("remove %q", first))
	}
}

func isPanic(call *ast.CallExpr) bool {
	name, ok := call.Fun.(*ast.Ident)
	return ok && name.Name == "panic"
}

// returnAtOnce adds the edit that lets a function do nothing.
func (f *finder) returnAtOnce(fn *ast.FuncDecl) {
	var zeros []string
	if fn.Type.Results != nil {
		for _, result := range fn.Type.Results.List {
			zero := "*new(" + f.between(result.Type.Pos(), result.Type.End()) + ")"
			zeros = append(zeros, slices.Repeat([]string{zero}, max(1, len(result.Names)))...)
		}
	}
	at := fn.Body.Lbrace + 1
	f.add(at, at, " return "+strings.Join(zeros, ", ")+";", fn.Name.Name+" returns at once")
}

func (f *finder) between(start, end token.Pos) string {
	return string(f.src[f.set.Position(start).Offset:f.set.Position(end).Offset])
}

func (f *finder) add(start, end token.Pos, text, what string) {
	from := f.set.Position(start)
	f.edits = append(f.edits, edit{
		file: f.file, line: from.Line, start: from.Offset, end: f.set.Position(end).Offset, text: text, what: what,
	})
}
