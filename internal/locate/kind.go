package locate

import (
	"path/filepath"
	"slices"
	"strings"

	"github.com/aslcheck/aslcheck/internal/locate/terraform"
	"github.com/aslcheck/aslcheck/source"
)

// A kind is one kind of template: how its files are recognized, and how the state machines in it are read.
type kind struct {
	// extensions end the names of its files.
	extensions []string
	// section is a key that all such templates have.
	section string
	// mentions are texts; a template with state machines has one of them.
	mentions []string
	// matches reports whether a tree is such a template, with state machines or without.
	matches func(root *source.Node) bool
	// read adds the state machines of such a template to the reader, and nothing for other trees.
	read func(r *reader, root *source.Node)
}

// kinds are all kinds of templates.
var kinds = []kind{cloudFormation, serverlessFramework, pulumi, answers, terraformPlan}

// HasTemplateName reports whether a file may be a template by its name.
func HasTemplateName(name string) bool {
	extension := filepath.Ext(name)
	return !HasDefinitionName(name) && (terraform.HasName(name) || slices.ContainsFunc(kinds, func(k kind) bool { return slices.Contains(k.extensions, extension) }))
}

// MayHaveMachines reports whether a file may be a template with state machines, without parsing it.
func MayHaveMachines(name, text string) bool {
	if terraform.HasName(name) {
		return terraform.MayHaveMachines(text)
	}
	return Mentions(text)
}

// A stem is a part of what kinds mention, in two halves. The second one begins with a character that is rare in definitions, so
// that a search for it stops at few others.
type stem struct{ before, rare string }

// stems are such that each text that a kind mentions has one of them.
var stems = []stem{{"tate", "Machine"}, {"state", "_machine"}, {"step", "Functions"}}

// Mentions reports whether a text may be a template with state machines, without parsing it. Most texts are definitions, which have
// none of the stems, so that three searches are enough.
func Mentions(text string) bool {
	return slices.ContainsFunc(stems, func(s stem) bool { return s.mentioned(text) })
}

// mentioned reports whether a text has what a kind mentions with the stem.
func (s stem) mentioned(text string) bool {
	for at := 0; ; at++ {
		i := strings.Index(text[at:], s.rare)
		if i < 0 {
			return false
		}
		if at += i; strings.HasSuffix(text[:at], s.before) && s.mentionedAt(text, at) {
			return true
		}
	}
}

// mentionedAt is mentioned for the stem whose second half is at an offset.
func (s stem) mentionedAt(text string, at int) bool {
	return slices.ContainsFunc(kinds, func(k kind) bool {
		return slices.ContainsFunc(k.mentions, func(mention string) bool {
			i := strings.Index(mention, s.rare)
			return i >= 0 && i <= at && strings.HasPrefix(text[at-i:], mention)
		})
	})
}

// HasSection reports whether a text may be a template, with state machines or without, without parsing it.
func HasSection(text string) bool {
	return slices.ContainsFunc(kinds, func(k kind) bool { return strings.Contains(text, k.section) })
}
