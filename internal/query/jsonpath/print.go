package jsonpath

import "strings"

// String returns the path in bracket notation; parsing it gives the same path again, unless a name holds a bracket, which
// the parser may take for the end of it.
func (p *Path) String() string {
	var b strings.Builder
	b.WriteString(p.Root().String())
	b.WriteString(fragmentsOf(p.names))
	for _, step := range p.steps {
		switch step := step.(type) {
		case *Index:
			if step.FromEnd {
				b.WriteString("[(@.length" + itoa(step.Value) + ")]")
				continue
			}
			fragment(&b, step)
		case *Children:
			if len(step.Names) == 0 {
				b.WriteString("[']")
				continue
			}
			fragment(&b, step)
		case *Filter:
			b.WriteString(step.Source)
		case *Child, *Indices, *Slice, *Wildcard, *DeepScan, *Dollar:
			fragment(&b, step)
		}
	}
	return b.String()
}

// String returns the root as it is written.
func (r Root) String() string {
	switch r.Kind {
	case Context:
		return "$$"
	case Variable:
		return "$" + r.Name
	case Item:
		return "@"
	default:
		return "$"
	}
}

// fragmentsOf writes names as they are in messages.
func fragmentsOf(names []string) string {
	var b strings.Builder
	for _, name := range names {
		b.WriteString("['" + name + "']")
	}
	return b.String()
}

// fragments writes steps as they stand in messages.
func fragments(steps []Step) string {
	var b strings.Builder
	for _, step := range steps {
		fragment(&b, step)
	}
	return b.String()
}

func fragment(b *strings.Builder, step Step) {
	switch step := step.(type) {
	case *Child:
		b.WriteString("['" + step.Name + "']")
	case *Children:
		names := make([]string, len(step.Names))
		for i := range step.Names {
			names[i] = "'" + step.Names[i].Name + "'"
		}
		b.WriteString("[" + strings.Join(names, ", ") + "]")
	case *Index:
		if step.FromEnd {
			b.WriteString("[@.size()" + itoa(step.Value) + "]")
		} else {
			b.WriteString("[" + itoa(step.Value) + "]")
		}
	case *Indices:
		numbers := make([]string, len(step.Values))
		for i, n := range step.Values {
			numbers[i] = itoa(n)
		}
		b.WriteString("[" + strings.Join(numbers, ",") + "]")
	case *Slice:
		b.WriteString("[" + bound(step.From) + ":" + bound(step.To) + "]")
	case *Wildcard:
		b.WriteString("[*]")
	case *DeepScan:
		b.WriteString("..")
	case *Dollar:
		b.WriteString("$")
	case *Filter:
		b.WriteString("[?")
		if len(step.Alternatives) == 0 {
			b.WriteString(strings.Repeat(",?", strings.Count(step.Source, "?")-1))
		}
		b.WriteString("]")
	}
}

func bound(n *int) string {
	if n == nil {
		return ""
	}
	return itoa(*n)
}
