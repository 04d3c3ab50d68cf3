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
