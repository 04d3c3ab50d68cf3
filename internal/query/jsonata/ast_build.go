package jsonata

// AST returns the tree of the expression. It is made anew by each call.
func (e *Expr) AST() Node { return e.root.ast() }

func (n *node) span() Span { return Span{From: int(n.from), To: int(n.to)} }

// ast converts a lowered node with all that hangs on it.
func (n *node) ast() Node {
	out := n.bareAST()
	if n.hasPredicate() {
		filter := &Filter{Span: n.span(), Expr: out}
		for _, p := range n.predicate {
			filter.Predicates = append(filter.Predicates, p.ast())
		}
		out = filter
	}
	if n.hasGroup() {
		out = &Group{Span: Span{int(n.from), int(n.group.to)}, Expr: out, Pairs: pairsAST(n.group.kids)}
	}
	return out
}

func (n *node) bareAST() Node {
	switch n.kind {
	case kindString, kindNumber, kindValue:
		return &Literal{Span: n.span(), Value: n.val}
	case kindName:
		return &Name{Span: n.span(), Name: n.text}
	case kindVariable:
		return n.variableAST()
	case kindRegex:
		return &Regex{Span: n.span(), Pattern: n.regex.source, Flags: n.regex.flags}
	case kindWildcard:
		return &Wildcard{n.span()}
	case kindDescendants:
		return &Descendants{n.span()}
	case kindParent:
		return &Parent{n.span()}
	case kindBinary, kindApply:
		return &Binary{Span: n.span(), Op: n.text, Left: n.lhs.ast(), Right: n.rhs.ast()}
	case kindNegate:
		return &Unary{Span: n.span(), Expr: n.lhs.ast()}
	case kindArray:
		return &Array{Span: n.span(), Elems: listAST(n.kids)}
	case kindObject:
		return &Object{Span: n.span(), Pairs: pairsAST(n.kids)}
	case kindBlock:
		return &Block{Span: n.span(), Exprs: listAST(n.kids)}
	case kindPath:
		return n.pathAST()
	case kindSort:
		return n.sortAST()
	default:
		return n.functionAST()
	}
}

// functionAST converts what has to do with functions, conditions and assignments.
func (n *node) functionAST() Node {
	switch n.kind {
	case kindCondition:
		out := &Condition{Span: n.span(), Test: n.lhs.ast(), Then: n.rhs.ast()}
		if n.els != nil {
			out.Else = n.els.ast()
		}
		return out
	case kindBind:
		return &Assign{Span: n.span(), Var: n.lhs.variableAST(), Value: n.rhs.ast()}
	case kindLambda:
		out := &Lambda{Span: n.span(), Body: n.rhs.ast()}
		for _, param := range n.kids {
			out.Params = append(out.Params, param.variableAST())
		}
		if n.extra != nil {
			out.Signature = n.sigText
		}
		return out
	case kindCall, kindPartial:
		return &Call{Span: n.span(), Func: n.lhs.ast(), Args: listAST(n.kids), Partial: n.kind == kindPartial}
	case kindTransform:
		out := &Transform{Span: n.span(), Pattern: n.lhs.ast(), Update: n.rhs.ast()}
		if n.els != nil {
			out.Delete = n.els.ast()
		}
		return out
	default:
		return &Placeholder{n.span()}
	}
}

// variableAST leaves out of the span what hangs on the variable.
func (n *node) variableAST() *Variable {
	return &Variable{Span: Span{int(n.from), int(n.at)}, Name: n.text}
}

func (n *node) pathAST() Node {
	path := &Path{Span: n.span(), Steps: make([]Step, len(n.kids))}
	for i, kid := range n.kids {
		step := Step{Expr: kid.ast(), KeepArray: kid.keepArray}
		if kid.extra != nil {
			step.Focus = kid.focus
			if kid.index != "" {
				step.Stages = append(step.Stages, Stage{Index: kid.index})
			}
			for _, st := range kid.stages {
				stage := Stage{Index: st.index}
				if st.filter != nil {
					stage.Predicate = st.filter.ast()
				}
				step.Stages = append(step.Stages, stage)
			}
		}
		path.Steps[i] = step
	}
	return path
}

func (n *node) sortAST() Node {
	out := &Sort{Span: n.span()}
	for _, term := range n.terms {
		out.Terms = append(out.Terms, SortTerm{Expr: term.expr.ast(), Descending: term.descending})
	}
	return out
}

func listAST(nodes []*node) []Node {
	out := make([]Node, len(nodes))
	for i, n := range nodes {
		out[i] = n.ast()
	}
	return out
}

func pairsAST(kids []*node) []Pair {
	out := make([]Pair, 0, len(kids)/2)
	for i := 0; i+1 < len(kids); i += 2 {
		out = append(out, Pair{Key: kids[i].ast(), Value: kids[i+1].ast()})
	}
	return out
}
