// Opens reports in a headless browser and uses them as people do. TestBrowser of internal/report runs it:
//   node check.mjs NODE_MODULES CHROMIUM FOLDER
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

const [modules, executablePath, folder] = process.argv.slice(2);
const require = createRequire(join(resolve(modules), 'x.js'));
const { chromium } = require('playwright-core');
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
const faults = [];

// open shows a report; what the browser complains about is a fault.
async function open(file, options = {}, hash = '') {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, colorScheme: 'light', bypassCSP: false, ...options });
  const page = await context.newPage();
  page.on('console', (m) => faults.push(`${file}: ${m.text()}`));
  page.on('pageerror', (e) => faults.push(`${file}: ${e.message}`));
  page.on('dialog', (d) => faults.push(`${file}: a dialog ${d.message()}`));
  page.on('request', (r) => { if (!r.url().startsWith('file:')) faults.push(`${file}: it loads ${r.url()}`); });
  await page.goto(`file://${join(folder, file)}${hash}`);
  await page.waitForSelector('main h1');
  return page;
}

const text = (page, selector) => page.locator(selector).first().innerText();
const active = (page) => page.evaluate(() => document.activeElement.textContent);

// accessible runs axe. The policy of the page keeps scripts out, so axe comes through the protocol of the browser.
async function accessible(page, what) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => window.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }));
  for (const v of violations) faults.push(`${what}: axe ${v.id}: ${v.nodes.slice(0, 3).map((n) => `${n.target} ${n.failureSummary}`).join(' | ')}`);
  return violations.length;
}

const narrow = async (page, what) => {
  const [wide, inner] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  if (wide > inner) faults.push(`${what}: it is ${wide} pixels wide on a screen of ${inner}`);
};

const steps = {
  // Filter and search, then a case with its timeline and its steps, by mouse.
  async mouse() {
    const page = await open('cases.html');
    assert.equal(await page.locator('.case').count(), 4);
    assert.match(await text(page, '.case'), /failed/, 'failed cases come first');
    await page.click('[data-outcome="passed"]');
    assert.deepEqual(await page.locator('.case .badge').allInnerTexts(), ['✓ passed']);
    await page.click('[data-outcome="all"]');
    await page.fill('#search', 'wrong');
    assert.equal(await page.locator('.case').count(), 1);
    await page.fill('#search', '');
    await page.click('text=the output is wrong');
    assert.match(await text(page, 'h1'), /the output is wrong/);
    const findings = await page.locator('.finding').allInnerTexts();
    assert.ok(findings.some((f) => f.includes('want  400') && f.includes('got   500')), findings.join('\n'));
    assert.deepEqual((await page.locator('.lane-name').allInnerTexts()).map((t) => t.replace(/\s+/g, ' ').trim()),
      ['execution', 'All branch 1', 'Load [0]', 'Load [1]', 'All branch 2']);
    assert.ok(await page.locator('.hatched').count() >= 2, 'waits and back-offs are hatched');
    await page.click('.finding button[data-step]');
    const there = await text(page, '.position');
    await page.click('#previous');
    assert.notEqual(await text(page, '.position'), there);
    await page.click('.steps li:nth-child(1) button');
    assert.match(await text(page, '.step-content'), /Prepare[\s\S]*afterResultPath compared with input[\s\S]*\+\s+"data"/);
    assert.equal(await page.locator('.aslcheck-graph .state.selected').count(), 1);
    await page.goBack();
    assert.equal(await page.locator('.case').count(), 4, 'Back leads to the overview');
  },

  // The same by keyboard alone.
  async keyboard() {
    const page = await open('cases.html');
    const press = async (...keys) => { for (const key of keys) await page.keyboard.press(key); };
    await press('/');
    await page.keyboard.type('three tables');
    assert.equal(await page.locator('.case').count(), 1);
    await press('Enter');
    assert.match(await active(page), /three tables/);
    await press('Enter');
    await page.waitForSelector('.stepper');
    assert.match(await text(page, '.position'), /Step 1 of/);
    await press('ArrowRight', 'ArrowRight');
    assert.match(await text(page, '.position'), /Step 3 of/);
    await press('ArrowLeft');
    assert.match(await text(page, '.position'), /Step 2 of/);
    assert.match(page.url(), /step=2$/);
    await press('Escape');
    await page.waitForSelector('.filters');
    await press('/', 'Escape', 'Escape', 'j', 'j', 'k');
    assert.ok((await active(page)).length > 0);
    await press('?');
    assert.ok(await page.locator('#help').isVisible());
    await press('Escape');
    assert.ok(!await page.locator('#help').isVisible());
    const theme = () => page.evaluate(() => document.documentElement.dataset.theme);
    const before = await theme();
    await press('t');
    assert.notEqual(await theme(), before);
    // Every button of the page of a machine is reached with Tab, and the graph selects lines.
    await page.goto(page.url().replace(/#.*|$/, '#/machine/load.asl.json'));
    await page.waitForSelector('.source');
    await page.locator('.state > .box').first().focus();
    await press('Enter');
    assert.ok(await page.locator('.line.selected').count() > 0);
    const outlines = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
    assert.notEqual(outlines, 'none', 'focus is visible');
  },

  // A gap leads to its lines, a line to its state, and the test case is copied.
  async machine() {
    const page = await open('cases.html', { permissions: ['clipboard-read', 'clipboard-write'] }, '#/machine/load.asl.json');
    assert.ok(await page.locator('.under').count() > 0, 'missed rules are underlined');
    assert.ok(await page.locator('.mark.missed').count() > 0 && await page.locator('.mark.hit').count() > 0);
    const gap = page.locator('.gaps li', { hasText: 'Catcher 1 of "All" (Serious)' });
    await gap.locator('button', { hasText: 'Copy' }).click();
    assert.match(await page.evaluate(() => navigator.clipboard.readText()), /- name: All catches Serious\n[\s\S]*All\/Load\/Copy: \{throw: \{error: Serious/);
    assert.match(await text(page, '#live'), /Copied/);
    await gap.locator('a').click();
    assert.match(await text(page, '.line.selected'), /"All"/);
    await page.locator('.line', { hasText: '"Failed": {' }).click();
    assert.match(await page.locator('.state.selected > .title').textContent(), /Failed/);
    assert.match(page.url(), /state=Failed/);
  },

  // Names that would be markup are text.
  async hostile() {
    const page = await open('hostile.html');
    assert.equal(await page.locator('img').count(), 0);
    assert.ok((await page.locator('main').innerText()).includes('</script><img src=x onerror=alert(1)>'));
    await page.click('.case a');
    await page.waitForSelector('.stepper');
    assert.equal(await page.locator('img').count(), 0);
  },

  // Nothing scrolls sideways on a phone, and axe finds nothing, in light and dark.
  async everywhere() {
    const pages = [['cases.html', ''], ['cases.html', '#/machine/load.asl.json?state=All'], ['etl.html', ''],
      ['cases.html', '#/case/load.asl.test.yaml/the%20output%20is%20wrong'], ['cases.html', '#/case/load.asl.test.yaml/nothing%20answers'],
      ['etl.html', '#/machine/examples%2Fetl%2Fetl.asl.json'], ['hostile.html', ''], ['run.html', '']];
    for (const colorScheme of ['light', 'dark']) {
      for (const [file, hash] of pages) {
        const page = await open(file, { colorScheme, reducedMotion: 'reduce' }, hash);
        await accessible(page, `${colorScheme} ${file}${hash}`);
        if (hash === '' && file === 'cases.html') {
          await page.keyboard.press('?');
          await accessible(page, `${colorScheme} help`);
          await page.keyboard.press('Escape');
        }
        for (const show of await page.locator('.gaps button[aria-expanded]').all()) await show.click();
        if (await page.locator('.gaps pre').count() > 0) await accessible(page, `${colorScheme} ${file}${hash} with test cases`);
        await page.setViewportSize({ width: 360, height: 800 });
        await narrow(page, `${file}${hash}`);
        await page.context().close();
      }
    }
  },

  // The report on one execution opens with its steps, and a replaced one keeps the address of a step.
  async single() {
    const page = await open('run.html');
    assert.match(await text(page, '.position'), /Step 1 of 9/);
    assert.match(page.url(), /#\/case\//);
    await page.click('#next');
    await page.reload();
    await page.waitForSelector('.stepper');
    assert.match(await text(page, '.position'), /Step 2 of 9/);
    await page.click('.crumbs a');
    assert.equal(await page.locator('.case').count(), 1);
  },

  // On paper, a dark report is light, all cases are there, and nothing is cut off at the side.
  async paper() {
    const page = await open('thousand.html', { viewport: { width: 718, height: 1000 }, colorScheme: 'dark' });
    await page.emulateMedia({ media: 'print' });
    await page.waitForFunction(() => document.querySelectorAll('.case').length === 1000);
    assert.equal(await page.evaluate(() => getComputedStyle(document.body).backgroundColor), 'rgb(255, 255, 255)');
    await narrow(page, 'paper');
    const timeline = await open('cases.html', { viewport: { width: 718, height: 1000 } }, '#/case/load.asl.test.yaml/loads%20three%20tables');
    await timeline.emulateMedia({ media: 'print' });
    const [right, edge] = await timeline.evaluate(() => ['.timeline-picture', '.timeline'].map((s) => document.querySelector(s).getBoundingClientRect().right));
    assert.ok(right <= edge + 1, `the timeline ends at ${right}, and the paper at ${edge}`);
  },

  // 1,000 cases.
  async thousand() {
    const page = await open('thousand.html');
    const loaded = await page.evaluate(() => performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd);
    const frame = await page.evaluate(() => new Promise((done) => { requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now()))); }));
    assert.match(await text(page, '.filters'), /All 1000/);
    console.log(`1,000 cases: DOMContentLoaded after ${Math.round(loaded)} ms, seen after at most ${Math.round(frame)} ms`);
    if (loaded > 2000) faults.push(`1,000 cases open in ${loaded} ms`);
    await page.fill('#search', 'order 998');
    assert.equal(await page.locator('.case').count(), 1);
    await page.click('.case a');
    await page.waitForSelector('.stepper');
  },
};

for (const [name, step] of Object.entries(steps)) {
  try {
    await step();
  } catch (e) {
    faults.push(`${name}: ${e.stack}`);
  }
}
await browser.close();
console.log(`${readdirSync(folder).length} reports, ${faults.length} faults`);
if (faults.length > 0) {
  console.log(faults.join('\n'));
  process.exit(1);
}
