package analyzer

// A Confidence says how sure a rule is that what it reports is a mistake. It is about the finding; Severity is about what
// the mistake costs. The zero value is not a confidence: each rule chooses one.
type Confidence uint8

// The levels. Certain is what AWS rejects, what always fails or what can never take effect, as recorded from the service,
// documented or evident from the definition alone. Likely follows from the documentation, from what is known of other
// services or from the data flow, and has exceptions: a catalog that is older than the service, or data that never
// takes the other way. Advisory is good practice: the definition works without it, and there may be reasons to leave it
// out.
const (
	Certain Confidence = iota + 1
	Likely
	Advisory
)

// String returns "certain", "likely" or "advisory", "" for the zero value.
func (c Confidence) String() string {
	switch c {
	case Certain:
		return "certain"
	case Likely:
		return "likely"
	case Advisory:
		return "advisory"
	default:
		return ""
	}
}
