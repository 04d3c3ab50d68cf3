package jsonata

import (
	"crypto/md5"  //nolint:gosec // users ask for it by name
	"crypto/sha1" //nolint:gosec // users ask for it by name
	"crypto/sha256"
	"crypto/sha512"
	"encoding/hex"
	"fmt"
	"math"

	"github.com/aslcheck/aslcheck/value"
)

// The functions that Step Functions adds to the language.

func fnPartition(c *call, args []value.Value) (value.Value, *Error) {
	if args[0].IsUndefined() || args[1].IsUndefined() {
		return value.Undefined, nil
	}
	size := args[1].Float()
	if size < 1 || size != math.Trunc(size) {
		return value.Undefined, &Error{Code: "D3200", Offset: -1, Value: args[1], Index: 2}
	}
	elems := args[0].Elems()
	if err := c.grow(len(elems) * (valueBytes + containerBytes/4)); err != nil {
		return value.Undefined, err
	}
	step := int(min(size, float64(max(len(elems), 1))))
	out := make([]value.Value, 0, len(elems)/step+1)
	for start := 0; start < len(elems); start += step {
		end := min(start+step, len(elems))
		out = append(out, value.Array(elems[start:end:end]...))
	}
	return value.Array(out...), nil
}

func fnRange(c *call, args []value.Value) (value.Value, *Error) {
	if args[0].IsUndefined() || args[1].IsUndefined() {
		return value.Undefined, nil
	}
	from, to, step := args[0].Float(), args[1].Float(), 1.0
	if !args[2].IsUndefined() {
		step = args[2].Float()
	}
	if step == 0 || step != step || math.IsInf(step, 0) {
		return value.Undefined, &Error{Code: "D3201", Offset: -1, Value: args[2], Index: 3}
	}
	size := math.Floor((to-from)/step) + 1
	if size != size || size > maxRange {
		return value.Undefined, &Error{Code: "D2014", Offset: -1, Value: value.Float(size)}
	}
	out := make([]value.Value, int(max(size, 0)))
	if err := c.grow(len(out) * valueBytes); err != nil {
		return value.Undefined, err
	}
	for i := range out {
		out[i] = value.Float(from + float64(i)*step)
	}
	return value.Array(out...), nil
}

func fnHash(_ *call, args []value.Value) (value.Value, *Error) {
	if args[0].IsUndefined() || args[1].IsUndefined() {
		return value.Undefined, nil
	}
	text := []byte(args[0].Text())
	var sum []byte
	switch args[1].Text() {
	case "MD5":
		s := md5.Sum(text) //nolint:gosec // users ask for it by name
		sum = s[:]
	case "SHA-1":
		s := sha1.Sum(text) //nolint:gosec // users ask for it by name
		sum = s[:]
	case "SHA-256":
		s := sha256.Sum256(text)
		sum = s[:]
	case "SHA-384":
		s := sha512.Sum384(text)
		sum = s[:]
	case "SHA-512":
		s := sha512.Sum512(text)
		sum = s[:]
	default:
		return value.Undefined, &Error{Code: "D3202", Offset: -1, Value: args[1], Index: 2}
	}
	return value.String(hex.EncodeToString(sum)), nil
}

func fnUUID(c *call, _ []value.Value) (value.Value, *Error) {
	if c.env.UUID != nil {
		return value.String(c.env.UUID()), nil
	}
	var b [16]byte
	for i := range b {
		b[i] = byte(c.nextRandom() * 256)
	}
	b[6] = b[6]&0x0F | 0x40
	b[8] = b[8]&0x3F | 0x80
	return value.String(fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:])), nil
}

func fnParse(_ *call, args []value.Value) (value.Value, *Error) {
	if args[0].IsUndefined() {
		return value.Undefined, nil
	}
	v, err := value.Parse(args[0].Text())
	if err != nil {
		return value.Undefined, &Error{Code: "D3203", Offset: -1, Value: args[0], Index: 1}
	}
	if v.Literal() == "-0" {
		return value.Float(0), nil
	}
	return v.Compact(), nil
}
