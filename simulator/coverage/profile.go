package coverage

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
)

// version is the version of the format of profiles.
const version = 2

// A Profile is the coverage of some definitions.
type Profile struct {
	Version     int          `json:"version"`
	Definitions []Definition `json:"definitions"`
}

// A Definition is the coverage of one definition.
type Definition struct {
	// Name is the file of the definition.
	Name string `json:"name"`
	// Fingerprint tells whether the definition has the same points.
	Fingerprint string `json:"fingerprint"`
	// Content tells whether the definition has the same text but for its format; "" in profiles of older versions.
	Content string  `json:"content,omitempty"`
	Points  []Point `json:"points"`
	// Paths are the paths through its machines, empty if there are TooManyPaths.
	Paths []Path `json:"paths"`
	// TooManyPaths reports that there are more than MaxPaths, which are not counted.
	TooManyPaths bool `json:"tooManyPaths,omitempty"`
}

// Write writes the profile as JSON.
func (p *Profile) Write(w io.Writer) error {
	p.Version = version
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	return e.Encode(p)
}

// Parse reads a profile.
func Parse(text []byte) (*Profile, error) {
	p := &Profile{}
	if err := json.Unmarshal(text, p); err != nil {
		return nil, fmt.Errorf("read a coverage profile: %w", err)
	}
	if p.Version != version {
		return nil, fmt.Errorf("read a coverage profile: unsupported version %d, want %d: write the profile again", p.Version, version)
	}
	for i := range p.Definitions {
		d := &p.Definitions[i]
		if err := d.check(); err != nil {
			return nil, fmt.Errorf("read a coverage profile: %w", err)
		}
	}
	return p, nil
}

// check returns an error for a definition that can't have been written as it is.
func (d *Definition) check() error {
	if d.Fingerprint != fingerprint(d.Points, d.Paths) {
		return fmt.Errorf("the points of %s do not match its fingerprint", d.Name)
	}
	negative := slices.ContainsFunc(d.Points, func(p Point) bool { return p.Count < 0 }) || slices.ContainsFunc(d.Paths, func(p Path) bool { return p.Count < 0 })
	if negative {
		return fmt.Errorf("a count of %s is negative", d.Name)
	}
	for _, p := range d.Paths {
		if len(p.States) == 0 || slices.ContainsFunc(p.States, func(i int) bool { return i < 0 || i >= len(d.Points) || d.Points[i].Kind != State }) {
			return fmt.Errorf("a path of %s names states that are no points", d.Name)
		}
	}
	return nil
}

// ErrChanged means that two profiles are of different versions of a definition.
var ErrChanged = errors.New("the definition has changed between the profiles")

// Merge adds the counts of other.
func (p *Profile) Merge(other *Profile) error {
	for _, d := range other.Definitions {
		i := slices.IndexFunc(p.Definitions, func(own Definition) bool { return own.Name == d.Name })
		if i < 0 {
			d.Points, d.Paths = slices.Clone(d.Points), slices.Clone(d.Paths)
			p.Definitions = append(p.Definitions, d)
			continue
		}
		own := &p.Definitions[i]
		if own.Fingerprint != d.Fingerprint || own.Content != d.Content && own.Content != "" && d.Content != "" {
			return fmt.Errorf("merge the coverage of %s: %w", d.Name, ErrChanged)
		}
		for k := range own.Points {
			addCount(&own.Points[k].Count, d.Points[k].Count)
		}
		for k := range own.Paths {
			addCount(&own.Paths[k].Count, d.Paths[k].Count)
		}
	}
	slices.SortFunc(p.Definitions, func(a, b Definition) int { return strings.Compare(a.Name, b.Name) })
	return nil
}

// TooManyPaths returns the names of the definitions whose paths are not counted.
func (p *Profile) TooManyPaths() []string {
	var names []string
	for i := range p.Definitions {
		if d := &p.Definitions[i]; d.TooManyPaths {
			names = append(names, d.Name)
		}
	}
	return names
}

// addCount adds to a count, up to what it can hold: it is many either way.
func addCount(count *int64, more int64) {
	if *count += more; *count < 0 {
		*count = math.MaxInt64
	}
}

// A Ratio is how many of all points were reached.
type Ratio struct{ Covered, Total int }

// Percent returns the share in percent, 100 where there is nothing to reach.
func (r Ratio) Percent() float64 {
	if r.Total == 0 {
		return 100
	}
	return 100 * float64(r.Covered) / float64(r.Total)
}

// String returns the ratio as "14/20 (70.0%)".
func (r Ratio) String() string { return fmt.Sprintf("%d/%d (%.1f%%)", r.Covered, r.Total, r.Percent()) }

// Add counts one more point or path, with how often it was reached.
func (r *Ratio) Add(count int64) {
	r.Total++
	if count > 0 {
		r.Covered++
	}
}

// Ratios are the shares of states, transitions and paths that were reached.
type Ratios struct{ States, Transitions, Paths Ratio }

// Ratios returns the shares that were reached. There are no paths if the definition has too many.
func (d *Definition) Ratios() Ratios {
	var r Ratios
	for i := range d.Points {
		if p := &d.Points[i]; p.IsTransition() {
			r.Transitions.Add(p.Count)
		} else {
			r.States.Add(p.Count)
		}
	}
	for i := range d.Paths {
		r.Paths.Add(d.Paths[i].Count)
	}
	return r
}

// Ratios returns the shares over all definitions.
func (p *Profile) Ratios() Ratios {
	var all Ratios
	for i := range p.Definitions {
		one := p.Definitions[i].Ratios()
		all.States.Join(one.States)
		all.Transitions.Join(one.Transitions)
		all.Paths.Join(one.Paths)
	}
	return all
}

// Join adds the counts of another ratio.
func (r *Ratio) Join(other Ratio) { r.Covered, r.Total = r.Covered+other.Covered, r.Total+other.Total }

// File returns the name of the file that the definition is in: the template for FILE#Machine.
func (d *Definition) File() string {
	file, _, _ := strings.Cut(d.Name, "#")
	return file
}

// MissingPaths returns the paths that were not taken.
func (d *Definition) MissingPaths() []Path {
	return slices.DeleteFunc(slices.Clone(d.Paths), func(p Path) bool { return p.Count > 0 })
}

// Names returns the paths of the states that a path goes through, such as "Outer/Inner".
func (d *Definition) Names(p Path) []string {
	names := make([]string, len(p.States))
	for i, at := range p.States {
		names[i] = d.Points[at].State
	}
	return names
}

// Missing returns the points that were not reached.
func (d *Definition) Missing() []Point {
	return slices.DeleteFunc(slices.Clone(d.Points), func(p Point) bool { return p.Count > 0 })
}

// Gaps returns the points that were not reached, without those that follow from others: what leaves a state that is never
// entered, or is inside of it.
func (d *Definition) Gaps() []Point {
	missing := d.Missing()
	never := map[string]bool{}
	for i := range missing {
		if missing[i].Kind == State {
			never[missing[i].State] = true
		}
	}
	return slices.DeleteFunc(missing, func(p Point) bool {
		if p.Kind != State && never[p.State] {
			return true
		}
		for i, r := range p.State {
			if r == '/' && never[p.State[:i]] {
				return true
			}
		}
		return false
	})
}
