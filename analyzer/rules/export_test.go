package rules

// The limits that the tests go to, which run outside this package, since the linter imports it.
const (
	MaxStatements  = maxStatements
	MaxValues      = maxValues
	MaxRelated     = maxRelated
	MaxShown       = maxShown
	MaxSuggestions = maxSuggestions
)
