package jsonata

// Walk calls visit for n and then for everything below it in the order of the text. Where visit returns false, what is
// below is left out. A nil node is passed over.
func Walk(n Node, visit func(Node) bool) {
	if n == nil || !visit(n) {
		return
	}
	for _, child := range Children(n) {
		Walk(child, visit)
	}
}

// Children returns the nodes directly below n in the order of the text.
func Children(n Node) []Node {
	switch n := n.(type) {
	case *Literal, *Regex, *Name, *Wildcard, *Descendants, *Parent, *Placeholder, *Variable:
		return nil
	case *Path:
		return pathChildren(n)
	case *Filter:
		return append([]Node{n.Expr}, n.Predicates...)
	case *Focus:
		return []Node{n.Expr}
	case *Group:
		return append([]Node{n.Expr}, pairChildren(n.Pairs)...)
	case *Unary:
		return []Node{n.Expr}
	case *Binary:
		return []Node{n.Left, n.Right}
	case *Array:
		return n.Elems
	case *Object:
		return pairChildren(n.Pairs)
	case *Block:
		return n.Exprs
	case *Condition:
		return present(n.Test, n.Then, n.Else)
	case *Assign:
		return []Node{n.Var, n.Value}
	case *Lambda:
		return append(params(n), n.Body)
	case *Call:
		return append([]Node{n.Func}, n.Args...)
	case *Transform:
		return present(n.Pattern, n.Update, n.Delete)
	case *Sort:
		out := make([]Node, len(n.Terms))
		for i, term := range n.Terms {
			out[i] = term.Expr
		}
		return out
	default:
		return nil
	}
}

func pathChildren(n *Path) []Node {
	var out []Node
	for _, step := range n.Steps {
		out = append(out, step.Expr)
		for _, stage := range step.Stages {
			if stage.Predicate != nil {
				out = append(out, stage.Predicate)
			}
		}
	}
	return out
}

func pairChildren(pairs []Pair) []Node {
	out := make([]Node, 0, 2*len(pairs))
	for _, pair := range pairs {
		out = append(out, pair.Key, pair.Value)
	}
	return out
}

func params(n *Lambda) []Node {
	out := make([]Node, 0, len(n.Params)+1)
	for _, param := range n.Params {
		out = append(out, param)
	}
	return out
}

func present(nodes ...Node) []Node {
	out := nodes[:0]
	for _, n := range nodes {
		if n != nil {
			out = append(out, n)
		}
	}
	return out
}

// KeepsArray reports whether [] follows a node, or what its predicates belong to: its value is an array, whatever it finds.
func KeepsArray(n Node) bool { return keepsArray(n) }
