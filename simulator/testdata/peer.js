// Times the workloads with another engine, the npm package aws-local-stepfunctions. Each line on stdin is {definition, input,
// tasks}, where tasks are the names of states that return their input or what "answers" says; each line on stdout is
// {output} or {error}, and the median of {rounds} in nanoseconds.
// Usage: node peer.js FOLDER, where FOLDER/node_modules holds the package.
const path = require('path');
const readline = require('readline');

async function time(StateMachine, item) {
    const run = async () => {
        const handlers = {};
        for (const [state, answers] of Object.entries(item.tasks || {})) {
            let call = 0;
            handlers[state] = input => {
                const answer = answers === null ? { result: input } : answers[Math.min(call++, answers.length - 1)];
                if (answer.error) {
                    const e = new Error('not yet');
                    e.name = answer.error;
                    throw e;
                }
                return answer.result;
            };
        }
        const options = { overrides: { taskResourceLocalHandlers: handlers } };
        return machine.run(JSON.parse(item.input), options).result;
    };
    const options = { validationOptions: { noValidate: true } };
    const machine = new StateMachine(JSON.parse(item.definition), options);
    const times = [];
    const output = JSON.stringify(await run());
    for (let i = 0; i < item.rounds; i++) {
        const start = process.hrtime.bigint();
        for (let k = 0; k < item.repeat; k++) await run();
        times.push(Number(process.hrtime.bigint() - start) / item.repeat);
    }
    times.sort((a, b) => a - b);
    return { output, median: times[Math.floor(times.length / 2)] };
}

// The package needs what Node has had since version 22.
Promise.withResolvers ??= () => {
    const all = {};
    all.promise = new Promise((resolve, reject) => Object.assign(all, { resolve, reject }));
    return all;
};

async function main() {
    const { StateMachine } = require(path.join(process.argv[2], 'node_modules', 'aws-local-stepfunctions'));
    for await (const line of readline.createInterface({ input: process.stdin })) {
        try {
            console.log(JSON.stringify(await time(StateMachine, JSON.parse(line))));
        } catch (e) {
            console.log(JSON.stringify({ error: String(e.message || e) }));
        }
    }
}

main();
