// Evaluates expressions with the reference implementation for the differential fuzz test. Each line on stdin is a JSON
// array of {expr, input?}; each line on stdout is the array of what came out: {result}, {undefined}, {code} or
// {changed}, where the evaluation has changed its input.
// Usage: node driver.js FOLDER, where FOLDER/node_modules holds the package. With "bench" as a second argument it
// measures instead: each line on stdin is {expr, input}, each line on stdout {eval, compile} in nanoseconds.
const path = require('path');
const readline = require('readline');
const fs = require('fs');
const Module = require('module');

// The reference evaluates the elements of an array, and the values of an object, side by side, so which of two errors
// wins depends on its scheduler. Here they are evaluated in the order of the text.
function load(folder) {
    const file = path.join(folder, 'node_modules', 'jsonata', 'jsonata.js');
    const source = fs.readFileSync(file, 'utf8')
        .replace(/await Promise\.all\(expr\.expressions\s*\.map\(/, 'await inOrder((expr.expressions), (')
        .replace(/await Promise\.all\(Object\.keys\(groups\)\.map\(/, 'await inOrder(Object.keys(groups), (');
    const helper = 'async function inOrder(list, f) { const out = []; for (let i = 0; i < list.length; i++) { out.push(await f(list[i], i)); } return out; }\n';
    const m = new Module(file);
    m.paths = Module._nodeModulePaths(path.dirname(file));
    m._compile(helper + source, file);
    return m.exports;
}

function isFunction(v) {
    return typeof v === 'function' || v && (v._jsonata_lambda || v._jsonata_function);
}

function plain(key, v) {
    if (isFunction(v)) return '\u0001function';
    if (Object.is(v, -0)) return 0;
    return v;
}

// The reference notes the last name under which a function was called in the function itself, and shows it in errors of
// later expressions. Functions are forgotten between expressions.
let builtins;
async function forget(jsonata) {
    if (!builtins) {
        const names = 'sum count max min average string substring substringBefore substringAfter lowercase uppercase length trim pad match contains replace split join formatNumber formatBase formatInteger parseInteger number floor ceil round abs sqrt power random boolean not map zip filter single reduce sift keys lookup append exists spread merge reverse each error assert type sort shuffle distinct base64encode base64decode encodeUrlComponent encodeUrl decodeUrlComponent decodeUrl eval toMillis fromMillis clone now millis';
        builtins = await Promise.all(names.split(' ').map(name => jsonata('$' + name).evaluate({})));
    }
    for (const f of builtins) {
        delete f.token;
        delete f.position;
    }
}

async function run(jsonata, item) {
    await forget(jsonata);
    try {
        const expr = jsonata(item.expr);
        const before = JSON.stringify(item.input);
        const result = await expr.evaluate(item.input);
        if (JSON.stringify(item.input) !== before) return {changed: true};
        if (result === undefined) return {undefined: true};
        return {result: JSON.parse(JSON.stringify(result, plain))};
    } catch (e) {
        return {code: e.code || 'none', position: e.position, token: e.token, message: String(e.message)};
    }
}

async function bench(jsonata, item) {
    const time = async (n, f) => {
        const start = process.hrtime.bigint();
        for (let i = 0; i < n; i++) await f();
        return Number(process.hrtime.bigint() - start) / n;
    };
    const best = async f => {
        await time(200, f);
        const one = await time(20, f);
        const n = Math.max(5, Math.min(20000, Math.round(1e8 / one)));
        let least = Infinity;
        for (let i = 0; i < 9; i++) least = Math.min(least, await time(n, f));
        return least;
    };
    const expr = jsonata(item.expr);
    return {eval: await best(() => expr.evaluate(item.input)), compile: await best(() => jsonata(item.expr))};
}

async function main() {
    const measuring = process.argv[3] === 'bench';
    const jsonata = measuring ? require(path.join(process.argv[2], 'node_modules', 'jsonata')) : load(process.argv[2]);
    for await (const line of readline.createInterface({input: process.stdin})) {
        const batch = JSON.parse(line);
        if (measuring) {
            console.log(JSON.stringify(await bench(jsonata, batch)));
            continue;
        }
        const out = [];
        for (const item of batch) out.push(await run(jsonata, item));
        console.log(JSON.stringify(out));
    }
}

main();
