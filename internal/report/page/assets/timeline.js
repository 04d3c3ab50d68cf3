// The timeline of an execution in virtual time. Every state is wide enough for its name, and time adds to that by its logarithm:
// a wait of an hour and the calls of a second before it are both to be seen.

const laneHeight = 36;
const axisHeight = 26;
const character = 6.6;

// positions returns the x of each moment.
function positions(detail) {
  const order = detail.times.map((t, i) => i).sort((a, b) => detail.times[a] - detail.times[b] || a - b);
  const ends = new Map();
  for (const v of detail.visits) {
    if (!ends.has(v.e)) ends.set(v.e, []);
    ends.get(v.e).push(v);
  }
  const at = new Array(detail.times.length).fill(0);
  let x = 8;
  let time = 0;
  for (const i of order) {
    const passed = detail.times[i] - time;
    x += passed > 0 ? 12 + 9 * Math.log10(1 + passed / 10) : 2;
    time = detail.times[i];
    for (const v of ends.get(i) || []) x = Math.max(x, at[v.b] + Math.min(150, 16 + character * Array.from(v.name).length));
    at[i] = x;
  }
  return { at, order, width: x + 64 };
}

function barTitle(detail, v) {
  const lines = [v.name, `${v.type}, +${duration(detail.times[v.b])}, ${duration(detail.times[v.e] - detail.times[v.b])}`];
  for (const p of v.pieces) lines.push(`${p.k}: ${p.t} (${duration(detail.times[p.e] - detail.times[p.b])})`);
  return lines.join('\n');
}

function barOf(detail, v, index, at) {
  const y = axisHeight + v.lane * laneHeight + 4;
  const height = laneHeight - 8;
  const x = at[v.b];
  const width = Math.max(6, at[v.e] - x);
  const inner = svg('svg', { x, y, width, height, class: `visit ${v.o}`, 'data-visit': index },
    svg('title', {}, barTitle(detail, v)), svg('rect', { class: 'visit-box', x: 0.75, y: 0.75, width: width - 1.5, height: height - 1.5, rx: 4 }));
  for (const p of v.pieces) {
    const from = at[p.b] - x;
    inner.append(svg('rect', { class: `piece ${p.k}${p.f ? ' bad' : ''}`, x: from + 1.5, y: height - 8, width: Math.max(2, at[p.e] - at[p.b] - 3), height: 6, rx: 1 }));
    if (p.k !== 'call') inner.append(svg('rect', { class: 'hatched', x: from + 1.5, y: 1.5, width: Math.max(2, at[p.e] - at[p.b] - 3), height: height - 3 }));
  }
  inner.append(svg('text', { x: 7, y: 15 }, v.name));
  return inner;
}

function ticks(detail, order, at, height) {
  const out = [];
  let last = -Infinity;
  let time = -1;
  for (const i of order) {
    if (detail.times[i] === time) continue;
    time = detail.times[i];
    out.push(svg('line', { class: 'tick', x1: at[i], x2: at[i], y1: axisHeight - 5, y2: height }));
    const text = `+${duration(time)}`;
    if (at[i] < last) continue;
    out.push(svg('text', { class: 'tick-text', x: at[i] + 3, y: 13 }, text));
    last = at[i] + 14 + character * text.length;
  }
  return out;
}

function laneTitle(lane) { return lane.name ? `${lane.name}\u00a0${lane.part}` : ''; }

// timelineView returns the element and a function that selects a visit.
function timelineView(detail, pick) {
  const { at, order, width } = positions(detail);
  const height = axisHeight + detail.lanes.length * laneHeight + 4;
  const picture = svg('svg', { class: 'timeline-picture', width, height, viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': `Timeline of ${plural(detail.visits.length, 'state')}; the list of steps has the same in words` });
  picture.append(svg('defs', {}, svg('pattern', { id: 'hatch', width: 6, height: 6, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' }, svg('rect', { class: 'hatch-line', width: 1.6, height: 6 }))));
  detail.lanes.forEach((lane, i) => {
    if (i % 2 === 1) picture.append(svg('rect', { class: 'lane-ground', x: 0, y: axisHeight + i * laneHeight, width, height: laneHeight }));
  });
  picture.append(...ticks(detail, order, at, height));
  const bars = detail.visits.map((v, i) => barOf(detail, v, i, at));
  picture.append(...bars);
  picture.addEventListener('click', (event) => {
    const hit = event.target.closest('.visit');
    if (hit) pick(Number(hit.dataset.visit));
  });
  const labels = el('div', { class: 'lane-names' }, el('div', { class: 'lane-axis' }, 'virtual time'), detail.lanes.map((lane) => {
    const label = el('div', { class: 'lane-name', title: laneTitle(lane) }, lane.name ? [name(lane.name, 'lane-state'), el('span', { class: 'lane-part' }, lane.part)] : 'execution');
    label.style.paddingInlineStart = `${8 + 12 * Math.min(lane.depth, 5)}px`;
    return label;
  }));
  const area = el('div', { class: 'timeline-area', tabindex: '0', role: 'region', 'aria-label': 'Lanes of the timeline' }, picture);
  return {
    element: el('div', { class: 'timeline' }, labels, area),
    select: (i) => {
      picture.querySelector('.visit.current')?.classList.remove('current');
      bars[i].classList.add('current');
      const x = at[detail.visits[i].b];
      if (x < area.scrollLeft || x + 80 > area.scrollLeft + area.clientWidth) area.scrollLeft = x - area.clientWidth / 3;
      const y = axisHeight + detail.visits[i].lane * laneHeight;
      const outer = area.parentElement;
      if (y < outer.scrollTop || y + laneHeight > outer.scrollTop + outer.clientHeight) outer.scrollTop = y - outer.clientHeight / 2;
    },
  };
}
