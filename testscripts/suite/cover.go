package suite

import "github.com/aslcheck/aslcheck/simulator/coverage"

// Cover returns the coverage of the cases of files. A definition that several files test counts once. The error is that of
// coverage.Profile.Merge: the files substitute different values into one definition so that its points differ.
func Cover(files []*File, results []*Result) (*coverage.Profile, error) {
	profile := &coverage.Profile{}
	for _, f := range files {
		if f.Definition == nil || f.Program == nil {
			continue
		}
		counter := coverage.New(f.Definition)
		for _, r := range results {
			if r.Case.File == f && r.Run != nil {
				counter.Count(r.Run.Execution)
			}
		}
		one := &coverage.Profile{Definitions: []coverage.Definition{counter.Definition()}}
		if err := profile.Merge(one); err != nil {
			return nil, err
		}
	}
	return profile, nil
}
