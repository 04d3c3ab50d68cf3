package simulator

// The spareChildren are what is left of executions of Map Runs that have ended and nobody asks for: threads with their journals,
// and results, to be used again by other ones. A Map Run of a million items then needs the memory of those that run at a time.
type spareChildren struct {
	threads []*thread
	results []*Execution
}

// thread returns a thread for another execution, nil where none is left.
func (c *spareChildren) thread() *thread {
	last := len(c.threads) - 1
	if last < 0 {
		return nil
	}
	t := c.threads[last]
	c.threads = c.threads[:last]
	t.renew()
	t.log.renew(c.result())
	return t
}

func (c *spareChildren) result() *Execution {
	last := len(c.results) - 1
	if last < 0 {
		return &Execution{}
	}
	result := c.results[last]
	c.results = c.results[:last]
	return result
}

// leave takes the thread of an execution that has ended.
func (c *spareChildren) leave(t *thread) {
	t.log.result = nil // others may still ask for it
	c.threads = append(c.threads, t)
}

// leaveResult takes a result that was used.
func (c *spareChildren) leaveResult(result *Execution) {
	*result = Execution{}
	c.results = append(c.results, result)
}
