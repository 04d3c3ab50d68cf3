// Elements are built from text only, so that data can't become markup.

const svgNamespace = 'http://www.w3.org/2000/svg';

function fill(element, properties, children) {
  for (const [name, value] of Object.entries(properties || {})) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? '' : value);
  }
  for (const child of children.flat(Infinity)) {
    if (child === undefined || child === null || child === false) continue;
    element.append(child);
  }
  return element;
}

function el(tag, properties, ...children) {
  return fill(document.createElement(tag), properties, children);
}

function svg(tag, properties, ...children) {
  return fill(document.createElementNS(svgNamespace, tag), properties, children);
}

// name shows a text of the user, in the direction in which it is written.
function name(text, className) {
  return el('bdi', { dir: 'auto', class: className }, text);
}

function plural(n, noun) {
  return n === 1 ? `1 ${noun}` : `${n.toLocaleString('en')} ${noun}s`;
}

// duration writes milliseconds of virtual time, such as "1h2m3s".
function duration(ms) {
  if (ms === 0) return '0s';
  const days = Math.floor(ms / 86400000);
  const hours = Math.floor(ms / 3600000) % 24;
  const minutes = Math.floor(ms / 60000) % 60;
  const seconds = (ms % 60000) / 1000;
  return (days ? `${days}d` : '') + (hours ? `${hours}h` : '') + (minutes ? `${minutes}m` : '') + (seconds ? `${seconds}s` : '');
}

// announce tells a screen reader what happened.
function announce(text) {
  document.getElementById('live').textContent = text;
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = el('textarea', { class: 'offscreen', 'aria-label': 'Text to copy' });
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand('copy');
    area.remove();
  }
}

// copyButton copies a text and says so.
function copyButton(label, text) {
  const button = el('button', {
    type: 'button', class: 'small copy',
    onclick: async () => {
      const focused = document.activeElement;
      await copy(text);
      if (focused) focused.focus();
      button.textContent = 'Copied';
      announce('Copied to the clipboard');
      setTimeout(() => { button.textContent = label; }, 1500);
    },
  }, label);
  return button;
}

function percent(ratio) {
  return ratio[1] === 0 ? 100 : (100 * ratio[0]) / ratio[1];
}

// bar shows a ratio with its numbers.
function bar(ratio, label) {
  const full = percent(ratio);
  const inner = el('span', { class: 'bar-full' });
  inner.style.width = `${full}%`;
  const level = full >= 100 ? 'full' : full >= 75 ? 'high' : full > 0 ? 'low' : 'none';
  return el('span', { class: `ratio ${level}` },
    el('span', { class: 'bar', 'aria-hidden': 'true' }, inner),
    el('span', { class: 'ratio-text' }, label && el('span', { class: 'offscreen' }, `${label}: `), `${ratio[0]}/${ratio[1]}`),
    el('span', { class: 'percent' }, `${Math.floor(full)}%`));
}

const outcomeMarks = { passed: '✓', failed: '✗', error: '!', skipped: '–' };

// outcomeWord says what an outcome means in the report of a command.
function outcomeWord(outcome) {
  const words = { replay: { passed: 'same', failed: 'different' }, run: { passed: 'succeeded' } }[report.command] || {};
  return words[outcome] || outcome;
}

function badge(outcome) {
  return el('span', { class: `badge ${outcome}` }, el('span', { 'aria-hidden': 'true' }, outcomeMarks[outcome]), ` ${outcomeWord(outcome)}`);
}
