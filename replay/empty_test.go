package replay_test

import (
	"testing"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/replay"
	"github.com/aslcheck/aslcheck/simulator"
	"github.com/aslcheck/aslcheck/source"
)

// TestEmptyHistory replays what was never read.
func TestEmptyHistory(t *testing.T) {
	def, _ := asl.Parse(source.NewFile("a.asl.json", `{"StartAt": "A", "States": {"A": {"Type": "Succeed"}}}`))
	program, _ := simulator.Compile(def)
	parsed, _ := replay.Parse()
	for name, h := range map[string]*replay.History{"zero": {}, "parsed": parsed} {
		result, found, err := h.Replay(t.Context(), program, replay.Config{})
		if result != nil || !found.HasErrors() || err != nil {
			t.Errorf("%s: got %v, %v, %v", name, result, found, err)
		}
		recording := replay.Recording{History: h}
		if c, err := recording.Compare(t.Context(), program, true); c.Result != nil || !c.Diagnostics.HasErrors() || err != nil || recording.File() != "" {
			t.Errorf("%s: compared as %v, %v", name, c, err)
		}
		if _, _, err := h.Replay(t.Context(), nil, replay.Config{}); err == nil {
			t.Errorf("%s: replayed without a program", name)
		}
	}
	if _, _, err := (*replay.History)(nil).Replay(t.Context(), program, replay.Config{}); err == nil {
		t.Error("replayed without a history")
	}
}
