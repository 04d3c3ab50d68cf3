package locate

import (
	"strings"

	"github.com/aslcheck/aslcheck/source"
)

// subConstants returns the values that the map in the argument of Fn::Sub gives, as far as they are constants.
func subConstants(argument *source.Node) map[string]*source.Node {
	if argument.Kind != source.Array || argument.Tag != "" || len(argument.Items) != 2 {
		return nil
	}
	values := map[string]*source.Node{}
	for i := range argument.Items[1].Members {
		m := &argument.Items[1].Members[i]
		isScalar := m.Value.Kind == source.String || m.Value.Kind == source.Number || m.Value.Kind == source.Bool
		if isScalar && m.Value.Tag == "" && nameOf(m.Key) {
			values[m.Key] = m.Value
		}
	}
	return values
}

func nameOf(key string) bool { return key != "" && !strings.ContainsFunc(key, isOutsideName) }

// withConstants returns the text of Fn::Sub with its constants filled in.
func withConstants(text, argument *source.Node) *source.Node {
	var pairs []string
	size := 0
	for name, value := range subConstants(argument) {
		use := "${" + name + "}"
		pairs = append(pairs, use, value.Text)
		size += strings.Count(text.Text, use) * len(value.Text)
	}
	if size > maxTexts {
		return text
	}
	filled := strings.NewReplacer(pairs...).Replace(text.Text)
	if filled == text.Text {
		return text
	}
	made := *text
	made.Kind, made.Text = source.String, filled
	return &made
}
