package cli

import (
	"context"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/analyzer/rules"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/locate"
	"github.com/aslcheck/aslcheck/source"
	"github.com/aslcheck/aslcheck/testscripts/suite"
)

// templateExtensions end the names of templates.
var templateExtensions = []string{".json", ".yaml", ".yml", ".template"}

// mayBeTemplate reports whether a file found in a folder is worth to be parsed as a template.
func mayBeTemplate(name string, read func() (string, error)) bool {
	if !slices.Contains(templateExtensions, filepath.Ext(name)) || hasDefinitionName(name) || suite.IsTestFile(name) {
		return false
	}
	text, err := read()
	return err == nil && locate.Mentions(text)
}

// otherEngine finds what Jinja and its like fill in before a text is a template: {{ name }}, but not the dynamic
// references of CloudFormation, and lines that are {% statements %}.
var otherEngine = regexp.MustCompile(`(?m)\{\{ *([^r ]|r[^e]|re[^s])|^\s*\{%`)

// lookForMachines finds out whether the file of the job is a template. A file that was named may also be one without state
// machines, so that this can be said. A template found in a folder that cannot be read is one, too: its syntax error is
// worth to be known, unless it is not yet a template.
func (j *lintJob) lookForMachines() {
	if hasDefinitionName(j.read.Name) || !locate.Mentions(j.read.Text) && !(j.named && strings.Contains(j.read.Text, "Resources")) {
		return
	}
	template, parsed := locate.Read(j.read)
	broken := template.Root.Kind == source.Invalid
	if len(template.Machines) > 0 || !j.named && broken || j.named && template.IsTemplate() {
		j.template, j.parsed, j.targets = template, parsed, map[string]*lintJob{}
		j.unfinished = !j.named && parsed.HasErrors() && otherEngine.MatchString(j.read.Text)
	}
}

// judgeTemplate returns the findings in all state machines of a template.
func (j *lintJob) judgeTemplate(file *source.File) source.Diagnostics {
	template, parsed := j.template, j.parsed
	if file != template.File { // it has fixes
		template, parsed = locate.Read(file)
	}
	var found source.Diagnostics
	for i := range template.Machines {
		m := &template.Machines[i]
		res := analyzer.Resource{Name: m.Name, Span: m.NameSpan, Node: m.Node, Template: template.Root, SAM: m.SAM, Unused: m.Unused}
		cfg := j.config(m.Type)
		switch {
		case m.Definition != nil:
			def, parsed := m.Definition.Parse()
			res.Definition = def
			found = append(found, m.Definition.Place(analyzer.Run(def, parsed, rules.All, cfg))...)
		case m.Reference != nil && j.targets[m.Reference.Text] != nil:
			target := j.targets[m.Reference.Text]
			res.Definition = target.definition()
			res.Unused = m.UnusedBy(target.read.Text)
		}
		found = append(found, analyzer.RunResource(&res, rules.All, cfg)...)
	}
	return append(found, analyzer.Run(nil, parsed, rules.All, j.settings.Config)...).Sorted()
}

// definitions returns how many definitions the file of the job holds.
func (j *lintJob) definitions() int {
	if j.template == nil {
		return 1
	}
	n := 0
	for i := range j.template.Machines {
		if j.template.Machines[i].Definition != nil {
			n++
		}
	}
	return n
}

// followReferences adds the definitions that templates name by their files, and tells those that are there their type:
// when all templates that name one agree on it.
func (a *app) followReferences(ctx context.Context, jobs []*lintJob, limit int) ([]*lintJob, error) {
	byName := map[string]*lintJob{}
	for _, j := range jobs {
		byName[j.read.Name] = j
	}
	known := map[string]bool{} // whether a template has named it before
	var further []*lintJob
	for _, j := range jobs {
		for _, m := range j.references() {
			name, ok := j.resolve(m.Reference.Text)
			if !ok {
				continue
			}
			target := byName[name]
			if target == nil {
				target = &lintJob{path: filepath.FromSlash(name), referred: true, root: j.root}
				byName[name] = target
				further = append(further, target)
			}
			if target.definition == nil {
				target.definition = sync.OnceValue(target.parse)
			}
			j.targets[m.Reference.Text] = target
			target.users = append(target.users, m)
			if known[name] && target.kind != m.Type {
				target.kind = ""
				continue
			}
			target.kind, known[name] = m.Type, true
		}
	}
	if err := eachJob(ctx, further, limit, func(j *lintJob) { j.load(a) }); err != nil {
		return nil, err
	}
	return append(jobs, further...), nil
}

// parse returns the definition that the file of the job is.
func (j *lintJob) parse() *asl.Definition {
	def, _ := asl.Parse(j.read)
	return def
}

// references returns the machines whose definitions are in files of their own.
func (j *lintJob) references() []*locate.Machine {
	var machines []*locate.Machine
	if j.template == nil || j.path == "-" || j.unfinished {
		return nil
	}
	for i := range j.template.Machines {
		if m := &j.template.Machines[i]; m.Reference != nil {
			machines = append(machines, m)
		}
	}
	return machines
}

// resolve returns the file that a template names, when it is a file below the folder that is judged, or below the
// current one. Symbolic links do not lead out of there.
func (j *lintJob) resolve(uri string) (string, bool) {
	if !j.isReachable(uri) {
		return "", false
	}
	name := path.Join(path.Dir(j.read.Name), filepath.ToSlash(uri))
	return name, isFileBelow(".", name) || isFileBelow(j.root, name)
}

// isReachable reports whether a name in a template leads to where files are read, as far as the words tell.
func (j *lintJob) isReachable(uri string) bool {
	uri = filepath.ToSlash(uri)
	if path.IsAbs(uri) {
		return false
	}
	name := path.Join(path.Dir(j.read.Name), uri)
	_, here := relative(".", name)
	_, below := relative(j.root, name)
	return here || below
}

// isFileBelow reports whether a regular file is below a folder.
func isFileBelow(dir, name string) bool {
	below, ok := relative(dir, name)
	if !ok {
		return false
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return false
	}
	defer func() { _ = root.Close() }() // nothing was written
	info, err := root.Stat(filepath.FromSlash(below))
	return err == nil && info.Mode().IsRegular()
}

// withDefinitions drops templates of which there is nothing to say, and says so where one could think otherwise.
func (a *app) withDefinitions(jobs []*lintJob) ([]*lintJob, error) {
	var kept []*lintJob
	for _, j := range jobs {
		reason, judged := j.nothingToSay()
		if judged {
			kept = append(kept, j)
		}
		if reason != "" {
			if _, err := fmt.Fprintf(a.stderr, "%s is %s\n", oneLineName(j.read.Name), reason); err != nil {
				return nil, err
			}
		}
	}
	return kept, nil
}

// nothingToSay says why the definitions of a template are not judged, "" where nobody needs to know, and whether something
// else is: the resources, or the syntax.
func (j *lintJob) nothingToSay() (reason string, judged bool) {
	switch {
	case j.unfinished:
		return "left out: another tool makes a template of it, which fills in {{ }} or {% %}", false
	case j.definitions() > 0 || len(j.parsed) > 0:
		return "", true
	case len(j.template.Machines) == 0 && j.named:
		return "a template without state machines", false
	case len(j.template.Machines) > 0 && j.named && !slices.ContainsFunc(j.template.Machines, locate.Machine.InFile):
		return "a template whose definitions are not known before it is deployed", true
	default:
		return "", len(j.template.Machines) > 0
	}
}

// mentionUnread says which definitions of templates are not judged though one could think so: files that are not there, or
// not to be read, and next to others those that only deployment knows.
func (a *app) mentionUnread(jobs []*lintJob) error {
	for _, j := range jobs {
		if j.template == nil {
			continue
		}
		others := j.definitions()+len(j.references()) > 0
		for i := range j.template.Machines {
			m := &j.template.Machines[i]
			reason := j.unread(m, others)
			if reason == "" {
				continue
			}
			start := m.NameSpan.Start
			if m.Reference != nil {
				start = m.Reference.Span.Start
			}
			_, err := fmt.Fprintf(a.stderr, "%s:%d:%d: the definition of %s is not judged: %s\n",
				oneLineName(j.read.Name), start.Line, start.Column, oneLineName(m.Name), reason)
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// unread says why the definition of a machine is not judged, "" where it is or nobody needs to know. Others is whether the
// template has definitions that are known.
func (j *lintJob) unread(m *locate.Machine, others bool) string {
	switch {
	case m.InFile() && j.path == "-":
		return "it is in a file beside the template, which came from the standard input"
	case m.InFile() && j.targets[m.Reference.Text] == nil:
		if !j.isReachable(m.Reference.Text) {
			return fmt.Sprintf("%q is not below the folder of the template or the current one", m.Reference.Text)
		}
		return fmt.Sprintf("there is no file %q", m.Reference.Text)
	case m.Definition == nil && !m.InFile() && j.named && others:
		return "it is uploaded, or not known before it is deployed"
	default:
		return ""
	}
}
