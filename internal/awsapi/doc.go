// Package awsapi holds facts about the services that a Task can call: the optimized integrations with their patterns, and for
// every service of the AWS SDK its actions with errors and the shapes of parameters and results, nested to the leaves. Names are
// spelled as Step Functions spells them, which differs from the services' own models.
//
// A Check compares a mocked result with a shape, as the API TestState does.
//
// The optimized integrations are written by hand in optimized.txt and own.go. The facts of the SDK are texts in the folder catalog,
// one for each service, which the program in gen renews from the models of botocore and packs into catalog.bin. A service is a few
// compressed blocks there; one is unpacked when something in it is first asked for, and a shape is read when it is asked for, so
// that a definition pays for what it names alone.
//
//	action := awsapi.Lookup("dynamodb").Action("putItem")
//	item := action.Input().Member("Item")         // Required
//	attribute := item.Shape().Element()           // a map of attribute values
//	numbers := attribute.Member("Ns").Shape()     // a list of strings
package awsapi

//go:generate go run ./gen -dir .
