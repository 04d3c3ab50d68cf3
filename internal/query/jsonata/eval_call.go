package jsonata

import "github.com/aslcheck/aslcheck/value"

// call evaluates a call. applied, when there is one, is the left side of ~> and becomes the first argument.
func (ev *evaluation) call(n *code, in value.Value, fr *frame, applied *value.Value) (value.Value, *Error) {
	proc, err := ev.eval(n.lhs, in, fr)
	if err != nil {
		return proc, err
	}
	if proc.IsUndefined() && !n.tail {
		if err := ev.forgotDollar(n, fr, "T1005"); err != nil {
			return proc, err
		}
	}
	if n.tail {
		return ev.tailCall(n, proc, in, fr)
	}
	f := asFunction(proc)
	if f != nil && f.lambda != nil && applied == nil && proc.Mark()&markWrapped == 0 && f.signature() == nil {
		return ev.callLambda(n, f, in, fr)
	}
	base := len(ev.args)
	if applied != nil {
		ev.args = append(ev.args, *applied)
	}
	for _, kid := range n.kids {
		arg, err := ev.eval(kid, in, fr)
		if err != nil {
			ev.args = ev.args[:base]
			return arg, err
		}
		ev.args = append(ev.args, wrapped(arg))
	}
	args := ev.args[base:len(ev.args):len(ev.args)]
	name, at := n.calleeName(), n.at
	if proc.Mark()&markWrapped != 0 {
		name, at = "", 0
	}
	v, err := ev.apply(proc, args, in, name, at)
	ev.args = ev.args[:base]
	return v, n.locate(err)
}

// wrapped marks a function as passed on: called later, it does not see the context.
func wrapped(v value.Value) value.Value {
	if v.Kind() == value.OpaqueKind && isFunction(v) {
		return addMark(v, markWrapped)
	}
	return v
}

// calleeName is what errors call the function of a call.
func (n *code) calleeName() string {
	switch n.lhs.kind {
	case kindPath:
		return n.lhs.kids[0].text
	case kindLambda, kindBlock, kindCondition, kindTransform:
		return ""
	default:
		return n.lhs.text
	}
}

// locate puts the place and name of a call into an error that has none.
func (n *code) locate(err *Error) *Error {
	if err == nil || err.Code == CodeLimit {
		return err
	}
	if err.Offset <= 0 {
		err.Offset = int(n.at)
	}
	if err.Token == "" {
		err.Token = n.calleeName()
	}
	return err
}

// forgotDollar is the error for a call of a bare name where a variable of that name is there.
func (ev *evaluation) forgotDollar(n *code, fr *frame, code string) *Error {
	if n.lhs.kind != kindPath {
		return nil
	}
	name := n.lhs.kids[0].text
	v, bound := fr.tupleOrSlot(name, n)
	if !bound {
		v = ev.outside(name, n.val)
	}
	if ok, _ := ev.truth(v); !ok {
		return nil
	}
	return &Error{Code: code, Offset: int(n.at), Token: name}
}

func (f *frame) tupleOrSlot(name string, n *code) (value.Value, bool) {
	if f == nil {
		return value.Undefined, false
	}
	return f.lookup(name, n.refs)
}

// callLambda evaluates the arguments of a call right into the frame of the lambda.
func (ev *evaluation) callLambda(n *code, f *function, in value.Value, fr *frame) (value.Value, *Error) {
	inner := newFrame(f.frame, int(f.lambda.frame))
	params := f.lambda.kids
	for i, kid := range n.kids {
		arg, err := ev.eval(kid, in, fr)
		if err != nil {
			return arg, err
		}
		if i < len(params) {
			inner.set(int(params[i].frame), wrapped(arg))
		}
	}
	for _, param := range params[min(len(n.kids), len(params)):] {
		inner.slots[param.frame] = boundNothing
	}
	v, err := ev.body(f, inner)
	if err == nil && v.Mark()&markTail != 0 {
		v, err = ev.bounce(in)
	} else if err != nil {
		err = err.placed(n.calleeName(), n.at)
	}
	return v, n.locate(err)
}

// placed overwrites the place of an error with that of the call it passed through, as the reference does.
func (e *Error) placed(name string, at int32) *Error {
	if e.Code == CodeLimit {
		return e
	}
	if e.Token == "" {
		e.Token = name
	}
	if at > 0 {
		e.Offset = int(at)
	}
	return e
}

// tailMark stands for the call in evaluation.tail.
var tailMark = value.Null.WithMark(markTail)

// tailCall leaves a call to the function around it, so that recursion does not nest.
func (ev *evaluation) tailCall(n *code, proc, in value.Value, fr *frame) (value.Value, *Error) {
	args := make([]value.Value, len(n.kids))
	depth := ev.depth
	ev.depth = ev.frame
	for i, kid := range n.kids {
		arg, err := ev.eval(kid, in, fr)
		if err != nil {
			return arg, err
		}
		args[i] = arg
	}
	ev.depth = depth
	t := tailing{fn: proc, args: args, at: n.lhs.at}
	if n.lhs.kind == kindVariable {
		t.name = n.lhs.text
	}
	ev.tail = t
	return tailMark, nil
}

// bounce makes the calls that are left over until one returns a value.
func (ev *evaluation) bounce(in value.Value) (value.Value, *Error) {
	for {
		t := ev.tail
		ev.tail = tailing{}
		if err := ev.spend(tailCallSteps); err != nil {
			return value.Undefined, err
		}
		v, err := ev.applyOnce(t.fn, t.args, in, t.name, t.at)
		if err != nil || v.Mark()&markTail == 0 {
			return v, err
		}
	}
}

// apply calls a function with arguments.
func (ev *evaluation) apply(fn value.Value, args []value.Value, in value.Value, name string, at int32) (value.Value, *Error) {
	v, err := ev.applyOnce(fn, args, in, name, at)
	if err == nil && v.Mark()&markTail != 0 {
		return ev.bounce(in)
	}
	return v, err
}

// applyOnce calls a function; the result may be a call that is left over.
func (ev *evaluation) applyOnce(fn value.Value, args []value.Value, in value.Value, name string, at int32) (value.Value, *Error) {
	f := asFunction(fn)
	if f == nil {
		return value.Undefined, &Error{Code: "T1006", Offset: -1}
	}
	if fn.Mark()&markWrapped != 0 {
		in = value.Null
	}
	if sig := f.signature(); sig != nil {
		var err *Error
		if args, err = sig.validate(args, in); err != nil {
			return value.Undefined, err.placed(name, at)
		}
	}
	v, err := ev.invoke(f, args, in)
	if err != nil {
		return v, err.placed(name, at)
	}
	return v, nil
}

// invoke runs a function.
func (ev *evaluation) invoke(f *function, args []value.Value, in value.Value) (value.Value, *Error) {
	if ev.calls++; ev.calls > maxCalls {
		return value.Undefined, &Error{Code: CodeLimit, Offset: -1, Token: tokenDepth}
	}
	v, err := ev.run(f, args, in)
	ev.calls--
	return v, err
}

// body evaluates the body of a lambda. The result may be a call that is left over, whose arguments count from here.
func (ev *evaluation) body(f *function, inner *frame) (value.Value, *Error) {
	caller := ev.frame
	ev.frame = ev.depth
	v, err := ev.eval(f.lambda.rhs, f.input, inner)
	ev.frame = caller
	return v, err
}

func (ev *evaluation) run(f *function, args []value.Value, in value.Value) (value.Value, *Error) {
	switch {
	case f.lambda != nil:
		return ev.runLambda(f, args)
	case f.entry != nil:
		if err := ev.arguments(args); err != nil {
			return value.Undefined, err
		}
		return f.entry.impl(&call{evaluation: ev, input: in}, padded(args, len(f.entry.sig.params)))
	case f.open != nil:
		return ev.runPartial(f, args)
	default:
		if err := ev.arguments(args); err != nil {
			return value.Undefined, err
		}
		return f.native(&call{evaluation: ev, input: in}, padded(args, f.arity))
	}
}

// arguments counts a call by what its arguments hold.
func (ev *evaluation) arguments(args []value.Value) *Error {
	n := 1
	for i := range args {
		n += weight(&args[i])
	}
	return ev.spend(n)
}

// padded returns args with undefined values up to n.
func padded(args []value.Value, n int) []value.Value {
	if len(args) >= n {
		return args
	}
	out := make([]value.Value, n)
	copy(out, args)
	return out
}

func (ev *evaluation) runLambda(f *function, args []value.Value) (value.Value, *Error) {
	inner := newFrame(f.frame, int(f.lambda.frame))
	for i, param := range f.lambda.kids {
		arg := value.Undefined
		if i < len(args) {
			arg = args[i]
		}
		inner.set(int(param.frame), arg)
	}
	return ev.body(f, inner)
}

// runPartial puts the arguments into the open places and calls the function behind.
func (ev *evaluation) runPartial(f *function, args []value.Value) (value.Value, *Error) {
	full := append([]value.Value(nil), f.preset...)
	for i, place := range f.open {
		if i < len(args) {
			full[place] = args[i]
		}
	}
	of := asFunction(f.of)
	if of.lambda != nil {
		return ev.runLambda(of, full)
	}
	return ev.applyOnce(f.of, full, value.Null, "", 0)
}

// partial evaluates a call with placeholders to a function of the missing arguments.
func (ev *evaluation) partial(n *code, in value.Value, fr *frame) (value.Value, *Error) {
	f := &function{open: []int{}}
	for i, kid := range n.kids {
		if kid.kind == kindPlaceholder {
			f.open = append(f.open, i)
			f.preset = append(f.preset, value.Undefined)
			continue
		}
		arg, err := ev.eval(kid, in, fr)
		if err != nil {
			return arg, err
		}
		f.preset = append(f.preset, arg)
	}
	proc, err := ev.eval(n.lhs, in, fr)
	if err != nil {
		return proc, err
	}
	if proc.IsUndefined() {
		if err := ev.forgotDollar(n, fr, "T1007"); err != nil {
			return proc, err
		}
	}
	if !isFunction(proc) {
		return proc, &Error{Code: "T1008", Offset: int(n.at), Token: n.calleeName()}
	}
	f.of = proc
	return value.Opaque(f), ev.grow(partialBytes + len(f.preset)*valueBytes)
}

// chain evaluates ~>.
func (ev *evaluation) chain(n *code, in value.Value, fr *frame) (value.Value, *Error) {
	left, err := ev.eval(n.lhs, in, fr)
	if err != nil {
		return left, err
	}
	return ev.applied(n, left, in, fr)
}

// applied evaluates the right side of ~> and calls it with the left one.
func (ev *evaluation) applied(n *code, left, in value.Value, fr *frame) (value.Value, *Error) {
	if n.rhs.kind == kindCall {
		return ev.call(n.rhs, in, fr, &left)
	}
	right, err := ev.eval(n.rhs, in, fr)
	if err != nil {
		return right, err
	}
	if !isFunction(right) {
		return right, &Error{Code: "T2006", Offset: int(n.at), Value: right}
	}
	if !isFunction(left) {
		v, err := ev.apply(right, []value.Value{left}, value.Null, "", 0)
		if err != nil && err.Offset <= 0 && err.Code != CodeLimit {
			err.Offset = int(n.at)
		}
		return v, err
	}
	return native(1, func(c *call, args []value.Value) (value.Value, *Error) {
		v, err := c.apply(left, args[:1], value.Null, "", 0)
		if err != nil {
			return v, err
		}
		return c.apply(right, []value.Value{v}, value.Null, "", 0)
	}), ev.grow(partialBytes)
}
