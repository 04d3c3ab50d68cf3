package jsonata

import "github.com/aslcheck/aslcheck/value"

// maxParams bounds the parameters that are matched without allocating.
const maxParams = 8

// validate checks args against the signature and returns one value for each parameter: arrays are made of single values
// where the signature wants an array, and context stands in for what is missing. The result may be args itself.
func (s *signature) validate(args []value.Value, context value.Value) ([]value.Value, *Error) {
	if s.exact(args) {
		return args, nil
	}
	var buf [maxParams]int
	counts := buf[:0]
	if len(s.params) > maxParams {
		counts = make([]int, 0, len(s.params))
	}
	counts = counts[:len(s.params)]
	m := matching{params: s.params, args: args, counts: counts, all: true}
	if m.from(0, 0) < 0 {
		return nil, s.mismatch(args)
	}
	return s.arrange(args, counts, context)
}

// exact reports whether args need no arranging: one of the declared type for each parameter. Most calls are such.
func (s *signature) exact(args []value.Value) bool {
	if len(args) != len(s.params) {
		return false
	}
	for i := range args {
		param := &s.params[i]
		t := typeOf(args[i])
		if t&param.types == 0 || param.letter == 'a' && (t != typeArray || param.hasSub) || param.many {
			return false
		}
	}
	return true
}

// matching spreads arguments over parameters as a regular expression would: as many as possible first, then fewer.
type matching struct {
	params []sigParam
	args   []value.Value
	counts []int // of the arguments of each parameter
	all    bool  // every argument must have a parameter
	// failed are the pairs of parameter and argument that lead nowhere, so that each is tried once. It is made
	// when there is a second way.
	failed []bool
}

// from matches the parameters and arguments from the given ones on and returns the argument where the match ends, or -1.
func (m *matching) from(param, arg int) int {
	if param == len(m.params) {
		if m.all && arg < len(m.args) {
			return -1
		}
		return arg
	}
	at := param*(len(m.args)+1) + arg
	if m.failed != nil && m.failed[at] {
		return -1
	}
	least, most := m.params[param].span(m.args, arg)
	for n := most; n >= least; n-- {
		m.counts[param] = n
		if end := m.from(param+1, arg+n); end >= 0 {
			return end
		}
		if m.failed == nil && n > least {
			m.failed = make([]bool, len(m.params)*(len(m.args)+1))
		}
	}
	if m.failed != nil {
		m.failed[at] = true
	}
	return -1
}

// span returns the smallest and largest number of arguments from arg on that the parameter can take.
func (p *sigParam) span(args []value.Value, arg int) (least, most int) {
	least = 1
	if p.optional {
		least = 0
	}
	for arg+most < len(args) && (most == 0 || p.many) && typeOf(args[arg+most])&p.types != 0 {
		most++
	}
	return least, most
}

// mismatch names the first argument that does not fit.
func (s *signature) mismatch(args []value.Value) *Error {
	good := 0
	counts := make([]int, len(s.params))
	for n := 1; n <= len(s.params); n++ {
		taken := s.prefix(args, n, counts)
		if taken < 0 {
			break
		}
		good = taken
	}
	err := &Error{Code: "T0410", Offset: -1, Index: good + 1}
	if good < len(args) {
		err.Value = args[good]
	}
	return err
}

// prefix returns how many arguments the first n parameters take; -1 when they do not fit.
func (s *signature) prefix(args []value.Value, n int, counts []int) int {
	m := matching{params: s.params[:n], args: args, counts: counts}
	return m.from(0, 0)
}

func (s *signature) arrange(args []value.Value, counts []int, context value.Value) ([]value.Value, *Error) {
	out := make([]value.Value, 0, max(len(s.params), len(args)))
	next := 0
	for i := range s.params {
		param := &s.params[i]
		if counts[i] == 0 {
			if param.context {
				if typeOf(context)&param.types == 0 {
					return nil, &Error{Code: "T0411", Offset: -1, Value: context, Index: next + 1}
				}
				out = append(out, context)
				continue
			}
			// As the reference does: what comes next is taken and skipped, and that is nothing in sound calls.
			out = append(out, argument(args, next))
			next++
			continue
		}
		for range counts[i] {
			arg, err := param.take(argument(args, next), next, counts[i])
			if err != nil {
				return nil, err
			}
			out = append(out, arg)
			next++
		}
	}
	return out, nil
}

// argument returns an argument; nothing when there are not so many.
func argument(args []value.Value, i int) value.Value {
	if i < len(args) {
		return args[i]
	}
	return value.Undefined
}

// take turns an argument into what the parameter wants.
func (p *sigParam) take(arg value.Value, index, count int) (value.Value, *Error) {
	t := typeOf(arg)
	if p.letter != 'a' || t == typeMissing {
		return arg, nil
	}
	if p.hasSub && !p.holds(arg, t, count) {
		return arg, &Error{
			Code: "T0412", Offset: -1, Value: arg, Index: index + 1, Value2: arrayName(p.subtype),
		}
	}
	if t != typeArray {
		return value.Array(arg), nil
	}
	return arg, nil
}

// arrayName is the word for the elements of an array; nothing, which shows as undefined, for a subtype without one.
func arrayName(subtype string) value.Value {
	name, ok := arrayNames[subtype]
	if !ok {
		return value.Undefined
	}
	return value.String(name)
}

// holds reports whether arg, or each of its elements, is of the subtype. Only the first letter of the subtype counts.
func (p *sigParam) holds(arg value.Value, t typeSet, count int) bool {
	if p.subtype == "x" {
		return t == typeArray // measured for $partition: any array, but no single value
	}
	if t != typeArray {
		return count == 1 && len(p.subtype) == 1 && typeOfLetter[p.subtype[0]] == t
	}
	elems := arg.Elems()
	if len(elems) == 0 {
		return true
	}
	want := typeSet(0)
	if p.subtype != "" {
		want = typeOfLetter[p.subtype[0]]
	}
	for i := range elems {
		if typeOf(elems[i]) != want {
			return false
		}
	}
	return true
}
