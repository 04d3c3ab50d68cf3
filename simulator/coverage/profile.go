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
const version = 1

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
		return nil, fmt.Errorf("read a coverage profile: unsupported version %d, want %d", p.Version, version)
	}
	for i := range p.Definitions {
		d := &p.Definitions[i]
		if d.Fingerprint != fingerprint(d.Points) {
			return nil, fmt.Errorf("read a coverage profile: the points of %s do not match its fingerprint", d.Name)
		}
		if slices.ContainsFunc(d.Points, func(p Point) bool { return p.Count < 0 }) {
			return nil, fmt.Errorf("read a coverage profile: a count of %s is negative", d.Name)
		}
	}
	return p, nil
}

// ErrChanged means that two profiles are of different versions of a definition.
var ErrChanged = errors.New("the definition has changed between the profiles")

// Merge adds the counts of other.
func (p *Profile) Merge(other *Profile) error {
	for _, d := range other.Definitions {
		i := slices.IndexFunc(p.Definitions, func(own Definition) bool { return own.Name == d.Name })
		if i < 0 {
			d.Points = slices.Clone(d.Points)
			p.Definitions = append(p.Definitions, d)
			continue
		}
		own := &p.Definitions[i]
		if own.Fingerprint != d.Fingerprint || own.Content != d.Content && own.Content != "" && d.Content != "" {
			return fmt.Errorf("merge the coverage of %s: %w", d.Name, ErrChanged)
		}
		for k := range own.Points {
			if sum := own.Points[k].Count + d.Points[k].Count; sum >= 0 {
				own.Points[k].Count = sum
			} else {
				own.Points[k].Count = math.MaxInt64 // it is many either way
			}
		}
	}
	slices.SortFunc(p.Definitions, func(a, b Definition) int { return strings.Compare(a.Name, b.Name) })
	return nil
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

func (r *Ratio) add(p *Point) {
	r.Total++
	if p.Count > 0 {
		r.Covered++
	}
}

// Ratios returns the shares of states and of transitions that were reached.
func (d *Definition) Ratios() (states, transitions Ratio) {
	for i := range d.Points {
		if p := &d.Points[i]; p.IsTransition() {
			transitions.add(p)
		} else {
			states.add(p)
		}
	}
	return states, transitions
}

// Ratios returns the shares over all definitions.
func (p *Profile) Ratios() (states, transitions Ratio) {
	for i := range p.Definitions {
		s, t := p.Definitions[i].Ratios()
		states.Covered, states.Total = states.Covered+s.Covered, states.Total+s.Total
		transitions.Covered, transitions.Total = transitions.Covered+t.Covered, transitions.Total+t.Total
	}
	return states, transitions
}

// File returns the name of the file that the definition is in: the template for FILE#Machine.
func (d *Definition) File() string {
	file, _, _ := strings.Cut(d.Name, "#")
	return file
}

// Missing returns the points that were not reached.
func (d *Definition) Missing() []Point {
	return slices.DeleteFunc(slices.Clone(d.Points), func(p Point) bool { return p.Count > 0 })
}
