package report

import "testing"

// FuzzReports writes any name of a file, a state, a case and a machine into every report: none may break a line or a command,
// steer a terminal, or make a document invalid.
func FuzzReports(f *testing.F) {
	for _, name := range hostileNames {
		f.Add(name)
	}
	f.Fuzz(func(t *testing.T, name string) {
		if len(name) > 200 || name == "" {
			return
		}
		for format, write := range hostileReports(t, name) {
			out := written(t, write)
			if fault := checkHostile(format, out); fault != "" {
				t.Errorf("%q as %s: %s\n%q", name, format, fault, out)
			}
		}
	})
}
