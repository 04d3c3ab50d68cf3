package conformance

import (
	"bytes"
	"runtime"
	"sync"
	"testing"

	"github.com/aslcheck/aslcheck/simulator"
)

// TestDeterminism replays everything again, with another number of processors and many executions at a time: the bytes of
// every history must be the same.
func TestDeterminism(t *testing.T) {
	cases := readCorpus(t, "execution")
	skips := readSkips(t, "skip.txt")
	first := histories(t, cases, skips, 1)
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(8))
	second := histories(t, cases, skips, 8)
	for name, text := range first {
		if !bytes.Equal(text, second[name]) {
			t.Errorf("%s: two runs differ", name)
		}
	}
}

// histories replays the cases, several in parallel, and returns the bytes of their histories by name.
func histories(t *testing.T, cases []*testCase, skips map[string]string, jobs int) map[string][]byte {
	t.Helper()
	var mu sync.Mutex
	texts := map[string][]byte{}
	next := make(chan *testCase)
	var workers sync.WaitGroup
	for range jobs {
		workers.Go(func() {
			for c := range next {
				x, err := replayCase(c)
				var b bytes.Buffer
				if err == nil {
					err = simulator.WriteHistory(&b, x.Events)
				}
				mu.Lock()
				if err != nil {
					t.Errorf("%s: %v", c.Name, err)
				}
				texts[c.Name] = b.Bytes()
				mu.Unlock()
			}
		})
	}
	for _, c := range cases {
		if skips[c.Name] == "" {
			next <- c
		}
	}
	close(next)
	workers.Wait()
	return texts
}
