package awsapi

// Input returns the structure of the parameters of an integration; nil where it is not known. sdk tells an integration of the
// AWS SDK from an optimized one.
func Input(sdk bool, service, action string) *Shape {
	if !sdk {
		if o := LookupOptimized(service, action); o != nil {
			return o.Input()
		}
		return nil
	}
	s := Lookup(service)
	if s == nil {
		return nil
	}
	if a := s.Action(action); a != nil {
		return a.Input()
	}
	return nil
}

// Output returns the structure of the result of an integration with a pattern; nil where it may be anything.
func Output(sdk bool, service, action, pattern string) *Shape {
	if !sdk {
		if o := LookupOptimized(service, action); o != nil {
			return o.Output(pattern)
		}
		return nil
	}
	s := Lookup(service)
	if s == nil || pattern != "" {
		return nil
	}
	if a := s.Action(action); a != nil {
		return a.Output()
	}
	return nil
}
