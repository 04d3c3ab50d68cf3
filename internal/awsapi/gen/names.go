package main

import (
	"strings"
	"unicode"
)

// words splits a name of an API model into words as the AWS SDK for Java 2.x does, whose names Step Functions shows:
// "DBInstanceIdentifier" is "DB", "Instance", "Identifier".
func words(name string) []string {
	runes := []rune(name)
	var out []string
	start := 0
	cut := func(end int) {
		if end > start {
			out = append(out, string(runes[start:end]))
		}
		start = end
	}
	for i, r := range runes {
		switch {
		case !isLetter(r) && !unicode.IsDigit(r):
			cut(i)
			start = i + 1
		case i > start && startsWord(runes, i, start):
			cut(i)
		}
	}
	cut(len(runes))
	return out
}

func isLetter(r rune) bool { return isUpper(r) || isLower(r) }
func isUpper(r rune) bool  { return r >= 'A' && r <= 'Z' }
func isLower(r rune) bool  { return r >= 'a' && r <= 'z' }

// startsWord reports whether a word begins at i: a capital after a lower-case letter unless it is the last letter of the
// word, the last capital of several before a lower-case letter, or a letter after a digit.
func startsWord(runes []rune, i, start int) bool {
	before, at := runes[i-1], runes[i]
	next := rune(0)
	if i+1 < len(runes) {
		next = runes[i+1]
	}
	switch {
	case unicode.IsDigit(before):
		return isLetter(at)
	case isVersion(runes, i, start):
		return true
	case isLower(before) && isUpper(at):
		return isLetter(next) || unicode.IsDigit(next)
	default:
		return isUpper(before) && isUpper(at) && isLower(next) && !isVersion(runes, i+1, start)
	}
}

// isVersion reports whether a "v" with a number begins at i after at least two letters of the other case.
func isVersion(runes []rune, i, start int) bool {
	if i+1 >= len(runes) || !unicode.IsDigit(runes[i+1]) || i-start < 2 {
		return false
	}
	switch runes[i] {
	case 'v':
		return !isLower(runes[i-1]) && !isLower(runes[i-2])
	case 'V':
		return !isUpper(runes[i-1]) && !isUpper(runes[i-2])
	default:
		return false
	}
}

// pascal joins the words of a name, each with a capital first letter and small others.
func pascal(name string) string {
	var b strings.Builder
	for _, w := range words(name) {
		b.WriteString(strings.ToUpper(w[:1]) + strings.ToLower(w[1:]))
	}
	return b.String()
}

// serviceName drops the company's name before a service's id, and "Service" after it.
func serviceName(id string) string {
	id = strings.TrimSpace(id)
	for _, prefix := range []string{"Amazon", "AWS", "Aws"} {
		id = strings.TrimSpace(strings.TrimPrefix(id, prefix))
	}
	return strings.TrimSpace(strings.TrimSuffix(id, "Service"))
}

// memberName returns the name of a parameter or result. Unlike in the names of services and errors, only capitals in front
// are turned small: "DBInstanceIdentifier" is "DbInstanceIdentifier", but "TemplateURL", "MultiAZ" and
// "SourceDBInstanceIdentifier" stay as they are, as the setters of the AWS SDK for Java show.
func memberName(name string) string {
	if first := strings.ToUpper(name[:1]) + name[1:]; reserved[first] {
		return first + "Value"
	}
	b := []byte(name)
	for i := 1; i < len(b) && isUpper(rune(b[i])); i++ {
		if i+1 < len(b) && isLower(rune(b[i+1])) {
			break
		}
		b[i] += 'a' - 'A'
	}
	return strings.ToUpper(string(b[:1])) + string(b[1:])
}

// action returns the name of an operation in a resource.
func action(operation string) string {
	return strings.ToLower(operation[:1]) + operation[1:]
}

// exception returns the name of an error without its prefix.
func exception(shape string) string {
	name := pascal(shape)
	switch {
	case strings.HasSuffix(name, "Exception"):
		return name
	case strings.HasSuffix(name, "Fault"):
		return strings.TrimSuffix(name, "Fault") + "Exception"
	default:
		return name + "Exception"
	}
}
