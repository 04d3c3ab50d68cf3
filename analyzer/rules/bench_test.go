package rules_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/analyzer/rules"
	"github.com/aslcheck/aslcheck/internal/corpus"
)

// benchTexts returns the definitions of the corpus that are JSON.
func benchTexts(b *testing.B) (names, texts []string) {
	b.Helper()
	dir := corpus.Dir(b, "ASLCHECK_LINT_CORPUS", "lint-corpus")
	for _, folder := range []string{"valid", "real-world"} {
		files, _ := filepath.Glob(filepath.Join(dir, folder, "*.json"))
		for _, name := range files {
			text, err := os.ReadFile(name)
			if err != nil {
				b.Fatal(err)
			}
			if json.Valid(text) {
				names, texts = append(names, name), append(texts, string(text))
			}
		}
	}
	return names, texts
}

// BenchmarkLint lints the corpus with all rules, and tells how many times longer that takes than to unmarshal it: the median over
// the rounds, whose two halves follow each other, so that a machine that becomes slower or faster doesn't matter.
func BenchmarkLint(b *testing.B) {
	names, texts := benchTexts(b)
	cfg := analyzer.Config{Severities: with(rules.All...)}
	var ratios []float64
	fastest := time.Hour
	for b.Loop() {
		start := time.Now()
		for _, text := range texts {
			var v any
			if err := json.Unmarshal([]byte(text), &v); err != nil {
				b.Fatal(err)
			}
		}
		middle := time.Now()
		for i, text := range texts {
			findings(names[i], text, cfg)
		}
		linting := time.Since(middle)
		ratios = append(ratios, float64(linting)/float64(middle.Sub(start)))
		fastest = min(fastest, linting)
	}
	slices.Sort(ratios)
	b.ReportMetric(ratios[len(ratios)/2], "times-unmarshal")
	b.ReportMetric(float64(len(texts))/fastest.Seconds(), "files/s")
}
