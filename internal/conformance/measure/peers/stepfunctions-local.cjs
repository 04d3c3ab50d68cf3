// The adapter for stepfunctions-local 1.3.1 (npm): reads cases on the standard input, a line each, and writes
// a line with the answer of each.
//
// NODE_PATH is the folder node_modules in which the package is installed. The adapter starts its server, speaks the API of
// AWS with it, and answers the Lambda functions that it calls. The package waits in real time: all timers run a thousand
// times as fast here, so that the adapter does not say how long an execution takes.
const http = require('node:http');
const { createInterface } = require('node:readline');
const { text } = require('node:stream/consumers');

process.env.AWS_ACCESS_KEY_ID = 'none';
process.env.AWS_SECRET_ACCESS_KEY = 'none';
const timer = globalThis.setTimeout;
globalThis.setTimeout = (run, ms, ...rest) => timer(run, (ms ?? 0) / 1000, ...rest);
const local = require('stepfunctions-local');

const pause = (ms) => new Promise((resolve) => timer(resolve, ms));

// functionsOf returns the states that call each function, by its ARN.
function functionsOf(machine, found = {}) {
  for (const [name, state] of Object.entries(machine?.States ?? {})) {
    if (state.Type === 'Task') found[state.Resource] = name;
    for (const inner of [...(state.Branches ?? []), state.ItemProcessor, state.Iterator]) functionsOf(inner, found);
  }
  return found;
}

// lambda answers the calls of functions with the answers of the case.
function lambda(request) {
  const states = functionsOf(request.definition);
  const lists = {};
  for (const [state, given] of Object.entries(request.answers ?? {})) lists[state] = Array.isArray(given) ? [...given] : [given];
  return (req, res) => {
    const arn = decodeURIComponent(req.url.split('/')[3] ?? '');
    const list = lists[states[arn]] ?? [];
    const answer = list[0]?.times === 'any' ? list[0] : list.shift();
    if (!answer || answer.never) return; // the call stays open
    if (answer.throw) {
      res.setHeader('X-Amz-Function-Error', answer.throw.error ?? '');
      res.end(JSON.stringify({ errorMessage: answer.throw.cause, errorType: answer.throw.error }));
      return;
    }
    res.end(JSON.stringify(answer.return));
  };
}

const listen = (server) => new Promise((resolve) => server.listen(0, () => resolve(server.address().port)));

async function freePort() {
  const server = http.createServer();
  const port = await listen(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

// call makes one request of the API.
function call(action, body) {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': `AWSStepFunctions.${action}` };
    const req = http.request({ port, method: 'POST', path: '/', headers }, async (res) => {
      const answer = JSON.parse((await text(res)) || '{}');
      if (res.statusCode === 200) resolve(answer);
      else reject(new Error(answer.message ?? answer.__type ?? `status ${res.statusCode}`));
    });
    req.on('error', reject);
    req.end(JSON.stringify(body));
  });
}

let port;
let functions;

// serve starts the server of the package, and the functions that it calls.
async function serve() {
  const server = http.createServer((req, res) => functions(req, res));
  const lambdaEndpoint = `http://localhost:${await listen(server)}`;
  port = await freePort();
  local.start({ port, region: 'us-east-1', lambdaEndpoint, lambdaRegion: 'us-east-1' });
  await pause(200);
}

async function run(request, n) {
  functions = lambda(request);
  const machine = request.stateMachine ?? `machine-${n}`;
  let started;
  let arn;
  try {
    const roleArn = 'arn:aws:iam::123456789012:role/service-role/role';
    const { stateMachineArn } = await call('CreateStateMachine', { name: machine, definition: JSON.stringify(request.definition), roleArn });
    arn = stateMachineArn;
    started = await call('StartExecution', { stateMachineArn, input: JSON.stringify(request.input), name: request.execution });
  } catch (error) {
    return { status: '', unsupported: error.message };
  }
  for (let i = 0; i < 40; i += 1) {
    const { status, output } = await call('DescribeExecution', { executionArn: started.executionArn });
    if (status !== 'RUNNING') {
      const { events } = await call('GetExecutionHistory', { executionArn: started.executionArn });
      const failed = events.find((event) => event.executionFailedEventDetails)?.executionFailedEventDetails;
      await call('DeleteStateMachine', { stateMachineArn: arn }); // the next case may have one of that name
      const told = typeof output === 'string' || output === undefined ? output : JSON.stringify(output);
      return { status, output: status === 'SUCCEEDED' ? told : undefined, error: failed?.error, cause: failed?.cause, events };
    }
    await pause(50);
  }
  return { status: 'RUNNING' };
}

// An error that the package throws on its own time belongs to the case that runs: it stays without an end.
process.on('uncaughtException', () => {});
process.on('unhandledRejection', () => {});

async function main() {
  await serve();
  let n = 0;
  for await (const line of createInterface({ input: process.stdin })) {
    n += 1;
    process.stdout.write(`${JSON.stringify(await run(JSON.parse(line), n))}\n`);
  }
  process.exit(0);
}

main();
