package jsonata

import (
	"math"

	"github.com/aslcheck/aslcheck/internal/query/jsonata/picture"
	"github.com/aslcheck/aslcheck/value"
)

// pictureError turns an error of a picture into one of the expression.
func pictureError(err *picture.Error) *Error {
	if err == nil {
		return nil
	}
	e := &Error{Code: err.Code, Offset: -1, Value: err.Value}
	if err.Code == picture.CodeTooLarge {
		e.Token = tokenSize
	}
	return e
}

// written returns the text that a picture makes.
func (ev *evaluation) written(text string, err *picture.Error) (value.Value, *Error) {
	if err != nil {
		return value.Undefined, pictureError(err)
	}
	return ev.str(text)
}

func fnFormatNumber(c *call, args []value.Value) (value.Value, *Error) {
	if args[0].IsUndefined() {
		return value.Undefined, nil
	}
	return c.written(picture.FormatNumber(args[0].Float(), args[1].Text(), args[2]))
}

func fnFormatInteger(c *call, args []value.Value) (value.Value, *Error) {
	if args[0].IsUndefined() {
		return value.Undefined, nil
	}
	return c.written(picture.FormatInteger(math.Floor(args[0].Float()), args[1].Text()))
}

func fnParseInteger(_ *call, args []value.Value) (value.Value, *Error) {
	if args[0].IsUndefined() {
		return value.Undefined, nil
	}
	n, err := picture.ParseInteger(args[0].Text(), args[1].Text())
	if err != nil {
		return value.Undefined, pictureError(err)
	}
	return value.Float(n), nil
}

func (ev *evaluation) nowMillis() float64 { return float64(ev.env.Now.UnixMilli()) }

func fnNow(c *call, args []value.Value) (value.Value, *Error) {
	return formatTime(c, c.nowMillis(), args[0], args[1])
}

func fnMillis(c *call, _ []value.Value) (value.Value, *Error) {
	return value.Float(c.nowMillis()), nil
}

func fnFromMillis(c *call, args []value.Value) (value.Value, *Error) {
	if args[0].IsUndefined() {
		return value.Undefined, nil
	}
	return formatTime(c, args[0].Float(), args[1], args[2])
}

func fnToMillis(c *call, args []value.Value) (value.Value, *Error) {
	if args[0].IsUndefined() {
		return value.Undefined, nil
	}
	if !args[1].IsUndefined() {
		millis, ok, err := picture.ParseTime(args[0].Text(), args[1].Text(), c.nowMillis())
		if err != nil || !ok {
			return value.Undefined, pictureError(err)
		}
		return value.Float(millis), nil
	}
	millis, ok := picture.ParseISO(args[0].Text())
	if !ok {
		return value.Undefined, &Error{Code: "D3110", Offset: -1, Value: args[0]}
	}
	return value.Float(millis), nil
}

// formatTime writes a time; without a picture as ISO 8601, without a time zone in UTC.
func formatTime(c *call, millis float64, by, timezone value.Value) (value.Value, *Error) {
	text, zone := picture.ISO, picture.UTC
	if !by.IsUndefined() {
		text = by.Text()
	}
	if !timezone.IsUndefined() {
		zone = timezone.Text()
	}
	return c.written(picture.FormatTime(millis, text, zone))
}
