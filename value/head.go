package value

import "unicode/utf8"

// MaxQuoted is about how many bytes of a value a message quotes: more than the 32,768 characters of a cause that the service
// keeps. https://docs.aws.amazon.com/step-functions/latest/apireference/API_TaskFailedEventDetails.html
const MaxQuoted = 32_768 * utf8.UTFMax

// Quoted returns the JSON text of v for a message: of a value whose text is longer than MaxQuoted, its start.
func (v Value) Quoted() string {
	if v.Size() <= MaxQuoted {
		return v.JSON()
	}
	return v.Head(MaxQuoted)
}

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
		for i, elem := range v.box.each {
			if len(dst) >= limit {
				return dst
			}
			if i > 0 {
				dst = append(dst, ',')
			}
			dst = elem.appendHead(dst, limit, depth+1)
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
