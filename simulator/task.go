package simulator

import (
	"fmt"
	"slices"
	"time"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/query"
	"github.com/aslcheck/aslcheck/value"
)

// taskState calls something outside.
type taskState struct {
	ast       *asl.Task
	path      string
	resource  asl.Resource
	arguments *query.Template
	role      *query.Template
	timeout   number
	heartbeat number
	// typeText and actionText are resourceType and resource of the events.
	typeText, actionText string
	// waits says that the call is followed by waiting for a job or a token; hasToken that there is a token.
	waits, hasToken bool
	// dataName is what the cause of States.DataLimitExceeded names.
	dataName string
}

func (c *compiler) task(out *state, st *asl.Task) behavior {
	t := &taskState{
		ast: st, path: asl.Path(st), resource: st.ARN,
		timeout:   compileNumber(c, "TimeoutSeconds", &st.TimeoutSeconds, &st.TimeoutSecondsPath),
		heartbeat: compileNumber(c, "HeartbeatSeconds", &st.HeartbeatSeconds, &st.HeartbeatSecondsPath),
		role:      c.template(&st.Credentials),
		dataName:  st.Resource.Value,
	}
	if out.jsonata {
		t.arguments = c.template(&st.Arguments)
	} else {
		t.arguments = c.template(&st.Parameters)
	}
	c.payload(out, &st.Payload)
	switch t.resource.Kind {
	case asl.IntegrationResource:
		t.typeText, t.actionText = eventNames(t.resource)
		t.dataName = t.typeText
		t.waits = t.resource.Pattern != asl.RequestResponse
		// A job has a token as well (recording test_sync_with_task_token).
		t.hasToken = t.waits
	case asl.ActivityResource:
		t.hasToken = true
	case asl.LambdaResource, asl.NoResource:
	}
	return t
}

// A taskCall is a call that a Task waits for.
type taskCall struct {
	task *taskState
	// reply is how the call will end, nested the execution that gives the reply; nil if there is none.
	reply  Reply
	nested *thread
	// token is the task token, "" for tasks without one.
	token string
	// log is the execution that the call is made in.
	log *journal
}

// cancel ends the execution that the task was waiting for.
func (c *taskCall) cancel() {
	if child := c.nested; child != nil {
		c.nested = nil
		c.log.identify()
		child.abortExecution(&Failure{Cause: fmt.Sprintf(
			"The Task state in AWS Step Functions execution [%s] which was managing this resource was aborted", c.log.result.ARN)})
	}
}

// abort is cancel: the call itself has no event for it.
func (c *taskCall) abort(int64) { c.cancel() }

func (*taskCall) hasFailed() bool { return false }

// eventNames returns resourceType and resource as the events show them.
func eventNames(r asl.Resource) (resourceType, resource string) {
	resourceType, resource = r.Service, r.Action
	if r.SDK {
		resourceType = "aws-sdk:" + r.Service
	}
	if r.PatternText != "" {
		resource += "." + r.PatternText
	}
	return resourceType, resource
}

func (t *taskState) begin(s *visit) {
	s.call = taskCall{task: t, log: s.log}
	if t.hasToken {
		s.call.token = s.x.newToken()
	}
	call, p := t.prepare(s)
	if p != nil {
		s.fail(*p)
		return
	}
	t.schedule(s, &call)
	if s.attempt > 1 {
		s.markRetrier()
	}
	if s.overLimit() {
		return
	}
	reply, ok := s.x.ask(call)
	if !ok {
		return
	}
	s.waitsFor = &s.call
	if reply.Run != nil {
		reply = t.startNested(s, &call, reply)
	}
	t.started(s, &reply)
	t.await(s, &call, reply)
}

// prepare evaluates what the task is called with.
func (t *taskState) prepare(s *visit) (Call, *problem) {
	call := Call{
		State: t.ast, Path: t.path, Resource: t.ast.Resource.Value, Arguments: s.effective, Attempt: s.attempt,
		Iteration: s.frame.Indexes(), Token: s.call.token, Time: s.x.now(),
	}
	if t.arguments != nil {
		v, failure := t.arguments.Eval(&s.scope)
		if failure != nil {
			return call, s.framed(failure).pointer()
		}
		call.Arguments = v
		if t.arguments.UnsureOrder() {
			s.x.note("the order of more than 12 members with paths in one object")
		}
		s.inspect(afterParameters, v)
	} else {
		s.inspectDefault(afterParameters, call.Arguments)
	}
	p := t.checkArguments(s, call.Arguments)
	if p != nil {
		return call, p
	}
	if call.Timeout, p = t.timeout.seconds(s); p == nil {
		call.Heartbeat, p = t.heartbeat.seconds(s)
	}
	if p != nil {
		return call, p
	}
	if t.role != nil {
		v, failure := t.role.Eval(&s.scope)
		if failure != nil {
			return call, s.framed(failure).pointer()
		}
		arn, _ := v.Get("RoleArn")
		call.Role = arn.Text()
	}
	return call, nil
}

// checkArguments rejects arguments that the service rejects before it makes the call: API Gateway wants lists of strings as headers and
// query parameters (recording test_invoke_with_headers).
func (t *taskState) checkArguments(s *visit, arguments value.Value) *problem {
	if t.resource.Service != "apigateway" || t.resource.SDK {
		return nil
	}
	for _, name := range []string{"Headers", "QueryParameters"} {
		field, _ := arguments.Get(name)
		for _, m := range field.Members() {
			if m.Value.Kind() != value.ArrayKind {
				return s.runtimeProblem("The Parameters '%s' could not be used to start the Task: [The value of the field '%s' has an invalid format]",
					arguments.Quoted(), name).pointer()
			}
		}
	}
	return nil
}

// ask gets the answer of the handler; false if it has none.
func (x *execution) ask(call Call) (Reply, bool) {
	if x.cfg.Tasks == nil {
		x.err = fmt.Errorf("state %q calls %s, but no TaskHandler is set", call.Path, call.Resource)
		return Reply{}, false
	}
	reply, err := x.cfg.Tasks.HandleTask(x.ctx, call)
	if err != nil {
		x.err = err
		return Reply{}, false
	}
	if reply.Output.Depth() > value.MaxDepth {
		x.err = fmt.Errorf("the answer for state %q is nested too deeply", call.Path)
		return Reply{}, false
	}
	if reply.Output.IsUndefined() {
		reply.Output = value.Null
	}
	return reply, true
}

// schedule records the call.
func (t *taskState) schedule(s *visit, call *Call) {
	seconds := func(d time.Duration) int64 { return int64(d / time.Second) }
	switch t.resource.Kind {
	case asl.LambdaResource:
		s.add(LambdaFunctionScheduledEvent, &LambdaFunctionScheduled{
			Resource: call.Resource, Input: call.Arguments, TimeoutInSeconds: seconds(call.Timeout), RoleARN: call.Role,
		})
	case asl.ActivityResource:
		s.add(ActivityScheduledEvent, &ActivityScheduled{
			Resource: call.Resource, Input: call.Arguments,
			TimeoutInSeconds: seconds(call.Timeout), HeartbeatSeconds: seconds(call.Heartbeat),
		})
	case asl.IntegrationResource, asl.NoResource:
		s.add(TaskScheduledEvent, &TaskScheduled{
			Resource: t.actionText, ResourceType: t.typeText, Region: s.x.cfg.Region, Parameters: call.Arguments,
			TimeoutInSeconds: seconds(call.Timeout), HeartbeatSeconds: seconds(call.Heartbeat), RoleARN: call.Role,
		})
	}
}

// started records that the call is under way.
func (t *taskState) started(s *visit, reply *Reply) {
	switch t.resource.Kind {
	case asl.LambdaResource:
		s.add(LambdaFunctionStartedEvent, nil)
	case asl.ActivityResource:
		s.add(ActivityStartedEvent, &ActivityStarted{WorkerName: reply.Worker})
	case asl.IntegrationResource, asl.NoResource:
		s.add(TaskStartedEvent, &TaskStarted{Resource: t.actionText, ResourceType: t.typeText})
		t.submitted(s, reply)
	}
}

// submitted records the answer of the call itself, where the task goes on waiting after it.
func (t *taskState) submitted(s *visit, reply *Reply) {
	if !t.waits {
		return
	}
	output := reply.Submitted
	if output.IsUndefined() {
		if reply.Failure != nil {
			return
		}
		output = emptyObject
	}
	s.add(TaskSubmittedEvent, &TaskSubmitted{Resource: t.actionText, ResourceType: t.typeText, Output: output})
}

// await arranges the end of the task: by its answer, its timeout, or a heartbeat that does not come.
func (t *taskState) await(s *visit, call *Call, reply Reply) {
	s.call.reply = reply
	end, do := nanos(reply.Delay), answered
	if reply.Never {
		end, do = asl.MaxSeconds*second, timedOut
	}
	limit, limited := t.limit()
	limited = limited && limit < end && !reply.Open
	if limited {
		end, do = limit, answered
	}
	if call.Timeout > 0 && nanos(call.Timeout) < end {
		end, do, limited = nanos(call.Timeout), timedOut, false
	}
	if call.Heartbeat > 0 {
		if at := silence(reply.Heartbeats, call.Heartbeat); at < end {
			end, do, limited = at, heartbeatTimedOut, false
		}
	}
	if limited {
		s.call.reply = Reply{Failure: t.overdue(limit)}
		s.x.note("the error and cause of a call that takes longer than the service allows")
	}
	s.scheduleAt(s.x.queue.now+end, do)
}

// The longest times that a call itself may take, whatever the definition says.
// https://docs.aws.amazon.com/step-functions/latest/dg/call-https-apis.html
// https://docs.aws.amazon.com/lambda/latest/dg/configuration-timeout.html
const (
	maxHTTP   = 60 * second
	maxLambda = 15 * 60 * second
)

// limit returns the longest time that the call can take; false for none.
func (t *taskState) limit() (nanos, bool) {
	switch r := t.resource; {
	case r.Service == "http" && r.Action == "invoke" && !r.SDK:
		return maxHTTP, true
	case r.Kind == asl.LambdaResource || r.Service == "lambda" && r.Action == "invoke" && r.Pattern == asl.RequestResponse:
		return maxLambda, true
	default:
		return 0, false
	}
}

// overdue is the failure of a call that takes longer. "States.Http.Socket: Occurs when an HTTP task times out after 60
// seconds." https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html
func (t *taskState) overdue(limit nanos) *Failure {
	if limit == maxHTTP {
		return &Failure{Error: asl.ErrorHTTPSocket}
	}
	message := fmt.Sprintf("Task timed out after %.2f seconds", float64(limit)/float64(second))
	return &Failure{
		Error: "Sandbox.Timedout",
		Cause: value.Object(
			value.Member{Key: "errorType", Value: value.String("Sandbox.Timedout")},
			value.Member{Key: "errorMessage", Value: value.String("RequestId: 00000000-0000-4000-8000-000000000000 Error: " + message)},
		).JSON(),
	}
}

// silence returns when the time without a heartbeat is first longer than allowed.
func silence(beats []time.Duration, most time.Duration) nanos {
	last := time.Duration(0)
	for _, beat := range slices.Sorted(slices.Values(beats)) {
		if beat-last > most {
			break
		}
		last = beat
	}
	return nanos(last + most)
}

func timedOut(s *visit) { s.call.task.endedByTime(s, false) }

func heartbeatTimedOut(s *visit) { s.call.task.endedByTime(s, true) }

// endedByTime records a timeout. It has an error but no cause.
func (t *taskState) endedByTime(s *visit, heartbeat bool) {
	s.call.cancel()
	p := problem{Failure: Failure{Error: asl.ErrorTimeout}, heartbeat: heartbeat}
	switch t.resource.Kind {
	case asl.LambdaResource:
		s.add(LambdaFunctionTimedOutEvent, &LambdaFunctionTimedOut{p.Failure})
	case asl.ActivityResource:
		s.add(ActivityTimedOutEvent, &ActivityTimedOut{p.Failure})
	case asl.IntegrationResource, asl.NoResource:
		s.add(TaskTimedOutEvent, &TaskTimedOut{Resource: t.actionText, ResourceType: t.typeText, Failure: p.Failure})
	}
	s.fail(p)
}

// answered takes the answer of a task.
func answered(s *visit) {
	t, reply := s.call.task, s.call.reply
	s.call.reply = Reply{}
	failure := reply.Failure
	if failure == nil && s.x.oversized(reply.Output) {
		failure = &tooLarge(t.dataName).Failure
	}
	if failure != nil {
		t.failed(s, *failure)
		return
	}
	switch t.resource.Kind {
	case asl.LambdaResource:
		s.add(LambdaFunctionSucceededEvent, &LambdaFunctionSucceeded{Output: reply.Output})
	case asl.ActivityResource:
		s.add(ActivitySucceededEvent, &ActivitySucceeded{Output: reply.Output})
	case asl.IntegrationResource, asl.NoResource:
		s.add(TaskSucceededEvent, &TaskSucceeded{Resource: t.actionText, ResourceType: t.typeText, Output: reply.Output})
	}
	s.completeWith(reply.Output)
}

func (t *taskState) failed(s *visit, failure Failure) {
	failure.Error, failure.Cause = clip(failure.Error, asl.MaxErrorLength), clip(failure.Cause, asl.MaxCauseLength)
	switch t.resource.Kind {
	case asl.LambdaResource:
		s.add(LambdaFunctionFailedEvent, &LambdaFunctionFailed{failure})
	case asl.ActivityResource:
		s.add(ActivityFailedEvent, &ActivityFailed{failure})
	case asl.IntegrationResource, asl.NoResource:
		s.add(TaskFailedEvent, &TaskFailed{Resource: t.actionText, ResourceType: t.typeText, Failure: failure})
	}
	s.fail(problem{Failure: failure})
}
