package jsonata

import (
	"crypto/md5"  //nolint:gosec // users ask for it by name
	"crypto/sha1" //nolint:gosec // users ask for it by name
	"crypto/sha256"
	"crypto/sha512"
	"encoding/hex"
	"fmt"

	"github.com/aslcheck/aslcheck/internal/java"
	"github.com/aslcheck/aslcheck/value"
)

// The functions that Step Functions adds to the language.

// fnPartition cuts the size towards zero: a size of zero gives nothing, no size one part (measured, also the text).
func fnPartition(c *call, args []value.Value) (value.Value, *Error) {
	elems := args[0].Elems()
	switch size := truncated(args[1], len(elems)); {
	case args[0].IsUndefined() || size == 0 && !args[1].IsUndefined():
		return value.Undefined, nil
	case size < 0:
		return value.Undefined, dialectError("Second argument must be zero or greater")
	default:
		return c.partition(elems, max(size, 1))
	}
}

func (ev *evaluation) partition(elems []value.Value, size int) (value.Value, *Error) {
	if err := ev.grow(len(elems) * (valueBytes + containerBytes/4)); err != nil {
		return value.Undefined, err
	}
	out := make([]value.Value, 0, len(elems)/size+1)
	for start := 0; start < len(elems); start += size {
		end := start + min(size, len(elems)-start)
		out = append(out, value.Array(elems[start:end:end]...))
	}
	return value.Array(out...), nil
}

// truncated cuts a number to an integer as Java casts it; missing is the value of nothing.
func truncated(v value.Value, missing int) int {
	if v.IsUndefined() {
		return missing
	}
	return int(java.Int32(v.Float()))
}

// dialectError is a failure of a function of Step Functions, which shares a code with $error.
func dialectError(message string) *Error {
	return &Error{Code: "D3137", Offset: -1, Message: message}
}

// fnRange cuts its arguments towards zero. Without one of them, with a step of zero or of the wrong sign there is nothing,
// and one number is that number (measured): the result is a sequence.
func fnRange(c *call, args []value.Value) (value.Value, *Error) {
	for _, arg := range args {
		if arg.IsUndefined() {
			return value.Undefined, nil
		}
	}
	from, to, step := truncated(args[0], 0), truncated(args[1], 0), truncated(args[2], 0)
	if step == 0 || to != from && (to > from) != (step > 0) {
		return value.Undefined, nil
	}
	size := (to-from)/step + 1
	if err := c.allocate(rangeCallBytes(size)); err != nil {
		return value.Undefined, err
	}
	out := make([]value.Value, size)
	for i := range out {
		out[i] = value.Float(float64(from + i*step))
	}
	return sequence(out), nil
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
		return value.Undefined, dialectError(
			"Hash algorithm '" + args[1].Text() + "' must be one of SHA-1, SHA-384, SHA-256, SHA-512, MD5")
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
