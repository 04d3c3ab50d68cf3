package cloudformation

import (
	"strings"

	"github.com/aslcheck/aslcheck/source"
)

// LongPrefix is the prefix of the long form of an intrinsic function.
const LongPrefix = "Fn::"

// Intrinsic returns the intrinsic function that a value calls, such as "Sub", with its argument: !Sub text and
// {"Fn::Sub": text} are the same. The name is "" if the value is not a call. It accepts a nil node.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference.html
func Intrinsic(n *source.Node) (name string, argument *source.Node) {
	if n == nil {
		return "", nil
	}
	if n.Tag != "" {
		bare := *n
		bare.Tag = ""
		return strings.TrimPrefix(n.Tag, "!"), &bare
	}
	if n.Kind != source.Object || len(n.Members) != 1 {
		return "", nil
	}
	key, value := n.Members[0].Key, n.Members[0].Value
	if short, ok := strings.CutPrefix(key, LongPrefix); ok {
		return short, value
	}
	if key == "Ref" {
		return key, value
	}
	return "", nil
}

// IsIntrinsic reports whether a value calls an intrinsic function. It accepts a nil node.
func IsIntrinsic(n *source.Node) bool {
	name, _ := Intrinsic(n)
	return name != ""
}

// SubText returns the text in the argument of Fn::Sub, which is a string, or an array of a string and a map; nil for neither.
func SubText(argument *source.Node) *source.Node {
	if argument.Kind == source.Array && argument.Tag == "" && len(argument.Items) == 2 {
		argument = argument.Items[0]
	}
	if argument.Kind != source.String && argument.Kind != source.Placeholder || argument.Tag != "" {
		return nil
	}
	return argument
}
