package jsonata

// word returns what the reference gives as the token of an error about a node.
func word(n Node) string {
	switch n := n.(type) {
	case *Literal:
		return n.word
	case *Name:
		return n.Name
	case *Variable:
		return n.Name
	case *Regex:
		return n.Pattern
	case *Binary:
		return n.Op
	default:
		return operatorWord(n)
	}
}

// operatorWord returns the operator that makes a node of its kind.
func operatorWord(n Node) string {
	switch n.(type) {
	case *Wildcard:
		return "*"
	case *Descendants:
		return "**"
	case *Parent:
		return "%"
	case *Placeholder, *Condition:
		return "?"
	case *Path:
		return "."
	case *Filter, *Array:
		return "["
	case *Focus:
		return "@"
	case *Group, *Object:
		return "{"
	case *Unary:
		return "-"
	case *Block, *Lambda, *Call:
		return "("
	case *Assign:
		return ":="
	case *Transform:
		return "|"
	case *Sort:
		return "^"
	default:
		return "(end)"
	}
}

// head returns the token in text that made n, the last one if there are several, and its end.
func head(text string, n Node) (string, int) {
	o := n.node()
	switch n := n.(type) {
	case *Path:
		return text[o.at-1 : o.at], int(o.at)
	case *Group:
		if path, ok := n.Expr.(*Path); ok && path.at > o.at {
			return head(text, path)
		}
	case *Literal, *Filter, *Focus:
		if signed(text, n) {
			return "-", o.From + 1
		}
	}
	return word(n), int(o.at)
}

// signed reports whether n is a number with a sign, perhaps with something hanging on it.
func signed(text string, n Node) bool {
	switch n := n.(type) {
	case *Literal:
		return text[n.From] == '-'
	case *Filter:
		return signed(text, n.Expr)
	case *Focus:
		return signed(text, n.Expr)
	default:
		return false
	}
}
