package jsonata

import "github.com/aslcheck/aslcheck/value"

func fnBoolean(c *call, args []value.Value) (value.Value, *Error) {
	if args[0].IsUndefined() {
		return value.Undefined, nil
	}
	ok, err := c.truth(args[0])
	return value.Bool(ok), err
}

func fnNot(c *call, args []value.Value) (value.Value, *Error) {
	if args[0].IsUndefined() {
		return value.Undefined, nil
	}
	ok, err := c.truth(args[0])
	return value.Bool(!ok), err
}

func fnExists(_ *call, args []value.Value) (value.Value, *Error) {
	return value.Bool(!args[0].IsUndefined()), nil
}

func fnError(_ *call, args []value.Value) (value.Value, *Error) {
	message := args[0].Text()
	if message == "" {
		message = "$error() function evaluated"
	}
	return value.Undefined, &Error{Code: "D3137", Offset: -1, Message: message}
}

func fnAssert(_ *call, args []value.Value) (value.Value, *Error) {
	if args[0].Bool() {
		return value.Undefined, nil
	}
	message := args[1].Text()
	if message == "" {
		message = "$assert() statement failed"
	}
	return value.Undefined, &Error{Code: "D3141", Offset: -1, Message: message}
}

func fnType(_ *call, args []value.Value) (value.Value, *Error) {
	v := args[0]
	switch v.Kind() {
	case value.UndefinedKind:
		return value.Undefined, nil
	case value.NumberKind:
		ok, err := isNumber(v)
		if err != nil || !ok {
			return value.String("object"), err // the reference has no other word for what is not a number
		}
		return value.String("number"), nil
	case value.OpaqueKind:
		return value.String("function"), nil
	default:
		return value.String(v.Kind().String()), nil
	}
}
