package properties

import "testing"

// FuzzProperties holds definitions of any seed to what must hold for every one.
func FuzzProperties(f *testing.F) {
	for seed := range uint64(9) {
		f.Add(seed)
	}
	checks := []func(t *testing.T, seed uint64){checkOwnHistory, checkInsertedPass, checkYAML}
	f.Fuzz(func(t *testing.T, seed uint64) { checks[seed%3](t, seed/3) })
}
