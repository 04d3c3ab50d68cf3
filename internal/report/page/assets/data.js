// The data of the report. The data of a case is read when its page is opened.

function readData(id) {
  const element = document.getElementById(id);
  return element ? JSON.parse(element.textContent) : null;
}

const report = readData('data-document');

let allValues;

// valueOf returns a text of the data, and the bytes of the whole if it was cut.
function valueOf(index) {
  allValues = allValues || readData('data-values');
  const v = allValues[index];
  return typeof v === 'string' ? { text: v } : { text: v[0], size: v[1] };
}

const details = new Map();

function detailOf(index) {
  if (!details.has(index)) details.set(index, readData(`data-case-${index}`));
  return details.get(index);
}

// Links name what they lead to, so that they stay valid in the next report.
const caseIndexes = new Map();
report.cases.forEach((c, i) => {
  const base = `#/case/${encodeURIComponent(c.file)}/${encodeURIComponent(c.name)}`;
  let link = base;
  for (let n = 2; caseIndexes.has(link); n++) link = `${base}/${n}`;
  c.link = link;
  caseIndexes.set(link, i);
});

const machineIndexes = new Map();
report.machines.forEach((m, i) => {
  m.link = `#/machine/${encodeURIComponent(m.name)}`;
  machineIndexes.set(m.link, i);
});

// parseNode reads JSON text into a tree that keeps how numbers and strings are written.
function parseNode(text) {
  let at = 0;
  const space = () => { while (at < text.length && ' \n\r\t'.includes(text[at])) at++; };
  const string = () => {
    const start = at++;
    while (text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
    at++;
    return text.slice(start, at);
  };
  const node = () => {
    space();
    if (text[at] === '{' || text[at] === '[') {
      const open = text[at++];
      const close = open === '{' ? '}' : ']';
      const kids = [];
      for (space(); text[at] !== close; space()) {
        let key = '';
        if (open === '{') {
          key = `${string()}: `;
          space();
          at++;
        }
        kids.push([key, node()]);
        space();
        if (text[at] === ',') at++;
      }
      at++;
      return { open, close, kids };
    }
    if (text[at] === '"') return { text: string() };
    const start = at;
    while (at < text.length && !',]} \n\r\t'.includes(text[at])) at++;
    return { text: text.slice(start, at) };
  };
  return node();
}

const maxInline = 64;

function inline(node) {
  if (!node.kids) return node.text;
  return node.open + node.kids.map(([key, kid]) => key + inline(kid)).join(', ') + node.close;
}

// pretty returns the lines of a value; short objects and arrays are in one line.
function pretty(text) {
  JSON.parse(text);
  const lines = [];
  const write = (node, indent, before, after) => {
    const flat = inline(node);
    if (!node.kids || node.kids.length === 0 || (indent !== '' && flat.length <= maxInline)) {
      lines.push(indent + before + flat + after);
      return;
    }
    lines.push(indent + before + node.open);
    node.kids.forEach(([key, kid], i) => write(kid, `${indent}  `, key, i < node.kids.length - 1 ? ',' : ''));
    lines.push(indent + node.close + after);
  };
  write(parseNode(text), '', '', '');
  return lines;
}

function linesOf(value) {
  try {
    if (!value.size) return pretty(value.text);
  } catch { /* it is shown as it is */ }
  return value.text.split('\n');
}

const maxCompared = 800;

// compare returns lines with ' ', '+' or '-': the longest common subsequence stays. A comma at the end makes no difference.
function compare(before, after) {
  if (before.length > maxCompared || after.length > maxCompared) return after.map((line) => ['+', line]);
  const same = (i, j) => before[i].replace(/,$/, '') === after[j].replace(/,$/, '');
  const width = after.length + 1;
  const table = new Uint16Array((before.length + 1) * width);
  for (let i = before.length - 1; i >= 0; i--) {
    for (let j = after.length - 1; j >= 0; j--) {
      table[i * width + j] = same(i, j) ? table[(i + 1) * width + j + 1] + 1 : Math.max(table[(i + 1) * width + j], table[i * width + j + 1]);
    }
  }
  const out = [];
  let i = 0;
  let j = 0;
  while (i < before.length || j < after.length) {
    if (i < before.length && j < after.length && same(i, j)) {
      out.push([' ', after[j]]);
      i++;
      j++;
    } else if (j >= after.length || (i < before.length && table[(i + 1) * width + j] >= table[i * width + j + 1])) {
      out.push(['-', before[i++]]);
    } else {
      out.push(['+', after[j++]]);
    }
  }
  return out;
}
