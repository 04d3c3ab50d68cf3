package locate

import (
	"strings"

	"github.com/aslcheck/aslcheck/internal/cloudformation"
	"github.com/aslcheck/aslcheck/source"
)

// token returns the placeholder for the result of an intrinsic function, spelled as in Fn::Sub if
// possible: ${Table} for a Ref, ${Function.Arn} for a GetAtt.
func token(name string, argument *source.Node) string {
	inner := ""
	switch {
	case name == "Ref" || name == "GetAtt" && argument.Kind == source.String:
		inner = nameText(argument)
	case name == "GetAtt" && len(argument.Items) == 2:
		inner = nameText(argument.Items[0]) + "." + nameText(argument.Items[1])
	}
	if inner == "" || strings.HasPrefix(inner, ".") || strings.HasSuffix(inner, ".") {
		inner = cloudformation.LongPrefix + strings.Map(nameRune, name[:min(len(name), maxName)])
	}
	return "${" + inner + "}"
}

// maxName is the maximum length of a logical ID.
const maxName = 255

// nameText returns the text of a value that is a name, otherwise "".
func nameText(n *source.Node) string {
	if n.Kind != source.String || n.Tag != "" || len(n.Text) > maxName || strings.ContainsFunc(n.Text, isOutsideName) {
		return ""
	}
	return n.Text
}

// isOutsideName reports whether the name of a resource, parameter or attribute cannot have r.
func isOutsideName(r rune) bool {
	return (r < '0' || r > '9') && (r < 'A' || r > 'Z') && (r < 'a' || r > 'z') && r != ':' && r != '.' && r != '-' && r != '_'
}

func nameRune(r rune) rune {
	if isOutsideName(r) {
		return -1
	}
	return r
}
