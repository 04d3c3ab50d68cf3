package order

import (
	"testing"
	"time"

	"github.com/aslcheck/aslcheck/simulator"
	"github.com/aslcheck/aslcheck/testscripts/asltest"
)

func TestBusyTwice(t *testing.T) {
	m := asltest.Load(t, "order.asl.json")
	x := m.Run(t, asltest.Case{
		Input: `{"order": 7}`,
		Mocks: asltest.Mocks{
			"Charge": {
				asltest.Throw("Lambda.TooManyRequestsException", "slow down").Repeat(2),
				asltest.Return(`{"Payload": {"receipt": "r-1"}}`).After(3 * time.Second),
			},
			"Ship": {asltest.Return(`{"MessageId": "m-1"}`)},
		},
	})
	x.Succeeded(t)
	x.PathIs(t, "Charge", "Ship")
	x.Retries(t, "Charge", 2*time.Second, 4*time.Second)
	x.Takes(t, 9*time.Second)
	x.Called(t, "Ship", `{"MessageBody": {"receipt": "r-1"}}`)
	x.OutputIs(t, `{"receipt": "r-1"}`)
}

func TestRefused(t *testing.T) {
	refuse := func(simulator.Call) (any, error) {
		return nil, &asltest.TaskError{Name: "CardRefused", Cause: "the card has expired"}
	}
	x := asltest.Load(t, "order.asl.json").Run(t, asltest.Case{
		Input: map[string]int{"order": 8},
		Mocks: asltest.Mocks{"Charge": {asltest.Func(refuse)}},
	})
	x.Failed(t, "OrderRefused")
	x.PathIs(t, "Charge", "Refused")
	if n := len(x.Calls("Ship")); n != 0 {
		t.Errorf("a refused order was shipped %d times", n)
	}
}

// TestFiles runs order.asl.test.yaml: what 'aslcheck test' runs, too.
func TestFiles(t *testing.T) { asltest.RunFiles(t, "*.asl.test.yaml") }
