// The first page: what failed, what is missing, and all state machines and cases.

const filter = { text: '', outcome: 'all' };
const outcomes = ['failed', 'error', 'passed', 'skipped'];
const firstSize = 30;
const pageSize = 250;

function count(outcome) {
  return report.cases.filter((c) => c.outcome === outcome).length;
}

function tile(label, ...content) {
  return el('div', { class: 'tile' }, el('div', { class: 'tile-label' }, label), content);
}

function upperFirst(text) { return text[0].toUpperCase() + text.slice(1); }

function sum(key) {
  return report.machines.reduce((all, m) => [all[0] + m[key][0], all[1] + m[key][1]], [0, 0]);
}

function coverageTiles(m) {
  const ratios = m || { states: sum('states'), transitions: sum('transitions'), paths: sum('paths'), tooManyPaths: report.machines.every((one) => one.tooManyPaths) };
  const one = (label, ratio) => tile(label,
    el('div', { class: 'tile-number' }, `${Math.floor(percent(ratio))}%`), bar(ratio, label));
  return [
    one('States', ratios.states),
    one('Transitions', ratios.transitions),
    ratios.tooManyPaths
      ? tile('Paths', el('div', { class: 'tile-number muted' }, '—'), el('div', { class: 'muted' }, 'too many to count'))
      : one('Paths', ratios.paths),
  ];
}

function casesTile() {
  const failed = count('failed') + count('error');
  const took = report.cases.reduce((all, c) => all + c.ms, 0);
  const parts = [`${count('passed')} ${outcomeWord('passed')}`];
  if (count('skipped')) parts.push(`${count('skipped')} skipped`);
  return tile(report.command === 'test' ? 'Cases' : 'Executions',
    el('div', { class: `tile-number ${failed ? 'bad' : 'good'}` }, failed ? `${failed} ${outcomeWord('failed')}` : `All ${outcomeWord('passed')}`),
    el('div', { class: 'muted' }, `${parts.join(', ')}, ${duration(took)} of virtual time`));
}

function overview() {
  const main = el('main', { id: 'main', tabindex: '-1' }, el('h1', {}, report.title));
  main.append(el('div', { class: 'tiles' }, report.cases.length > 0 && casesTile(), report.machines.length > 0 && coverageTiles()));
  if (report.findings.length > 0) {
    main.append(el('section', { 'aria-labelledby': 'h-findings' }, el('h2', { id: 'h-findings' }, 'Files'), report.findings.map((f) => finding(f))));
  }
  const sections = [report.machines.length > 0 && machineSection(), report.cases.length > 0 && caseSection()];
  if (count('failed') + count('error') > 0) sections.reverse();
  main.append(...sections.filter(Boolean));
  return main;
}

// matches reports whether an entry has all words of the search.
function matches(...texts) {
  const all = texts.join(' ').toLowerCase();
  return filter.text.toLowerCase().split(/\s+/).every((word) => all.includes(word));
}

function machineSection() {
  const section = el('section', { 'aria-labelledby': 'h-machines' }, el('h2', { id: 'h-machines' }, 'State machines'));
  const body = el('tbody');
  const table = el('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Table of state machines' }, el('table', { class: 'machines' },
    el('thead', {}, el('tr', {}, ['State machine', 'States', 'Transitions', 'Paths', 'Not reached'].map((h) => el('th', { scope: 'col' }, h)))), body));
  const empty = el('p', { class: 'muted', hidden: true }, 'No state machine matches.');
  section.append(table, empty);
  const sorted = report.machines.map((m, i) => i).sort((a, b) => percent(report.machines[a].transitions) - percent(report.machines[b].transitions) || a - b);
  const draw = () => {
    const shown = sorted.filter((i) => matches(report.machines[i].name));
    body.replaceChildren(...shown.map((i) => machineRow(report.machines[i])));
    table.hidden = shown.length === 0;
    empty.hidden = shown.length > 0;
  };
  draw();
  redraws.push(draw);
  return section;
}

function machineRow(m) {
  const gap = m.gaps[0];
  return el('tr', {},
    el('th', { scope: 'row' }, el('a', { href: m.link, 'data-item': true }, name(m.name)),
      gap && el('div', { class: 'first-gap' }, name(m.states[0] === 0 ? 'no test runs it' : gap.text))),
    el('td', { 'data-label': 'States' }, bar(m.states)), el('td', { 'data-label': 'Transitions' }, bar(m.transitions)),
    el('td', { 'data-label': 'Paths' }, m.tooManyPaths ? el('span', { class: 'muted' }, 'too many') : bar(m.paths)),
    el('td', { class: 'number' }, m.gaps.length > 0 ? plural(m.gaps.length, 'gap') : el('span', { class: 'good' }, 'all reached')));
}

function caseSection() {
  const heading = report.command === 'test' ? 'Cases' : 'Executions';
  const section = el('section', { 'aria-labelledby': 'h-cases' }, el('h2', { id: 'h-cases' }, heading));
  const list = el('ul', { class: 'cases' });
  const more = el('button', { type: 'button' });
  const status = el('p', { class: 'muted', role: 'status' });
  const buttons = ['all', ...outcomes].filter((o) => o === 'all' || count(o) > 0).map((o) => el('button', {
    type: 'button', class: 'filter', 'data-outcome': o, 'aria-pressed': String(filter.outcome === o),
    onclick: () => {
      filter.outcome = o;
      buttons.forEach((b) => b.setAttribute('aria-pressed', String(b.dataset.outcome === o)));
      redraw();
    },
  }, o === 'all' ? `All ${report.cases.length}` : `${upperFirst(outcomeWord(o))} ${count(o)}`));
  section.append(el('div', { class: 'filters', role: 'group', 'aria-label': 'Outcome' }, buttons), status, list, more);
  const sorted = report.cases.map((c, i) => i).sort((a, b) => outcomes.indexOf(report.cases[a].outcome) - outcomes.indexOf(report.cases[b].outcome) || a - b);
  const draw = () => {
    const shown = sorted.filter((i) => {
      const c = report.cases[i];
      return (filter.outcome === 'all' || c.outcome === filter.outcome) && matches(c.name, c.file, c.first || '', (c.tags || []).join(' '));
    });
    let drawn = 0;
    const add = (most) => {
      const next = shown.slice(drawn, drawn + most);
      list.append(...next.map((i) => caseRow(report.cases[i])));
      drawn += next.length;
      more.hidden = drawn >= shown.length;
      more.textContent = `Show ${Math.min(pageSize, shown.length - drawn)} more`;
    };
    list.replaceChildren();
    more.onclick = () => {
      const at = drawn;
      add(pageSize);
      list.children[at].querySelector('a').focus();
    };
    add(firstSize);
    list.hidden = shown.length === 0;
    status.textContent = shown.length === report.cases.length ? '' : shown.length === 0 ? 'No case matches.' : `${shown.length} of ${plural(report.cases.length, 'case')}`;
    status.hidden = status.textContent === '';
  };
  draw();
  redraws.push(draw);
  return section;
}

function caseRow(c) {
  return el('li', { class: 'case' },
    badge(c.outcome),
    el('a', { href: c.link, 'data-item': true }, name(c.name)),
    el('span', { class: 'took' }, c.took),
    el('span', { class: 'where' }, c.file !== c.name && name(c.line ? `${c.file}:${c.line}` : c.file), (c.tags || []).map((t) => el('span', { class: 'tag' }, t))),
    (c.first || c.reason) && el('p', { class: c.first ? 'first' : 'muted first' }, name(c.first || c.reason)));
}
