// The page of a case: what failed, the timeline, and the data step by step.

// differenceView shows the details of a failed expectation: what was wanted and what came in two colors, the history on request.
function differenceView(text) {
  const lines = text.split('\n');
  const at = lines.findIndex((line) => line.trim() === 'history:');
  const history = at < 0 ? [] : lines.splice(at);
  const shown = lines.map((line) => {
    const pair = /^(.*?)\bwant (.*), got (.*)$/.exec(line);
    if (pair) return [pair[1] && el('span', { class: 'diff-line' }, pair[1]), wanted(`want  ${pair[2]}`), came(`got   ${pair[3]}`)];
    const sign = /^(?:\s*(want|got)(?=:)|([+-])(?=\s|$))/.exec(line);
    if (sign && (sign[1] === 'want' || sign[2] === '-')) return wanted(line);
    if (sign) return came(line);
    return el('span', { class: 'diff-line' }, line || ' ');
  });
  const example = text.split('for example:\n')[1];
  return [
    lines.length > 0 && el('pre', { class: 'diff', tabindex: '0' }, shown),
    example && copyButton('Copy the example', example),
    history.length > 0 && el('details', {}, el('summary', {}, 'History'), el('pre', { tabindex: '0' }, history.slice(1).join('\n'))),
  ];
}

function wanted(text) { return el('span', { class: 'diff-line added' }, text); }

function came(text) { return el('span', { class: 'diff-line removed' }, text); }

function finding(f, detail) {
  const box = el('article', { class: `finding ${f.severity}` },
    el('p', { class: 'message' }, name(f.message)),
    el('p', { class: 'muted' }, name(f.location), f.rule && ` · ${f.rule}`));
  if (f.code) box.append(el('pre', { class: 'code', tabindex: '0' }, f.code));
  if (f.detail) fill(box, {}, [differenceView(f.detail)]);
  if (f.hint) box.append(el('p', {}, 'Hint: ', name(f.hint)));
  if (f.related) box.append(el('ul', {}, f.related.map((r) => el('li', {}, name(r)))));
  if (detail && f.visit >= 0) {
    box.append(el('p', {}, el('button', { type: 'button', class: 'small', 'data-step': f.visit }, `Go to step ${f.visit + 1}: ${detail.visits[f.visit].name}`)));
  }
  return box;
}

function lineElements(lines) {
  return lines.map(([sign, text]) => el('span', { class: `diff-line ${sign === '+' ? 'added' : sign === '-' ? 'removed' : ''}` },
    el('span', { class: 'sign' }, sign), text));
}

// stageView shows the data of a stage: what changed since the stage that it derives from, or all of it.
function stageView(stage, stages) {
  const heading = el('h4', { class: stage.bad ? 'bad' : '' }, stage.n);
  if (stage.v < 0) return el('div', { class: 'stage' }, heading, el('p', { class: 'muted' }, 'none'));
  const value = valueOf(stage.v);
  const box = el('div', { class: 'stage' }, heading);
  const lines = linesOf(value);
  const base = stage.base >= 0 ? stages[stage.base] : null;
  // What derives from other data, and what a further attempt repeats, is only shown if it's new.
  const derived = stage.base >= 0 || stage.bad || stage.n.startsWith('call, ');
  const same = derived && stages.slice(0, stages.indexOf(stage)).findLast((s) => s.v === stage.v);
  if (same) {
    heading.append(el('span', { class: 'muted' }, ` same as ${same.n}`));
    return box;
  }
  if (base && base.v >= 0 && !value.size) {
    heading.append(el('span', { class: 'muted' }, ` compared with ${base.n}`));
    box.append(el('pre', { class: 'diff', tabindex: '0' }, lineElements(compare(linesOf(valueOf(base.v)), lines))));
  } else {
    box.append(el('pre', { tabindex: '0', class: value.size ? 'cut' : stage.bad ? 'bad' : '' }, lines.join('\n')));
  }
  if (value.size) box.append(el('p', { class: 'muted' }, `Cut: the whole has ${value.size.toLocaleString('en')} bytes.`));
  return box;
}

function stepTitle(detail, v) {
  const lane = laneTitle(detail.lanes[v.lane]);
  return lane && ` · ${lane}`;
}

// overlay marks the path of one execution on the graph of its machine.
function overlay(graph, detail) {
  graph.picture.classList.add('one-case');
  for (const label of graph.picture.querySelectorAll('.label')) label.textContent = label.textContent.replace(/(^| · )\d+×$/, '');
  for (const g of graph.picture.querySelectorAll('.state, .link, .retry')) g.classList.remove('hit', 'missed', 'failed');
  for (const v of detail.visits) {
    graph.groups[v.box]?.classList.add('hit');
    if (v.o === 'failed') graph.groups[v.box]?.classList.add('failed');
    if (v.link) graph.picture.querySelector(`#${CSS.escape(v.link)}`)?.classList.add('hit');
  }
}

function stepper(detail, machine) {
  const current = { step: 0 };
  const content = el('div', { class: 'step-content', id: 'step-content' });
  const position = el('span', { class: 'position' });
  const previous = el('button', { type: 'button', id: 'previous', onclick: () => go(current.step - 1) }, '← Previous');
  const next = el('button', { type: 'button', id: 'next', onclick: () => go(current.step + 1) }, 'Next →');
  const items = detail.visits.map((v, i) => el('li', {}, el('button', { type: 'button', class: `step ${v.o}`, onclick: () => go(i) },
    el('span', { class: 'step-no' }, String(i + 1)), el('span', { class: 'step-name' }, name(v.name), el('span', { class: 'muted' }, name(laneTitle(detail.lanes[v.lane])))),
    el('span', { class: 'muted step-time' }, `+${duration(detail.times[v.b])}`))));
  const list = el('ol', { class: 'steps', 'aria-label': 'Steps' }, items);
  const timeline = timelineView(detail, (i) => go(i));
  const graph = machine >= 0 ? graphView(machine, (i) => {
    const later = detail.visits.findIndex((v, k) => k > current.step && v.box === i);
    const any = later >= 0 ? later : detail.visits.findIndex((v) => v.box === i);
    if (any >= 0) go(any);
  }) : null;
  if (graph) overlay(graph, detail);
  const go = (i, quiet) => {
    if (i < 0 || i >= detail.visits.length) return;
    const v = detail.visits[i];
    items[current.step].firstChild.removeAttribute('aria-current');
    current.step = i;
    items[i].firstChild.setAttribute('aria-current', 'step');
    const row = items[i];
    if (row.offsetTop < list.scrollTop || row.offsetTop + row.offsetHeight > list.scrollTop + list.clientHeight) list.scrollTop = row.offsetTop - list.clientHeight / 2;
    position.textContent = `Step ${i + 1} of ${detail.visits.length}`;
    previous.disabled = i === 0;
    next.disabled = i === detail.visits.length - 1;
    content.replaceChildren(...stepContent(detail, v));
    timeline.select(i);
    graph?.select(v.box, true);
    if (quiet) return;
    const base = location.hash.split('?')[0];
    history.replaceState(null, '', `${base}?step=${i + 1}`);
    announce(`Step ${i + 1} of ${detail.visits.length}: ${v.name}`);
  };
  steps = { by: (n) => go(current.step + n), go };
  return {
    timeline: timeline.element,
    element: el('div', { class: graph ? 'stepper with-graph' : 'stepper' },
      el('div', { class: 'step-side' }, list),
      el('div', { class: 'step-main' }, el('div', { class: 'step-buttons' }, previous, next, position), content),
      graph && el('div', { class: 'step-graph' }, graph.element)),
    graph,
    go,
  };
}

const outcomeWords = { ok: 'completed', caught: 'failed and was caught', failed: 'failed', aborted: 'aborted' };

function stepContent(detail, v) {
  const facts = [v.type, outcomeWords[v.o], `starts at +${duration(detail.times[v.b])}`, `takes ${duration(detail.times[v.e] - detail.times[v.b])}`];
  if (v.to) facts.push(`then ${v.to}`);
  const out = [el('h3', {}, name(v.name), el('span', { class: 'muted' }, name(stepTitle(detail, v)))), el('p', { class: 'muted' }, name(facts.join(' · ')))];
  const pieces = v.pieces.filter((p) => p.k !== 'wait' || p.t);
  if (pieces.length > 0) {
    out.push(el('ul', { class: 'pieces' }, pieces.map((p) => el('li', { class: p.f ? 'bad' : '' },
      el('span', { class: `piece-kind ${p.k}` }, p.k), el('span', {}, name(p.t), el('span', { class: 'muted' }, ` +${duration(detail.times[p.b])}, ${duration(detail.times[p.e] - detail.times[p.b])}`))))));
  }
  out.push(...v.stages.map((s) => stageView(s, v.stages)));
  return out;
}

function casePage(index, query) {
  const c = report.cases[index];
  const detail = detailOf(index);
  const main = el('main', { id: 'main', tabindex: '-1' },
    el('nav', { class: 'crumbs', 'aria-label': 'Breadcrumb' }, el('a', { href: '#/' }, 'Overview'),
      c.machine >= 0 && [' / ', el('a', { href: report.machines[c.machine].link }, name(report.machines[c.machine].name))]),
    el('h1', {}, name(c.name)),
    el('p', { class: 'summary' }, badge(c.outcome), detail?.status && report.command !== 'run' && el('span', { class: 'status' }, detail.status), c.took && el('span', {}, `${c.took} of virtual time`),
      c.line > 0 && el('span', { class: 'muted' }, name(`${c.file}:${c.line}`))));
  if (c.reason) main.append(el('p', { class: 'muted' }, name(c.reason)));
  if (!detail) return main;
  if (detail.error || detail.cause) main.append(el('p', { class: 'ended' }, el('strong', {}, name(detail.error || '')), ' ', name(detail.cause || '')));
  if (detail.failures?.length > 0) {
    main.append(el('section', { 'aria-labelledby': 'h-failed' }, el('h2', { id: 'h-failed' }, report.command === 'replay' ? 'What differs' : 'What failed'), detail.failures.map((f) => finding(f, detail))));
  }
  for (const note of detail.notes || []) main.append(el('p', { class: 'notice' }, name(note)));
  if (!detail.visits?.length) return main;
  const s = stepper(detail, c.machine);
  main.append(el('section', { 'aria-labelledby': 'h-timeline' }, el('h2', { id: 'h-timeline' }, 'Timeline'), s.timeline, timelineKey()));
  const left = [];
  if (detail.moreVisits) left.push(plural(detail.moreVisits, 'more state'));
  if (detail.moreChildren) left.push(plural(detail.moreChildren, 'more child execution'));
  if (left.length > 0) main.append(el('p', { class: 'notice' }, `${left.join(' and ')} not shown.`));
  main.append(el('section', { 'aria-labelledby': 'h-steps' }, el('h2', { id: 'h-steps' }, 'Step by step'), s.element));
  main.addEventListener('click', (event) => {
    const button = event.target.closest('[data-step]');
    if (!button) return;
    s.go(Number(button.dataset.step));
    document.getElementById('h-steps').scrollIntoView({ block: 'start' });
  });
  afterShow(() => {
    s.graph?.shown();
    const wanted = Number(query.get('step'));
    const failure = detail.failures?.find((f) => f.visit >= 0);
    s.go(wanted > 0 ? Math.min(wanted, detail.visits.length) - 1 : failure ? failure.visit : 0, true);
  });
  return main;
}

function timelineKey() {
  return el('p', { class: 'legend muted' }, el('span', { class: 'key call' }), 'call', el('span', { class: 'key hatch' }), 'wait or back-off', el('span', { class: 'key failed' }), 'failed', el('span', { class: 'key aborted' }), 'aborted');
}
