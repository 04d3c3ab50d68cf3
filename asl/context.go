package asl

// contextFields are the fields of the context object, by the path of the object that has them.
// https://docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html
var contextFields = map[string][]string{
	"":             {"Execution", "Map", "State", "StateMachine", "Task"},
	"Execution":    {"Id", "Input", "Name", "RedriveCount", "RedriveTime", "RoleArn", "StartTime"},
	"State":        {"EnteredTime", "Name", "RetryCount"},
	"StateMachine": {"Id", "Name"},
	"Task":         {"Token"},
	"Map":          {"Item"},
	"Map.Item":     {"Index", "Key", "Source", "Value"},
}

// ContextFields returns the names of the fields at a path of the context object, such as "" or "Map.Item"; nil where a field
// may hold anything.
func ContextFields(path string) []string { return contextFields[path] }
