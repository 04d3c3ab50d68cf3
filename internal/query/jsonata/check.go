package jsonata

import (
	"fmt"
	"math/bits"
	"strings"

	"github.com/aslcheck/aslcheck/value"
)

// A CheckFault is a part of an expression that fails whenever it is evaluated.
type CheckFault struct {
	// From and To delimit the part in the text, in bytes.
	From, To int
	Message  string
}

// Check returns the parts of e that fail in every evaluation, as far as literals and signatures tell: calls with the
// wrong number or types of arguments, and operators with operands of the wrong type.
func (e *Expr) Check() []CheckFault {
	c := checker{bound: map[string]bool{}}
	root := e.tree
	Walk(root, c.bind)
	Walk(root, c.visit)
	return c.faults
}

// CanBe reports whether the value of the expression may be of one of some kinds, as far as its text tells.
func (e *Expr) CanBe(kinds ...value.Kind) bool {
	c := checker{bound: map[string]bool{}}
	root := e.tree
	Walk(root, c.bind)
	types := c.types(root, 0)
	for _, kind := range kinds {
		if types&typesOfKind[kind] != 0 {
			return true
		}
	}
	return false
}

var typesOfKind = map[value.Kind]typeSet{
	value.NullKind: typeNull, value.BoolKind: typeBoolean, value.NumberKind: typeNumber, value.StringKind: typeString,
	value.ArrayKind: typeArray, value.ObjectKind: typeObject,
}

// checker judges the types of an expression. Names that the expression binds anywhere are not taken for built-in ones.
type checker struct {
	bound  map[string]bool
	faults []CheckFault
	// applied are the calls right of ~> with what is left of it, which becomes the first argument.
	applied map[*Call]Node
}

const everyType = typeAny

// deepest bounds how far types are looked for in nested nodes, so that the work stays linear in practice.
const deepest = 8

func (c *checker) bind(n Node) bool {
	switch n := n.(type) {
	case *Assign:
		c.bound[n.Var.Name] = true
	case *Lambda:
		for _, p := range n.Params {
			c.bound[p.Name] = true
		}
	case *Path:
		for _, step := range n.Steps {
			c.bound[step.Focus] = true
			for _, stage := range step.Stages {
				c.bound[stage.Index] = true
			}
		}
	case *Binary:
		if call, ok := n.Right.(*Call); ok && n.Op == "~>" {
			if c.applied == nil {
				c.applied = map[*Call]Node{}
			}
			c.applied[call] = n.Left
		}
	}
	return true
}

func (c *checker) visit(n Node) bool {
	switch n := n.(type) {
	case *Binary:
		c.binary(n)
	case *Unary:
		c.want(n.Expr, typeNumber, `the operand of "-" must be a number`)
	case *Call:
		c.call(n)
	}
	return true
}

// want reports a node that cannot have one of the types. A value that is missing is taken everywhere.
func (c *checker) want(n Node, types typeSet, message string) bool {
	if c.types(n, 0)&(types|typeMissing) != 0 {
		return true
	}
	c.faults = append(c.faults, CheckFault{n.Start(), n.End(), message})
	return false
}

func (c *checker) binary(n *Binary) {
	switch n.Op {
	case "+", "-", "*", "/", "%", "..":
		message := fmt.Sprintf("the operands of %q must be numbers", n.Op)
		_ = c.want(n.Left, typeNumber, message) && c.want(n.Right, typeNumber, message)
	case "<", "<=", ">", ">=":
		message := fmt.Sprintf("the operands of %q must be two numbers or two strings", n.Op)
		if !c.want(n.Left, typeNumber|typeString, message) || !c.want(n.Right, typeNumber|typeString, message) {
			return
		}
		left, right := c.types(n.Left, 0), c.types(n.Right, 0)
		if (left|right)&typeMissing == 0 && left&right&(typeNumber|typeString) == 0 {
			c.faults = append(c.faults, CheckFault{n.From, n.To, message})
		}
	}
}

// types returns the types that the value of a node may have.
func (c *checker) types(n Node, depth int) typeSet {
	if depth > deepest {
		return everyType
	}
	switch n := n.(type) {
	case *Literal:
		return typeOf(n.Value)
	case *Regex, *Lambda, *Transform:
		return typeFunction
	case *Object:
		return typeObject
	case *Array:
		return typeArray
	case *Unary:
		return typeNumber | typeMissing
	case *Binary:
		return binaryTypes(n.Op)
	case *Condition:
		if n.Else == nil {
			return c.types(n.Then, depth+1) | typeMissing
		}
		return c.types(n.Then, depth+1) | c.types(n.Else, depth+1)
	case *Block:
		if len(n.Exprs) == 0 {
			return typeMissing
		}
		return c.types(n.Exprs[len(n.Exprs)-1], depth+1)
	case *Focus:
		return c.types(n.Expr, depth)
	case *Call:
		return c.resultTypes(n)
	default:
		return everyType
	}
}

func binaryTypes(op string) typeSet {
	switch op {
	case "+", "-", "*", "/", "%":
		return typeNumber | typeMissing
	case "&":
		return typeString
	case "=", "!=", "and", "or", "in":
		return typeBoolean
	case "<", "<=", ">", ">=":
		return typeBoolean | typeMissing
	default:
		return everyType
	}
}

// resultTypes returns what a built-in function gives. Only single letters count, since arrays of one element unwrap.
func (c *checker) resultTypes(n *Call) typeSet {
	f := c.builtin(n)
	if f == nil || n.Partial {
		return everyType
	}
	_, result, _ := strings.Cut(strings.TrimSuffix(f.Signature, ">"), ":")
	switch result {
	case "s", "n", "b":
		return typeOfLetter[result[0]] | typeMissing
	default:
		return everyType
	}
}

// builtin returns the built-in function that a call names; nil when it calls something else.
func (c *checker) builtin(n *Call) *Function {
	v, ok := n.callee()
	if !ok || c.bound[v.Name] {
		return nil
	}
	return builtinFunction(v.Name)
}

// call checks the arguments of a built-in function against its signature.
func (c *checker) call(n *Call) {
	f := c.builtin(n)
	if f == nil || n.Partial || f.sig == nil {
		return
	}
	args := n.Args
	if left, ok := c.applied[n]; ok {
		args = append([]Node{left}, args...)
	}
	sets := make([]typeSet, len(args))
	for i, arg := range args {
		sets[i] = c.types(arg, 0)
	}
	good := f.sig.fits(sets, 0, 0)
	least, most := f.sig.counts()
	if f.Name == "range" {
		least = len(f.sig.params) // with less of them it returns nothing
	}
	if good < 0 && len(args) >= least {
		return
	}
	if len(args) < least || most >= 0 && len(args) > most {
		c.faults = append(c.faults, CheckFault{
			n.Func.Start(), n.Func.End(), fmt.Sprintf("%q takes %s, not %d", "$"+f.Name, countText(least, most), len(args)),
		})
		return
	}
	bad := args[min(good, len(args)-1)]
	c.faults = append(c.faults, CheckFault{
		bad.Start(), bad.End(), fmt.Sprintf("this argument of %q has a wrong type: it takes %s", "$"+f.Name, f.sig.words()),
	})
}

func countText(least, most int) string {
	switch {
	case most < 0:
		return fmt.Sprintf("at least %d arguments", least)
	case least+1 == most && most == 1:
		return "at most 1 argument"
	case least != most:
		return fmt.Sprintf("%d to %d arguments", least, most)
	case most == 1:
		return "1 argument"
	default:
		return fmt.Sprintf("%d arguments", least)
	}
}

// fits returns -1 when arguments of such types may be spread over the parameters, else the index of the first that
// fits nowhere.
func (s *signature) fits(sets []typeSet, param, arg int) int {
	if param == len(s.params) {
		if arg == len(sets) {
			return -1
		}
		return arg
	}
	p := &s.params[param]
	furthest := arg
	if p.optional {
		if furthest = s.fits(sets, param+1, arg); furthest < 0 {
			return -1
		}
	}
	for n := 1; arg+n <= len(sets) && (n == 1 || p.many) && p.mayTake(sets[arg+n-1]); n++ {
		at := s.fits(sets, param+1, arg+n)
		if at < 0 {
			return -1
		}
		furthest = max(furthest, at)
	}
	return furthest
}

// mayTake reports whether a parameter can take a value of one of some types.
func (p *sigParam) mayTake(types typeSet) bool {
	if p.hasSub && p.letter == 'a' && len(p.subtype) == 1 {
		return types&(typeArray|typeMissing|typeOfLetter[p.subtype[0]]) != 0
	}
	return types&p.types != 0
}

// counts returns the minimum and maximum number of arguments of a call; most is -1 if it is unlimited.
func (s *signature) counts() (least, most int) {
	for i := range s.params {
		if !s.params[i].optional {
			least++
		}
		if s.params[i].many {
			most = -1
		}
		if most >= 0 {
			most++
		}
	}
	return least, most
}

// typeWords name the types in the order of their bits.
var typeWords = []string{"array", "string", "number", "boolean", "null", "function", "object"}

// words describes the parameters, such as "string, number".
func (s *signature) words() string {
	words := make([]string, len(s.params))
	for i := range s.params {
		words[i] = s.params[i].word()
	}
	return strings.Join(words, ", ")
}

func (p *sigParam) word() string {
	types := p.types &^ typeMissing
	switch {
	case p.letter == 'a':
		return "array"
	case bits.OnesCount16(uint16(types)) > 3:
		return "anything"
	}
	var words []string
	for i, word := range typeWords {
		if types&(1<<i) != 0 {
			words = append(words, word)
		}
	}
	return strings.Join(words, " or ")
}
