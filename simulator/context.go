package simulator

import (
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/aslcheck/aslcheck/simulator/internal/items"
	"github.com/aslcheck/aslcheck/value"
)

// contextMembers is how many members the context object has at most.
const contextMembers = 5

// makeContext makes the context object as the thread sees it now.
// https://docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html
func (t *thread) makeContext() value.Value {
	x, s := t.x, &t.visit
	if x.cfg.Trial != nil && !x.cfg.Context.IsUndefined() {
		return x.cfg.Context
	}
	var b value.ObjectBuilder
	j := t.log
	if j.executionContext.IsUndefined() {
		j.executionContext = j.context()
		j.machineContext = value.Object(
			value.Member{Key: "Id", Value: value.String(x.machineARNOf(j.machine))},
			value.Member{Key: "Name", Value: value.String(j.machine)},
		)
	}
	b.Grow(contextMembers)
	b.Set("Execution", j.executionContext)
	b.Set("StateMachine", j.machineContext)
	b.Set("State", s.stateContext())
	if s.call.token != "" {
		b.Set("Task", value.Object(value.Member{Key: "Token", Value: value.String(s.call.token)}))
	}
	if item := t.nearestItem(); item != nil {
		b.Set("Map", value.Object(value.Member{Key: "Item", Value: itemContext(item)}))
	}
	for _, m := range x.cfg.Context.Members() {
		old, _ := b.Get(m.Key)
		b.Set(m.Key, overlay(old, m.Value))
	}
	return b.Object()
}

// overlay puts the members of an override over those of an object.
func overlay(base, over value.Value) value.Value {
	if base.Kind() != value.ObjectKind || over.Kind() != value.ObjectKind {
		return over
	}
	for _, m := range over.Members() {
		old, _ := base.Get(m.Key)
		base = base.With(m.Key, overlay(old, m.Value))
	}
	return base
}

// context is Execution of the context object. Express workflows list its members in another order (recordings
// test_query_runtime_memory).
func (j *journal) context() value.Value {
	x := j.x
	j.identify()
	started := value.Member{Key: "StartTime", Value: value.String(timestamp(j.result.Start))}
	role := value.String(x.roleARN())
	if x.cfg.Trial != nil && x.roleARN() == "" {
		role = value.Null
	}
	members := []value.Member{
		{Key: "Id", Value: value.String(j.result.ARN)},
		{Key: "Input", Value: j.result.Input},
		{Key: "Name", Value: value.String(j.result.Name)},
		{Key: "RoleArn", Value: role},
	}
	if x.cfg.isExpress() {
		members = append(members, started)
	} else {
		members = slices.Insert(members, 2, started)
	}
	if !x.cfg.Synchronous {
		members = append(members, value.Member{Key: "RedriveCount", Value: value.Int(0)})
	}
	return value.Object(members...)
}

func (s *visit) stateContext() value.Value {
	members := []value.Member{
		{Key: "Name", Value: value.String(contextName(s))},
		{Key: "EnteredTime", Value: value.String(s.x.timestampAt(s.enteredAt))},
	}
	if s.st.counts {
		members = append(members, value.Member{Key: "RetryCount", Value: value.Int(int64(s.attempt - 1))})
	}
	return value.Object(members...)
}

// nearestItem returns the item of the nearest Map state around the thread, nil if there is none.
func (t *thread) nearestItem() *items.Item {
	for ; t != nil; t = t.parent {
		if t.hasItem {
			return &t.item
		}
	}
	return nil
}

// itemContext is Map.Item of the context object.
func itemContext(m *items.Item) value.Value {
	members := []value.Member{
		{Key: "Index", Value: value.Int(int64(m.Index))},
		{Key: "Value", Value: m.Value},
	}
	if m.Key != "" {
		members = append(members, value.Member{Key: "Key", Value: value.String(m.Key)})
	}
	if m.Source != "" {
		members = append(members, value.Member{Key: "Source", Value: value.String(m.Source)})
	}
	return value.Object(members...)
}

// timestamp writes a time as the context object shows it.
func timestamp(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.000Z") }

// timestampAt is the timestamp of a moment. The last one is kept: most states ask for the same.
func (x *execution) timestampAt(t nanos) string {
	if x.stamp == "" || x.stampAt != t {
		x.stamp, x.stampAt = timestamp(x.at(t)), t
	}
	return x.stamp
}

func (x *execution) machineARNOf(machine string) string {
	return fmt.Sprintf("arn:%s:states:%s:%s:stateMachine:%s", x.cfg.Partition, x.cfg.Region, x.cfg.Account, machine)
}

// childARN returns the ARN of an execution of a state machine; kind is "execution" or "express".
func (x *execution) childARN(kind, machine, name string) string {
	return "arn:" + x.cfg.Partition + ":states:" + x.cfg.Region + ":" + x.cfg.Account + ":" + kind + ":" + machine + ":" + name
}

func (x *execution) executionARN(name string) string {
	switch {
	case x.cfg.Trial != nil:
		return x.childARN("express", x.cfg.Machine, name)
	case x.cfg.isExpress():
		return x.childARN("express", x.cfg.Machine, name+":"+x.UUID())
	}
	return x.childARN("execution", x.cfg.Machine, name)
}

func (x *execution) roleARN() string { return x.cfg.Role }

// Now is the virtual time, for query.Host.
func (x *execution) Now() time.Time { return x.now() }

// Uint64 returns the next random number of the execution, for query.Host.
func (x *execution) Uint64() uint64 { return x.rand().Uint64() }

// Float64 returns the next random number between 0 and 1 of the execution, for query.Host.
func (x *execution) Float64() float64 { return x.rand().Float64() }

// UUID returns a random UUID of version 4 (RFC 9562) from the seed of the execution, for query.Host.
func (x *execution) UUID() string { return x.newID().String() }

// An executionID is a UUID as it was drawn.
type executionID [16]byte

func (x *execution) newID() executionID {
	var b executionID
	random := x.rand()
	for i := range 8 {
		b[i] = byte(random.Uint64())
		b[i+8] = byte(random.Uint64())
	}
	b[6] = b[6]&0x0F | 0x40
	b[8] = b[8]&0x3F | 0x80
	return b
}

// String returns the text of the UUID.
func (id executionID) String() string {
	var text [36]byte
	hex.Encode(text[:8], id[:4])
	for i, at := range [...]int{8, 13, 18} {
		text[at] = '-'
		hex.Encode(text[at+1:], id[4+2*i:6+2*i])
	}
	text[23] = '-'
	hex.Encode(text[24:], id[10:])
	return string(text[:])
}

// tokenWords is the number of random words in a task token.
const tokenWords = 8

// newToken returns a task token.
func (x *execution) newToken() string {
	var b strings.Builder
	b.WriteString("AQC")
	for range tokenWords {
		fmt.Fprintf(&b, "%016x", x.rand().Uint64())
	}
	return b.String()
}
