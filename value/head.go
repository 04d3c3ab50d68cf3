package value

// Head returns the start of the JSON text of v, of about the given number of bytes at least where the text is longer. It is
// meant for messages: writing ends there, however long the text is.
func (v Value) Head(bytes int) string {
	if v.box != nil && v.box.text != "" {
		return v.box.text
	}
	return string(v.appendHead(nil, bytes, 0))
}

func (v Value) appendHead(dst []byte, limit, depth int) []byte {
	switch {
	case len(dst) >= limit || depth > MaxDepth:
		return dst
	case v.kind == ArrayKind:
		dst = append(dst, '[')
		for i := range v.box.elems {
			if len(dst) >= limit {
				return dst
			}
			if i > 0 {
				dst = append(dst, ',')
			}
			dst = v.box.elems[i].appendHead(dst, limit, depth+1)
		}
		return append(dst, ']')
	case v.kind == ObjectKind:
		dst = append(dst, '{')
		for i := range v.box.members {
			if len(dst) >= limit {
				return dst
			}
			if i > 0 {
				dst = append(dst, ',')
			}
			dst = append(AppendQuoted(dst, v.box.members[i].Key), ':')
			dst = v.box.members[i].Value.appendHead(dst, limit, depth+1)
		}
		return append(dst, '}')
	default:
		return v.AppendCompact(dst)
	}
}
