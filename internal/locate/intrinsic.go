package locate

import (
	"strings"

	"github.com/aslcheck/aslcheck/source"
)

// longPrefix begins the long form of an intrinsic function.
const longPrefix = "Fn::"

// intrinsic returns the intrinsic function that a value calls, such as "Sub", with its argument: !Sub text and
// {"Fn::Sub": text} are the same. The name is "" where it calls none.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference.html
func intrinsic(n *source.Node) (name string, argument *source.Node) {
	if n.Tag != "" {
		bare := *n
		bare.Tag = ""
		return strings.TrimPrefix(n.Tag, "!"), &bare
	}
	if n.Kind != source.Object || len(n.Members) != 1 {
		return "", nil
	}
	key, value := n.Members[0].Key, n.Members[0].Value
	if short, ok := strings.CutPrefix(key, longPrefix); ok {
		return short, value
	}
	if key == "Ref" {
		return key, value
	}
	return "", nil
}

func isIntrinsic(n *source.Node) bool {
	name, _ := intrinsic(n)
	return name != ""
}

// token returns the placeholder that stands for what an intrinsic function yields, spelled as Fn::Sub would spell it
// where it can: ${Table} for a Ref, ${Function.Arn} for a GetAtt.
func token(name string, argument *source.Node) string {
	inner := ""
	switch {
	case name == "Ref" || name == "GetAtt" && argument.Kind == source.String:
		inner = nameText(argument)
	case name == "GetAtt" && len(argument.Items) == 2:
		inner = nameText(argument.Items[0]) + "." + nameText(argument.Items[1])
	}
	if inner == "" || strings.HasPrefix(inner, ".") || strings.HasSuffix(inner, ".") {
		inner = longPrefix + strings.Map(nameRune, name[:min(len(name), maxName)])
	}
	return "${" + inner + "}"
}

// maxName is the length of a logical id at most.
const maxName = 255

// nameText returns the text of a value that is a name, otherwise "".
func nameText(n *source.Node) string {
	if n.Kind != source.String || n.Tag != "" || len(n.Text) > maxName || strings.ContainsFunc(n.Text, isNoNameRune) {
		return ""
	}
	return n.Text
}

// isNoNameRune reports whether the name of a resource, parameter or attribute cannot have r.
func isNoNameRune(r rune) bool {
	return (r < '0' || r > '9') && (r < 'A' || r > 'Z') && (r < 'a' || r > 'z') && r != ':' && r != '.' && r != '-' && r != '_'
}

func nameRune(r rune) rune {
	if isNoNameRune(r) {
		return -1
	}
	return r
}

// subText returns the text of the argument of Fn::Sub, which stands alone or before a map of values; nil without one.
func subText(argument *source.Node) *source.Node {
	if argument.Kind == source.Array && argument.Tag == "" && len(argument.Items) == 2 {
		argument = argument.Items[0]
	}
	if argument.Kind != source.String && argument.Kind != source.Placeholder || argument.Tag != "" {
		return nil
	}
	return argument
}
