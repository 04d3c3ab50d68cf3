// Package cloudformation tells whether a value in a CloudFormation or SAM template is a literal or a call of an intrinsic function.
// It evaluates nothing.
//
//	name, argument := cloudformation.Intrinsic(node) // "Sub", "${Name}-orders"
package cloudformation
