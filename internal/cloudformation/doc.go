// Package cloudformation knows what a value of a template of CloudFormation or SAM is before it is deployed: itself, or the
// call of an intrinsic function. It evaluates nothing.
//
//	name, argument := cloudformation.Intrinsic(node) // "Sub", "${Name}-orders"
package cloudformation
