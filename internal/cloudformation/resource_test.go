package cloudformation

import (
	"slices"
	"strings"
	"testing"
)

func TestResourceType(t *testing.T) {
	template := parse("Resources: {Group: {Type: AWS::Logs::LogGroup}, Odd: {Type: [x]}, Text: x}")
	for id, want := range map[string]string{"Group": "AWS::Logs::LogGroup", "Odd": "", "Text": "", "None": ""} {
		if got := ResourcesOf(template).Type(id); got != want {
			t.Errorf("%s has the type %q, want %q", id, got, want)
		}
	}
	if got := ResourcesOf(nil).Type("Group"); got != "" {
		t.Errorf("without a template there is the type %q", got)
	}
}

func TestResourcesOf(t *testing.T) {
	template := parse("Resources: {A: {Type: X, N: 1}, B: {Type: Y}, C: {Type: Z}, D: {Type: X}, E: x}")
	if got := ResourcesOf(template).Of("Y", "X"); len(got) != 3 || got[0].Key != "A" || got[1].Key != "B" || got[2].Key != "D" {
		t.Errorf("found %d resources", len(got))
	}
	if got := ResourcesOf(parse("[]")).Of("X"); len(got) != 0 {
		t.Errorf("found %d resources in an empty template", len(got))
	}
}

func TestOwned(t *testing.T) {
	r := ResourcesOf(parse(`Resources:
  M: {Type: AWS::Serverless::StateMachine}
  V: {Type: AWS::StepFunctions::StateMachineVersion, Properties: {StateMachineArn: !Ref M}}
  A: {Type: AWS::StepFunctions::StateMachineAlias, Properties: {RoutingConfiguration: [{StateMachineVersionArn: !Ref V}]}}
  D: {Type: AWS::StepFunctions::StateMachineAlias, Properties: {DeploymentPreference: {StateMachineVersionArn: !Ref V}}}
  X: {Type: AWS::StepFunctions::StateMachineVersion, Properties: {StateMachineArn: !Ref Other}}
  Y: {Type: AWS::StepFunctions::StateMachineAlias, Properties: {DeploymentPreference: {StateMachineVersionArn: !Ref Y}}}`))
	if first := r.FirstMachine(); first == nil || first != r.Of(TypeServerlessMachine)[0].Value || ResourcesOf(nil).FirstMachine() != nil {
		t.Errorf("the first machine is %v", first)
	}
	for machine, want := range map[string]string{"M": "VAD", "": "XY", "None": ""} {
		var keys []string
		for _, m := range r.Owned(machine) {
			keys = append(keys, m.Key)
		}
		if got := strings.Join(keys, ""); got != want {
			t.Errorf("%q has %q, want %q", machine, got, want)
		}
	}
}

func TestLacks(t *testing.T) {
	const sam = `{Type: AWS::Serverless::Function}`
	for _, c := range []struct{ name, template, lacks string }{
		{"resources and parameters", "Parameters: {P: {}}\nResources: {R: {}}", "X"},
		{"names that SAM makes", "Resources: {Fa: " + sam + ", Fab: " + sam + ", Fac: " + sam + ", G: {}}", "F Fb X"},
		{"a module", "Resources: {M: {Type: 'My::MODULE'}}", ""},
		{"a loop", "Resources: {Fn::ForEach::A: []}", ""},
		{"a macro", "Transform: [AWS::Serverless-2016-10-31, Own]\nResources: {}", ""},
		{"the transform of SAM", "Transform: AWS::Serverless-2016-10-31\nResources: {}", "F Fa FaX Fab FacX Fb X P R"},
	} {
		r := ResourcesOf(parse(c.template))
		for _, id := range []string{"F", "Fa", "FaX", "Fab", "FacX", "Fb", "X", "P", "R", "AWS::Region"} {
			if c.name == "resources and parameters" && strings.HasPrefix(id, "F") || c.name == "names that SAM makes" && (id == "P" || id == "R") {
				continue
			}
			if got, want := r.Lacks(id), slices.Contains(strings.Fields(c.lacks), id); got != want {
				t.Errorf("%s: %q is missing: %t, want %t", c.name, id, got, want)
			}
		}
	}
}

func TestMayHaveVersion(t *testing.T) {
	const template = `Resources:
  M: {Type: AWS::StepFunctions::StateMachine}
  N: {Type: AWS::StepFunctions::StateMachine}
  V: {Type: AWS::StepFunctions::StateMachineVersion, Properties: {StateMachineArn: !Ref M}}
  A: {Type: AWS::StepFunctions::StateMachineAlias, Properties: {RoutingConfiguration: [{StateMachineVersionArn: !Ref V}]}}`
	r := ResourcesOf(parse(template))
	if !r.MayHaveVersion("M") || r.MayHaveVersion("N") {
		t.Error("M has a version, N has none")
	}
	other := "\n  X: {Type: AWS::StepFunctions::StateMachineVersion, Properties: {StateMachineArn: !Ref Parameter}}"
	if !ResourcesOf(parse(template + other)).MayHaveVersion("N") {
		t.Error("the version of any state machine may be one of N")
	}
}

func TestPoliciesOf(t *testing.T) {
	r := ResourcesOf(parse(`Resources:
  P: {Type: AWS::IAM::Policy, Properties: {Roles: [!Ref R, !Ref R, !Ref S], PolicyDocument: {N: 1}}}
  Q: {Type: AWS::IAM::RolePolicy, Properties: {RoleName: !Ref R, PolicyDocument: {N: 2}}}`))
	for role, want := range map[string]string{"R": "12", "S": "1", "T": ""} {
		var documents []string
		for _, n := range r.PoliciesOf(role) {
			documents = append(documents, n.Get("N").Text)
		}
		if got := strings.Join(documents, ""); got != want {
			t.Errorf("%s has %q, want %q", role, got, want)
		}
	}
}

func TestTarget(t *testing.T) {
	for text, want := range map[string]string{
		"!Ref Role":                      "Role",
		"!GetAtt Role.Arn":               "Role",
		"!GetAtt Nested.Outputs.Arn":     "Nested",
		"!GetAtt [Role, Arn]":            "Role",
		"Fn::GetAtt: [Role, Arn]":        "Role",
		"!Sub ${Role.Arn}":               "Role",
		"!Sub '${Role}'":                 "Role",
		"!Sub 'x${Role}'":                "",
		"!Sub ['${Role}', {Role: text}]": "",
		"!Sub '${AWS::Region}'":          "",
		"!Ref [Role]":                    "",
		"!GetAtt [!Ref Role, Arn]":       "",
		"!If [A, !Ref B, !Ref C]":        "",
		"Role":                           "",
	} {
		if got := Target(parse(text)); got != want {
			t.Errorf("%s refers to %q, want %q", text, got, want)
		}
	}
	if got := Target(nil); got != "" {
		t.Errorf("no value refers to %q", got)
	}
}
