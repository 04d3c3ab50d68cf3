package rules

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/cloudformation"
	"github.com/aslcheck/aslcheck/source"
)

// missing is the type of what a template refers to but doesn't have.
const missing = "missing"

// describe names a type of resource in a message.
func describe(kind string) string {
	switch kind {
	case cloudformation.TypeVersion:
		return "a version"
	case cloudformation.TypeAlias:
		return "an alias"
	default:
		return "a state machine"
	}
}

// A target is the resource that a value refers to. Its kind is "" if it isn't known.
type target struct{ id, kind, attribute string }

func targetOf(p *analyzer.ResourcePass, n *source.Node) target {
	t := target{id: cloudformation.Target(n)}
	if t.id == "" {
		return t
	}
	t.kind = p.Resources.Type(t.id)
	name, argument := cloudformation.Intrinsic(n)
	if name == "GetAtt" && argument.Kind == source.String {
		_, t.attribute, _ = strings.Cut(argument.Text, ".")
	} else if name == "GetAtt" && argument.Items[1].Kind == source.String {
		t.attribute = argument.Items[1].Text
	}
	if t.kind == "" && p.Resources.Lacks(t.id) {
		t.kind = missing
	}
	return t
}

// aliasName matches the characters of the name of an alias.
var aliasName = regexp.MustCompile(`^[A-Za-z0-9_.-]*$`)

// checkAliasName checks a name against the pattern of the API: one that consists of digits would be the number of a version.
func checkAliasName(p *analyzer.ResourcePass, n *source.Node) {
	name, ok := literal(n)
	if n != nil && n.Kind == source.Number && n.Tag == "" {
		name, ok = n.Text, true
	}
	switch {
	case !ok:
	case name == "":
		p.Report(n.Span, "the name of an alias must not be empty")
	case len(name) > asl.MaxNameLength:
		p.Report(n.Span, "the name of an alias can have at most %d characters, not %d", asl.MaxNameLength, len(name))
	case !aliasName.MatchString(name):
		p.Report(n.Span, `the name of an alias can have letters, digits, ".", "-" and "_" only, not %q`, name)
	case strings.Trim(name, "0123456789") == "":
		p.Report(n.Span, "the name of an alias must not consist of digits, as %q does", name)
	}
}

// The limits of an alias.
const (
	maxRoutes     = 2
	allTraffic    = 100
	maxIncrement  = 99
	maxShiftDelay = 2100
)

// checkRouting checks the versions of an alias and their weights.
func checkRouting(p *analyzer.ResourcePass, routing *source.Node) {
	if routing.Kind != source.Array || routing.Tag != "" {
		return
	}
	sum, known, certain, owner := 0, true, 0, ""
	for _, route := range routing.Items {
		if route.Kind != source.Object || cloudformation.IsIntrinsic(route) || !cloudformation.HasAll(route) {
			known = false
			continue
		}
		certain++
		weight, ok := checkNumber(p, route.Get("Weight"), "a weight", 0, allTraffic)
		sum, known = sum+weight, known && ok
		checkVersionArn(p, route.Get("StateMachineVersionArn"))
		if id := p.Resources.MachineOf(cloudformation.Target(route.Get("StateMachineVersionArn"))); id != "" {
			if owner != "" && owner != id {
				p.Report(route.Span, "the versions of an alias must belong to the same state machine, but these belong to %q and %q", shown(owner), shown(id))
			}
			owner = id
		}
	}
	switch {
	case certain > maxRoutes:
		p.Report(routing.Span, "an alias can point to at most %d versions, not %d", maxRoutes, certain)
	case known && certain == 0:
		p.Report(routing.Span, "an alias must point to at least one version")
	case known && sum != allTraffic:
		p.Report(routing.Span, "the weights of an alias must add up to %d, not %d", allTraffic, sum)
	}
}

// checkPreference checks how an alias moves to a new version. SAM adds the version.
func checkPreference(p *analyzer.ResourcePass, preference *source.Node, sam bool) {
	if preference.Kind != source.Object || cloudformation.IsIntrinsic(preference) {
		return
	}
	reportUnknownWord(p, "the type of a deployment", preference.Get("Type"), "ALL_AT_ONCE", "CANARY", "LINEAR")
	checkNumber(p, preference.Get("Percentage"), "a percentage", 1, maxIncrement)
	checkNumber(p, preference.Get("Interval"), "an interval in minutes", 1, maxShiftDelay)
	if !sam {
		checkVersionArn(p, preference.Get("StateMachineVersionArn"))
	}
}

// checkNumber checks a number, which templates may have as a text, and returns it if it is a literal.
func checkNumber(p *analyzer.ResourcePass, n *source.Node, what string, least, most int) (int, bool) {
	if n == nil || n.Tag != "" || n.Kind != source.Number && n.Kind != source.String {
		return 0, false
	}
	number, err := strconv.Atoi(n.Text)
	if err != nil {
		return 0, false
	}
	if number < least || number > most {
		p.Report(n.Span, "%s must be between %d and %d, not %d", what, least, most, number)
	}
	return number, number >= least && number <= most
}

// versionArn matches the ARN of a version, and of a state machine without one.
var (
	versionArn = regexp.MustCompile(`^arn:[a-z-]+:states:[^:]*:[^:]*:stateMachine:[^:]+:[0-9]+$`)
	machineArn = regexp.MustCompile(`^arn:[a-z-]+:states:[^:]*:[^:]*:stateMachine:[^:]+`)
)

// checkVersionArn reports what an alias can't point to.
func checkVersionArn(p *analyzer.ResourcePass, arn *source.Node) {
	if text, ok := literal(arn); ok && machineArn.MatchString(text) && !versionArn.MatchString(text) {
		p.Report(arn.Span, "an alias can only point to a version, whose ARN ends in its number, not to %q", text)
	}
	switch target := targetOf(p, arn); target.kind {
	case cloudformation.TypeMachine, cloudformation.TypeServerlessMachine, cloudformation.TypeAlias:
		p.Report(arn.Span, "an alias can only point to a version, but %q is %s", target.id, describe(target.kind))
	case missing:
		reportMissing(p, arn, target.id)
	}
}

// reportMissing reports a reference to what the template lacks.
func reportMissing(p *analyzer.ResourcePass, n *source.Node, id string) {
	d := source.Diagnostic{Span: n.Span, Message: fmt.Sprintf("the template has no resource and no parameter %q", id)}
	d.Misspelt(id, p.Resources.Names())
	p.ReportDiagnostic(d)
}
