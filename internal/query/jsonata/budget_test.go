package jsonata

import (
	"testing"

	"github.com/aslcheck/aslcheck/value"
)

// TestBudget evaluates with a budget that is spent: cheap expressions are free, expensive ones fail.
func TestBudget(t *testing.T) {
	cheap, err := Compile("$sum($map([1..1000], function($i) { $i * 2 }))")
	if err != nil {
		t.Fatal(err)
	}
	expensive, err := Compile("$sum($map([1..200000], function($i) { $i * 2 }))")
	if err != nil {
		t.Fatal(err)
	}
	budget := &Budget{}
	if _, err := expensive.Eval(value.Undefined, &Env{Budget: budget}); err != nil || budget.spent == 0 {
		t.Fatalf("%d steps are spent, %v", budget.spent, err)
	}
	budget.spent = maxBudgetSteps
	if _, err := cheap.Eval(value.Undefined, &Env{Budget: budget}); err != nil || budget.spent != maxBudgetSteps {
		t.Errorf("a cheap expression spends %d steps, %v", budget.spent-maxBudgetSteps, err)
	}
	if _, err := expensive.Eval(value.Undefined, &Env{Budget: budget}); err == nil {
		t.Error("an expensive expression takes more than the budget has")
	}
	if _, err := expensive.Eval(value.Undefined, &Env{}); err != nil {
		t.Error(err)
	}
}
