// The keyboard.

const keyHelp = [
  ['/', 'search'], ['j, k', 'next, previous entry'], ['Enter', 'open'], ['Esc', 'back to the overview'],
  ['← →', 'previous, next step of a case'], ['t', 'dark or light'], ['?', 'this help'],
];

function moveItem(by) {
  const items = [...document.querySelectorAll('[data-item]')].filter((item) => item.checkVisibility());
  if (items.length === 0) return;
  const at = items.indexOf(document.activeElement);
  const to = at < 0 ? (by > 0 ? 0 : items.length - 1) : Math.min(items.length - 1, Math.max(0, at + by));
  items[to].focus();
  items[to].scrollIntoView({ block: 'nearest' });
}

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  const typing = event.target.matches('input, textarea, select');
  const dialog = document.querySelector('dialog[open]');
  if (event.key === 'Escape') {
    if (dialog) return;
    const search = document.getElementById('search');
    if (typing && search.value) {
      search.value = '';
      setSearch('');
    } else if (typing) {
      search.blur();
    } else if (location.hash !== '#/' && location.hash !== '') {
      location.hash = '#/';
    }
    return;
  }
  if (typing || dialog) return;
  const inScroll = event.target.matches('.graph, .source, .timeline-area, pre, .scroll');
  const actions = {
    '/': () => document.getElementById('search').focus(),
    j: () => moveItem(1),
    k: () => moveItem(-1),
    t: toggleTheme,
    '?': () => document.getElementById('help').showModal(),
    ArrowRight: () => { if (inScroll || !steps) return false; return steps.by(1); },
    ArrowLeft: () => { if (inScroll || !steps) return false; return steps.by(-1); },
  };
  const action = actions[event.key];
  if (action && action() !== false) event.preventDefault();
}
