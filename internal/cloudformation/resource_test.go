package cloudformation

import "testing"

func TestResourceType(t *testing.T) {
	template := parse("Resources: {Group: {Type: AWS::Logs::LogGroup}, Odd: {Type: [x]}, Text: x}")
	for id, want := range map[string]string{"Group": "AWS::Logs::LogGroup", "Odd": "", "Text": "", "None": ""} {
		if got := ResourceType(template, id); got != want {
			t.Errorf("%s has the type %q, want %q", id, got, want)
		}
	}
	if got := ResourceType(nil, "Group"); got != "" {
		t.Errorf("without a template there is the type %q", got)
	}
}

func TestResourcesOf(t *testing.T) {
	template := parse("Resources: {A: {Type: X, N: 1}, B: {Type: Y}, C: {Type: Z}, D: {Type: X}, E: x}")
	if got := ResourcesOf(template, "X", "Y"); len(got) != 3 || got[0].Get("N") == nil {
		t.Errorf("found %d resources", len(got))
	}
	if got := ResourcesOf(parse("[]"), "X"); len(got) != 0 {
		t.Errorf("found %d resources in an empty template", len(got))
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
