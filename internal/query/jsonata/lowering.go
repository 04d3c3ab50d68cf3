package jsonata

import "sync"

// lowering is the code of an expression. It is made when the expression is evaluated first, since a linter never does that,
// or at once if only lowering can tell whether the expression is valid.
type lowering struct {
	once  sync.Once
	made  parsed
	root  *code
	slots int // variables that the text binds outside of blocks and lambdas
	err   *Error
}

// lowered makes the code of the tree of the expression if that has not been done yet.
func (l *lowering) lowered(tree Node) *Error {
	l.once.Do(func() {
		if l.root, l.err = lower(tree, l.made); l.err == nil && l.made.binds {
			l.slots = bindScopes(l.root)
		}
	})
	return l.err
}

// unsureOf notes that lowering may reject what is made of a node: a number or word as a step.
func (p *parser) unsureOf(step Node) {
	for below := step; below != nil; below = hungOn(below) {
		if _, literal := below.(*Literal); literal {
			p.unsure = true
		}
	}
}
