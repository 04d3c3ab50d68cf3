// The adapter for aws-local-stepfunctions 3.0.0 (npm): reads cases on the standard input, a line each, and
// writes a line with the answer of each.
//
// NODE_PATH is the folder node_modules in which the package is installed. The package waits in real time: all timers run a
// thousand times as fast here, so that the adapter does not say how long an execution takes. It has no history.
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';

const { StateMachine } = createRequire(import.meta.url)('aws-local-stepfunctions');

// The package needs a function of Node 22.
Promise.withResolvers ??= () => {
  const parts = {};
  parts.promise = new Promise((resolve, reject) => Object.assign(parts, { resolve, reject }));
  return parts;
};

const timer = globalThis.setTimeout;
globalThis.setTimeout = (run, ms, ...rest) => timer(run, (ms ?? 0) / 1000, ...rest);

// handlers answers the tasks: the answers of a state are used one after another.
function handlers(answers = {}) {
  const functions = {};
  for (const [state, given] of Object.entries(answers)) {
    const list = Array.isArray(given) ? [...given] : [given];
    functions[state] = async () => {
      const answer = list[0]?.times === 'any' ? list[0] : list.shift();
      if (!answer) throw new Error(`no answer is left for ${state}`);
      if (answer.never) return new Promise((resolve) => setTimeout(resolve, 3_600_000));
      if (answer.after) await new Promise((resolve) => setTimeout(resolve, parseInt(answer.after, 10) * 1000));
      if (answer.throw) {
        throw Object.assign(new Error(answer.throw.cause), { name: answer.throw.error });
      }
      return answer.return;
    };
  }
  return functions;
}

// context is the context object, as far as it does not change on the way.
function context(request) {
  const machine = request.stateMachine ?? 'machine';
  const name = request.execution ?? 'execution';
  return {
    Execution: {
      Id: `arn:aws:states:us-east-1:123456789012:execution:${machine}:${name}`,
      Input: request.input,
      Name: name,
      RoleArn: request.role ?? 'role',
      StartTime: new Date().toISOString(),
      RedriveCount: 0,
    },
    StateMachine: { Id: `arn:aws:states:us-east-1:123456789012:stateMachine:${machine}`, Name: machine },
  };
}

async function run(request) {
  let machine;
  try {
    machine = new StateMachine(request.definition);
  } catch {
    // What its validator rejects may run all the same.
    machine = new StateMachine(request.definition, { validationOptions: { noValidate: true } });
  }
  try {
    const overrides = { taskResourceLocalHandlers: handlers(request.answers) };
    const output = await machine.run(request.input, { overrides, context: context(request) }).result;
    return { status: 'SUCCEEDED', output: JSON.stringify(output) };
  } catch (error) {
    const failure = error.getWrappedError ?? error.wrappedError ?? error.cause ?? error;
    const inner = typeof failure === 'function' ? failure.call(error) : failure;
    return { status: 'FAILED', error: inner?.name, cause: inner?.message };
  }
}

// An error that the package throws on its own time, after the end of its case, doesn't end the adapter.
process.on('uncaughtException', () => {});
process.on('unhandledRejection', () => {});

for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(`${JSON.stringify(await run(JSON.parse(line)))}\n`);
}
process.exit(0);
