// The frame of all pages, and the way from an address to a page.

let redraws = [];
let afterShows = [];
let steps = null;
let overviewScroll = 0;
let overviewLink = '';

function afterShow(call) { afterShows.push(call); }

function redraw() { for (const draw of redraws) draw(); }

function setSearch(text) {
  filter.text = text;
  if (document.querySelector('.tiles') && isOverview()) redraw();
  else location.hash = '#/';
}

function isOverview() { return location.hash === '' || location.hash === '#/' || location.hash === '#'; }

const themeKey = 'aslcheck-theme';

function storedTheme() {
  try { return localStorage.getItem(themeKey); } catch { return null; }
}

function setTheme(theme) {
  document.documentElement.dataset.theme = theme;
  const button = document.getElementById('theme');
  if (button) button.textContent = theme === 'dark' ? 'Light' : 'Dark';
}

function toggleTheme() {
  const theme = document.documentElement.dataset.theme === 'dark' ? 'light' : 'dark';
  setTheme(theme);
  try { localStorage.setItem(themeKey, theme); } catch { /* it is not kept */ }
}

const systemDark = matchMedia('(prefers-color-scheme: dark)');

function systemTheme() { return systemDark.matches ? 'dark' : 'light'; }

function pageFor(hash) {
  const [path, query] = hash.split('?');
  const params = new URLSearchParams(query || '');
  if (machineIndexes.has(path)) return machinePage(machineIndexes.get(path), params);
  if (caseIndexes.has(path)) return casePage(caseIndexes.get(path), params);
  if (isOverview()) return overview();
  return el('main', { id: 'main', tabindex: '-1' }, el('h1', {}, 'Not in this report'), el('p', {}, el('a', { href: '#/' }, 'Overview')));
}

function show() {
  redraws = [];
  afterShows = [];
  steps = null;
  const first = !document.querySelector('main');
  const main = pageFor(location.hash);
  const old = document.querySelector('main');
  if (old) old.replaceWith(main);
  else document.getElementById('app').append(main);
  document.title = `${main.querySelector('h1').textContent} · aslcheck`;
  for (const call of afterShows) call();
  if (isOverview()) {
    scrollTo(0, overviewScroll);
    const link = [...main.querySelectorAll('[data-item]')].find((a) => a.getAttribute('href') === overviewLink);
    if (link && document.activeElement.id !== 'search') link.focus({ preventScroll: true });
  } else {
    scrollTo(0, 0);
    if (!first) main.focus({ preventScroll: true });
  }
}

function frame() {
  const search = el('input', {
    id: 'search', type: 'search', placeholder: 'Search', 'aria-label': 'Search state machines and cases', autocomplete: 'off', spellcheck: 'false',
    oninput: (event) => setSearch(event.target.value),
    onkeydown: (event) => {
      if (event.key !== 'Enter') return;
      event.preventDefault();
      moveItem(1);
    },
  });
  const help = el('dialog', { id: 'help', 'aria-labelledby': 'h-help' }, el('h2', { id: 'h-help' }, 'Keyboard'),
    el('dl', {}, keyHelp.map(([key, text]) => el('div', {}, el('dt', {}, key.split(/([, ]+)/).map((part) => (/^[, ]+$/.test(part) ? part : el('kbd', {}, part)))), el('dd', {}, text)))),
    el('form', { method: 'dialog' }, el('button', { onclick: () => help.close(), type: 'button' }, 'Close')));
  document.getElementById('app').append(
    el('a', { href: '#main', class: 'skip', onclick: (event) => { event.preventDefault(); document.getElementById('main').focus(); } }, 'Skip to the contents'),
    el('header', { class: 'top' },
      el('a', { href: '#/', class: 'brand' }, 'aslcheck ', el('span', { class: 'muted' }, report.command)),
      el('div', { class: 'search', role: 'search' }, search, el('kbd', { 'aria-hidden': 'true' }, '/')),
      el('button', { type: 'button', id: 'theme', 'aria-label': 'Dark or light', onclick: toggleTheme }),
      el('button', { type: 'button', 'aria-label': 'Keyboard help', class: 'help', onclick: () => help.showModal() }, '?')),
    el('div', { id: 'live', class: 'offscreen', role: 'status', 'aria-live': 'polite' }), help);
}

// The width of a page of paper in pixels, and the least size of a timeline on it.
const paperWidth = 680;
const leastZoom = 0.3;

// onPrint fits a timeline to the paper, and draws all cases.
function onPrint(media) {
  const timeline = document.querySelector('.timeline');
  if (timeline) {
    const width = timeline.querySelector('.lane-names').offsetWidth + Number(timeline.querySelector('.timeline-picture').getAttribute('width'));
    timeline.style.zoom = media.matches ? Math.max(leastZoom, Math.min(1, paperWidth / width)) : '';
  }
  const more = document.querySelector('.cases + button');
  while (media.matches && more && !more.hidden) more.click();
}

setTheme(storedTheme() || systemTheme());
frame();
setTheme(document.documentElement.dataset.theme);
systemDark.addEventListener('change', () => { if (!storedTheme()) setTheme(systemTheme()); });
document.addEventListener('click', (event) => {
  const link = event.target.closest('[data-item]');
  if (!link || !isOverview()) return;
  overviewScroll = scrollY;
  overviewLink = link.getAttribute('href');
});
matchMedia('print').addEventListener('change', onPrint);
addEventListener('hashchange', show);
document.addEventListener('keydown', onKey);
// The report on a single execution opens with it.
if (report.command === 'run' && location.hash === '') history.replaceState(null, '', report.cases[0].link);
show();
