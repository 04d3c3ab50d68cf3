package simulator

import "github.com/aslcheck/aslcheck/value"

// An Inspection is what became of the data of a state on its way from input to output, named as TestState names it.
// Undefined is a stage that the state does not have.
// https://docs.aws.amazon.com/step-functions/latest/apireference/API_InspectionData.html
type Inspection struct {
	Input               value.Value
	AfterInputPath      value.Value
	AfterParameters     value.Value // or AfterArguments in JSONata
	Result              value.Value
	AfterResultSelector value.Value
	AfterResultPath     value.Value
	MapInspection
}

// A MapInspection is what a trial shows of a Map state besides.
type MapInspection struct {
	AfterItemsPath, AfterItemSelector, AfterItemBatcher, AfterItemsPointer value.Value
	MaxConcurrency, ToleratedFailureCount, ToleratedFailurePercentage      value.Value
}

// inspect notes a stage where Config.Inspect asks for it.
func (s *visit) inspect(stage func(*Inspection) *value.Value, v value.Value) {
	if !s.x.cfg.Inspect || s.log.silent {
		return
	}
	if s.inspection == nil {
		s.inspection = &Inspection{Input: s.input}
	}
	*stage(s.inspection) = v
}

// inspectDefault notes a stage that no field changes, which only a state that runs alone shows.
func (s *visit) inspectDefault(stage func(*Inspection) *value.Value, v value.Value) {
	if isAlone(s) {
		s.inspect(stage, v)
	}
}

func afterInputPath(i *Inspection) *value.Value      { return &i.AfterInputPath }
func afterParameters(i *Inspection) *value.Value     { return &i.AfterParameters }
func theResult(i *Inspection) *value.Value           { return &i.Result }
func afterResultSelector(i *Inspection) *value.Value { return &i.AfterResultSelector }
func afterResultPath(i *Inspection) *value.Value     { return &i.AfterResultPath }

func afterItemsPath(i *Inspection) *value.Value             { return &i.AfterItemsPath }
func afterItemSelector(i *Inspection) *value.Value          { return &i.AfterItemSelector }
func afterItemBatcher(i *Inspection) *value.Value           { return &i.AfterItemBatcher }
func afterItemsPointer(i *Inspection) *value.Value          { return &i.AfterItemsPointer }
func maxConcurrency(i *Inspection) *value.Value             { return &i.MaxConcurrency }
func toleratedFailureCount(i *Inspection) *value.Value      { return &i.ToleratedFailureCount }
func toleratedFailurePercentage(i *Inspection) *value.Value { return &i.ToleratedFailurePercentage }
