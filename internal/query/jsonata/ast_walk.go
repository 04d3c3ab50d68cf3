package jsonata

// Walk calls visit for n and then for everything below it in the order of the text. Where visit returns false, what is
// below is left out. A nil node is passed over.
func Walk(n Node, visit func(Node) bool) {
	if n == nil || !visit(n) {
		return
	}
	eachChild(n, func(child Node) { Walk(child, visit) })
}

// Children returns the nodes directly below n in the order of the text.
func Children(n Node) []Node {
	var children []Node
	eachChild(n, func(child Node) { children = append(children, child) })
	return children
}

// eachChild calls visit for the nodes directly below n in the order of the text. It makes no list of them.
func eachChild(n Node, visit func(Node)) {
	switch n := n.(type) {
	case *Literal, *Regex, *Name, *Wildcard, *Descendants, *Parent, *Placeholder, *Variable:
	case *Path:
		eachOfPath(n, visit)
	case *Filter:
		visit(n.Expr)
		each(n.Predicates, visit)
	case *Focus:
		visit(n.Expr)
	case *Group:
		visit(n.Expr)
		eachOfPairs(n.Pairs, visit)
	case *Unary:
		visit(n.Expr)
	case *Binary:
		visit(n.Left)
		visit(n.Right)
	case *Array:
		each(n.Elems, visit)
	case *Object:
		eachOfPairs(n.Pairs, visit)
	case *Block:
		each(n.Exprs, visit)
	case *Condition:
		visit(n.Test)
		visit(n.Then)
		optional(n.Else, visit)
	case *Assign:
		visit(n.Var)
		visit(n.Value)
	case *Lambda:
		for _, param := range n.Params {
			visit(param)
		}
		visit(n.Body)
	case *Call:
		visit(n.Func)
		each(n.Args, visit)
	case *Transform:
		visit(n.Pattern)
		visit(n.Update)
		optional(n.Delete, visit)
	case *Sort:
		for i := range n.Terms {
			visit(n.Terms[i].Expr)
		}
	}
}

func each(nodes []Node, visit func(Node)) {
	for _, n := range nodes {
		visit(n)
	}
}

func optional(n Node, visit func(Node)) {
	if n != nil {
		visit(n)
	}
}

func eachOfPath(n *Path, visit func(Node)) {
	for i := range n.Steps {
		step := &n.Steps[i]
		visit(step.Expr)
		for _, stage := range step.Stages {
			optional(stage.Predicate, visit)
		}
	}
}

func eachOfPairs(pairs []Pair, visit func(Node)) {
	for _, pair := range pairs {
		visit(pair.Key)
		visit(pair.Value)
	}
}

// KeepsArray reports whether [] follows a node, or what its predicates belong to: its value is an array, whatever it finds.
func KeepsArray(n Node) bool { return keepsArray(n) }
