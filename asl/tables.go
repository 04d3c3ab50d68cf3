package asl

import "sync"

// lazyTables makes the tables when the first definition is read, so that commands that read none do not pay for them.
// A plain variable with an initializer is not possible either: the readers of the tables refer to the tables.
type lazyTables struct {
	once   sync.Once
	tables *tables
}

func (l *lazyTables) get() *tables {
	l.once.Do(func() { l.tables = newTables() })
	return l.tables
}

func newTables() *tables {
	t := &tables{
		machine: machineTable(), branch: newTable("a branch", machineFields()), processor: processorTable(),
		processorConfig: processorConfigTable(),
		task:            taskTable(), pass: passTable(), choice: choiceTable(), wait: waitTable(), succeed: succeedTable(),
		fail: failTable(), parallel: parallelTable(), mapState: mapTable(),
		retrier: retrierTable(), catcher: catcherTable(), choiceRule: choiceRuleTable(),
		itemReader: itemReaderTable(), readerConfig: readerConfigTable(), itemBatcher: itemBatcherTable(),
		resultWriter: resultWriterTable(), writerConfig: writerConfigTable(),
		known: map[string]bool{},
	}
	for _, names := range [][]string{
		t.machine.names, t.processor.names, t.task.names, t.pass.names, t.choice.names, t.wait.names, t.succeed.names,
		t.fail.names, t.parallel.names, t.mapState.names,
	} {
		for _, name := range names {
			t.known[name] = true
		}
	}
	return t
}
