// The source as the user wrote it, with what the tests reach in the gutter.

// A long source is in chunks, which the browser lays out when they come into sight.
const longSource = 2000;
const chunk = 100;

// marksByLine sorts marks by the line of their gutter, and what is underlined by each of its lines.
function marksByLine(m) {
  const gutter = new Map();
  const under = new Map();
  const push = (map, key, value) => map.set(key, [...(map.get(key) || []), value]);
  for (const mark of m.marks) {
    push(gutter, mark.l, mark);
    if (!mark.u || mark.n > 0) continue;
    for (let line = mark.l; line <= mark.el; line++) {
      push(under, line, { from: line === mark.l ? mark.c : 1, to: line === mark.el ? mark.ec : Infinity, text: mark.t });
    }
  }
  return { gutter, under };
}

function gutterOf(marks) {
  if (!marks) return el('span', { class: 'mark' });
  const missed = marks.filter((mark) => mark.n === 0);
  const kind = missed.length === 0 ? 'hit' : missed.length === marks.length ? 'missed' : 'partly';
  const most = Math.max(...marks.map((mark) => mark.n));
  const sign = { hit: '✓', missed: '✗', partly: '◐' }[kind];
  const title = (missed.length > 0 ? missed : marks).map((mark) => (mark.n > 0 ? `${mark.t}: ${mark.n}×` : mark.t)).join('\n');
  return el('span', { class: `mark ${kind}`, title }, el('span', { 'aria-hidden': 'true' }, most > 0 ? `${sign} ${most}` : sign),
    el('span', { class: 'offscreen' }, kind === 'hit' ? `reached ${most} times` : title));
}

// codeOf splits a line where an underlined part begins or ends.
function codeOf(text, parts) {
  if (!parts) return text;
  const points = Array.from(text);
  const first = points.findIndex((c) => c !== ' ' && c !== '\t');
  const cuts = new Set([0, points.length]);
  for (const p of parts) {
    p.from = Math.max(p.from, first + 1);
    cuts.add(Math.min(p.from - 1, points.length)).add(Math.min(p.to - 1, points.length));
  }
  const at = [...cuts].sort((a, b) => a - b);
  const out = [];
  for (let i = 0; i + 1 < at.length; i++) {
    const piece = points.slice(at[i], at[i + 1]).join('');
    const over = parts.filter((p) => p.from - 1 <= at[i] && p.to - 1 >= at[i + 1]);
    out.push(over.length === 0 ? piece : el('span', { class: 'under', title: [...new Set(over.map((p) => p.text))].join('\n') }, piece));
  }
  return out;
}

// sourceView returns the element and a function that selects lines.
function sourceView(m, onSelect) {
  const file = report.files[m.file];
  const { gutter, under } = marksByLine(m);
  const rows = [];
  const pre = el('div', { class: 'source', tabindex: '0', role: 'region', 'aria-label': `Source ${file.name}` });
  let part;
  file.lines.forEach((text, i) => {
    const number = file.first + i;
    if (i % chunk === 0) {
      part = el('div', { class: file.lines.length > longSource ? 'chunk lazy' : 'chunk' });
      part.style.containIntrinsicHeight = `auto ${Math.min(chunk, file.lines.length - i) * 20}px`;
      pre.append(part);
    }
    const row = el('div', { class: 'line', 'data-line': number },
      el('span', { class: 'no' }, String(number)), gutterOf(gutter.get(number)), el('code', {}, codeOf(text, under.get(number)) || ''));
    rows.push(row);
    part.append(row);
  });
  if (file.more) pre.append(el('p', { class: 'muted' }, `${plural(file.more, 'more line')} not shown`));
  pre.addEventListener('click', (event) => {
    const row = event.target.closest('.line');
    if (!row || String(getSelection())) return;
    const line = Number(row.dataset.line);
    let best = -1;
    m.boxes.forEach((box, i) => {
      if (box.from <= line && line <= box.to && (best < 0 || box.from > m.boxes[best].from)) best = i;
    });
    if (best >= 0) onSelect(best, false);
  });
  return {
    element: pre,
    select: (from, to, scroll) => {
      for (const row of pre.querySelectorAll('.line.selected')) row.classList.remove('selected');
      for (let line = from; line <= to; line++) rows[line - file.first]?.classList.add('selected');
      const row = rows[from - file.first];
      if (row && scroll) {
        // The rows of chunks out of sight have no height yet, so the position is measured after the first jump.
        row.scrollIntoView({ block: 'nearest' });
        pre.scrollTop += row.getBoundingClientRect().top - pre.getBoundingClientRect().top - 60;
      }
    },
  };
}
