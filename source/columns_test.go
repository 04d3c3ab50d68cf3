package source

import "testing"

func TestClipColumns(t *testing.T) {
	for _, tt := range []struct {
		text string
		most int
		want string
	}{
		{"Aguardar", 8, "Aguardar"},
		{"Aguardar", 7, "Aguard…"},
		{"状態の名前", 10, "状態の名前"},
		{"状態の名前", 9, "状態の名…"},
		{"状態の名前", 8, "状態の…"},
		{"e\u0301e\u0301e\u0301", 3, "e\u0301e\u0301e\u0301"},
		{"e\u0301e\u0301e\u0301", 2, "e\u0301…"},
		{"abc", 0, "…"},
		{"abc", -5, "…"},
		{"", 0, ""},
	} {
		if got := ClipColumns(tt.text, tt.most); got != tt.want {
			t.Errorf("%q in %d columns: %q, want %q", tt.text, tt.most, got, tt.want)
		}
	}
}
