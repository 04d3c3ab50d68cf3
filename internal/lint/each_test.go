package lint

import (
	"context"
	"errors"
	"strconv"
	"testing"
)

// TestEach works on every job, returns the first error in the order of the files, and stops when it is told to.
func TestEach(t *testing.T) {
	files := make([]*File, 100)
	for i := range files {
		files[i] = &File{Input: Input{Path: strconv.Itoa(i)}}
	}
	if err := each(t.Context(), files, 0, func(j *File) { j.Fixes++ }); err != nil {
		t.Fatal(err)
	}
	for _, j := range files {
		if j.Fixes != 1 {
			t.Fatalf("job %s was done %d times", j.Path, j.Fixes)
		}
	}
	broken := func(j *File) {
		if len(j.Path) == 2 {
			j.err = errors.New(j.Path)
		}
	}
	if err := each(t.Context(), files, 0, broken); err == nil || err.Error() != "10" {
		t.Errorf("error %v, want that of job 10", err)
	}
	stopped, stop := context.WithCancel(t.Context())
	stop()
	if err := each(stopped, files[:5], 0, func(*File) { t.Error("works on") }); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
	if err := each(t.Context(), nil, 0, func(*File) {}); err != nil {
		t.Error(err)
	}
}
