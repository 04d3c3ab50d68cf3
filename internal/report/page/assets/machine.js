// The page of a state machine: what is missing, its graph, and its source.


// graphView shows the graph of a machine. pick is called with the index of a state.
function graphView(index, pick) {
  const m = report.machines[index];
  const template = document.getElementById(`graph-${index}`);
  if (!template) return null;
  const picture = template.content.firstElementChild.cloneNode(true);
  const width = Number(picture.getAttribute('width'));
  const height = Number(picture.getAttribute('height'));
  const area = el('div', { class: 'graph', tabindex: '0', role: 'region', 'aria-label': `Graph of ${m.name}` }, picture);
  let scale = 1;
  const zoom = (to) => {
    scale = Math.min(2, Math.max(0.15, to));
    picture.style.width = `${width * scale}px`;
    picture.style.height = `${height * scale}px`;
  };
  const fit = (least) => zoom(Math.max(least, Math.min(1, (area.clientWidth - 24) / width)));
  const tools = el('div', { class: 'tools', role: 'group', 'aria-label': 'Size of the graph' },
    el('button', { type: 'button', class: 'small', 'aria-label': 'Smaller', onclick: () => zoom(scale / 1.25) }, '−'),
    el('button', { type: 'button', class: 'small', 'aria-label': 'Larger', onclick: () => zoom(scale * 1.25) }, '+'),
    el('button', { type: 'button', class: 'small', onclick: () => zoom(Math.min(1, (area.clientWidth - 24) / width, (area.clientHeight - 24) / height)) }, 'Fit'));
  const groups = m.boxes.map((box) => (box.id ? picture.querySelector(`#${CSS.escape(box.id)}`) : null));
  groups.forEach((group, i) => {
    if (!group) return;
    const box = m.boxes[i];
    const header = group.querySelector(':scope > .box');
    header.setAttribute('tabindex', '0');
    header.setAttribute('role', 'button');
    header.setAttribute('aria-label', `${box.path}, ${box.type}`);
    header.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' && event.key !== ' ') return;
      event.preventDefault();
      pick(i);
    });
  });
  picture.addEventListener('click', (event) => {
    const i = groups.indexOf(event.target.closest('.state'));
    if (i >= 0) pick(i);
  });
  return {
    element: el('div', { class: 'graph-view' }, tools, area),
    picture,
    groups,
    shown: () => fit(0.45),
    select: (i, scroll) => {
      for (const other of picture.querySelectorAll('.selected')) other.classList.remove('selected');
      const group = groups[i];
      if (!group) return;
      group.classList.add('selected');
      if (!scroll) return;
      const box = group.querySelector(':scope > .box').getBoundingClientRect();
      const around = area.getBoundingClientRect();
      if (box.top < around.top || box.bottom > around.bottom) area.scrollTop += box.top - around.top - Math.max(12, (around.height - box.height) / 2);
      if (box.left < around.left || box.right > around.right) area.scrollLeft += box.left - around.left - Math.max(12, (around.width - box.width) / 2);
    },
  };
}

const shownGaps = 10;
const shownCases = 50;

function gapList(m, pick) {
  const list = el('ol', { class: 'gaps' });
  const row = (gap) => {
    const text = gap.box >= 0 && m.file >= 0
      ? el('a', { href: `${m.link}?state=${encodeURIComponent(m.boxes[gap.box].path)}`, 'data-item': true, onclick: (event) => { event.preventDefault(); pick(gap.box, gap.line); } }, name(gap.text))
      : name(gap.text);
    const pre = el('pre', { tabindex: '0', hidden: true }, gap.skeleton);
    const show = el('button', {
      type: 'button', class: 'small', 'aria-expanded': 'false',
      onclick: () => {
        pre.hidden = !pre.hidden;
        show.setAttribute('aria-expanded', String(!pre.hidden));
      },
    }, 'Show');
    return el('li', {}, el('div', { class: 'gap' }, text, el('span', { class: 'muted' }, `line ${gap.line}`),
      gap.skeleton && [copyButton('Copy test case', gap.skeleton), show]), gap.skeleton && pre);
  };
  list.append(...m.gaps.slice(0, shownGaps).map(row));
  if (m.gaps.length <= shownGaps) return list;
  const more = el('button', {
    type: 'button',
    onclick: () => {
      more.remove();
      list.append(...m.gaps.slice(shownGaps).map(row));
      list.children[shownGaps].querySelector('a, button').focus();
    },
  }, `Show ${m.gaps.length - shownGaps} more`);
  return [list, more];
}

function gapSection(m, pick) {
  const section = el('section', { 'aria-labelledby': 'h-gaps' }, el('h2', { id: 'h-gaps' }, 'Not reached'));
  if (m.states[0] === 0) section.append(el('p', {}, 'No test runs this state machine.'));
  if (m.gaps.length > 0) section.append(...[gapList(m, pick)].flat());
  else section.append(el('p', { class: 'good' }, 'Every state and every transition is reached.'));
  if (m.missedPaths.length > 0) {
    section.append(el('details', { class: 'paths' },
      el('summary', {}, `${plural(m.missedPaths.length + (m.morePaths || 0), 'path')} not taken`),
      el('ul', {}, m.missedPaths.map((p) => el('li', {}, name(p)))),
      m.morePaths > 0 && el('p', { class: 'muted' }, `${m.morePaths} more`)));
  }
  return section;
}

function machinePage(index, query) {
  const m = report.machines[index];
  const main = el('main', { id: 'main', tabindex: '-1' }, el('nav', { class: 'crumbs', 'aria-label': 'Breadcrumb' }, el('a', { href: '#/' }, 'Overview')), el('h1', {}, name(m.name)),
    el('div', { class: 'tiles' }, coverageTiles(m)));
  let graph = null;
  let source = null;
  const pick = (i, line) => {
    const box = m.boxes[i];
    graph?.select(i, true);
    source?.select(box.from, box.to, line !== false);
    if (typeof line === 'number') source?.select(box.from, box.to, false);
    if (typeof line === 'number') source?.element.querySelector(`[data-line="${line}"]`)?.scrollIntoView({ block: 'nearest' });
    history.replaceState(null, '', `${m.link}?state=${encodeURIComponent(box.path)}`);
    announce(`${box.path} is selected`);
  };
  main.append(gapSection(m, (i, line) => {
    pick(i, line);
    columns.scrollIntoView({ block: 'nearest' });
  }));
  const columns = el('div', { class: 'columns' });
  graph = graphView(index, pick);
  if (graph) columns.append(el('section', { 'aria-labelledby': 'h-graph' }, el('h2', { id: 'h-graph' }, 'Graph'), legend(), graph.element));
  if (m.file >= 0) {
    source = sourceView(m, pick);
    columns.append(el('section', { 'aria-labelledby': 'h-source' }, el('h2', { id: 'h-source' }, 'Source'), el('p', { class: 'muted file' }, name(report.files[m.file].name)), source.element));
  }
  if (m.note) main.append(el('p', { class: 'notice' }, m.note));
  main.append(columns);
  const cases = report.cases.filter((c) => c.machine === index);
  if (cases.length > 0) {
    main.append(el('section', { 'aria-labelledby': 'h-cases' }, el('h2', { id: 'h-cases' }, report.command === 'test' ? 'Cases' : 'Executions'),
      el('ul', { class: 'cases' }, cases.slice(0, shownCases).map(caseRow)),
      cases.length > shownCases && el('p', { class: 'muted' }, `${cases.length - shownCases} more are in the overview.`)));
  }
  afterShow(() => {
    graph?.shown();
    const wanted = m.boxes.findIndex((box) => box.path === query.get('state'));
    if (wanted >= 0) pick(wanted, true);
    else if (m.file >= 0) source.select(m.from, m.from - 1, true);
  });
  return main;
}

function legend() {
  return el('p', { class: 'legend muted' },
    el('span', { class: 'key hit' }), 'reached', el('span', { class: 'key missed' }), 'not reached', el('span', { class: 'key selected' }), 'selected');
}
