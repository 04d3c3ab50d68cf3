package rules

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/cloudformation"
	"github.com/aslcheck/aslcheck/source"
)

// The pages that rules about resources rest on.
const (
	apiCreate       = "https://docs.aws.amazon.com/step-functions/latest/apireference/API_CreateStateMachine.html"
	cfnStateMachine = guideSubstitutions
	cfnLogging      = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-stepfunctions-statemachine-loggingconfiguration.html"
	cfnEncryption   = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-stepfunctions-statemachine-encryptionconfiguration.html"
)

// members returns those members of an object whose keys are known, in source order.
func members(n *source.Node, known []string) []*source.Member {
	var found []*source.Member
	if n == nil {
		return nil
	}
	for i := range n.Members {
		if slices.Contains(known, n.Members[i].Key) {
			found = append(found, &n.Members[i])
		}
	}
	return found
}

// literal returns the text of a value that is known before deployment: no function, no ${Name}, which other tools fill in
// where CloudFormation does not, and no dynamic reference.
func literal(n *source.Node) (text string, ok bool) {
	if n == nil || n.Kind != source.String || asl.IsOpaque(n) || strings.Contains(n.Text, "{{") {
		return "", false
	}
	return n.Text, true
}

// isComplete reports whether what is missing in an object of a state machine is missing for good: no function and no macro
// brings it. Without an object everything is missing.
func isComplete(p *analyzer.ResourcePass, n *source.Node) bool {
	return cloudformation.HasAll(n) && cloudformation.HasAll(p.Node) && !p.Resources.HasMacro()
}

// The types of encryption.
const (
	customerKey = "CUSTOMER_MANAGED_KMS_KEY"
	ownedKey    = "AWS_OWNED_KEY"
)

// logOff is the level of logging that writes nothing.
const logOff = "OFF"

// forbiddenInMachineName reports whether the name of a state machine must not contain a character.
func forbiddenInMachineName(r rune) bool {
	switch r {
	case 0xFFFE, 0xFFFF, unicode.MaxRune, utf8.RuneError:
		return true
	}
	return unicode.IsSpace(r) || unicode.IsControl(r) || strings.ContainsRune("<>{}[]?*\"#%\\^|~`$&,;:/", r)
}

// reportUnknownWord reports a literal that is not one of the known values, and returns whether it did.
func reportUnknownWord(p *analyzer.ResourcePass, what string, n *source.Node, known ...string) bool {
	word, ok := literal(n)
	if !ok || slices.Contains(known, word) {
		return false
	}
	d := source.Diagnostic{Span: n.Span, Message: fmt.Sprintf("%s must be %s, not %q", what, list(known, "or"), word)}
	d.Misspelt(word, known)
	p.ReportDiagnostic(d)
	return true
}

// mayBeAbsent reports whether a property may turn out to be absent when the template is deployed.
func mayBeAbsent(n *source.Node) bool {
	name, _ := cloudformation.Intrinsic(n)
	return n.Kind == source.Null || name == "If" || name == "Ref" || name == "Transform"
}

// isTrue reports whether a value is true, which templates may have as a text.
func isTrue(n *source.Node) bool {
	return n != nil && n.Tag == "" && (n.Kind == source.Bool || n.Kind == source.String) && n.Text == "true"
}
