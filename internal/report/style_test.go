package report

import "testing"

func TestEventsFitTheTerminal(t *testing.T) {
	tests := []struct {
		name, line, want string
		width            int
	}{
		{"longer", "  #1 +0s ExecutionStarted", "  #1 +0s …", 10},
		{"as long", "  #1 +0s x", "  #1 +0s x", 10},
		{"wide letters", "  #1 世界世界", "  #1 世…", 8},
		{"no event", "  output.items: want 1, got 2", "  output.items: want 1, got 2", 10},
		{"no terminal", "  #1 +0s ExecutionStarted", "  #1 +0s ExecutionStarted", 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := (Style{Width: tt.width}).event(tt.line); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}
