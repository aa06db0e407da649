// The page of the dashboard at the size of a large organization, in Chromium: no peer shows the same without an account.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { chromium } from 'playwright-core';
import { buildFor, finish, readOptions, say } from '../run.mjs';
import { textTable } from '../table.mjs';
import { makePosture } from './posture.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((file) =>
  existsSync(file),
);
const SIZES = {
  whole: { accounts: 1_000, rules: 80, violations: 150_000 },
  quick: { accounts: 50, rules: 20, violations: 1_000 },
};
const GOALS = { 'first view': 2_000, 'filter by a word': 200, 'filter by severity': 200, megabytes: 15 };

export async function benchDashboard(parameters) {
  const options = readOptions('dashboard', parameters);
  await buildFor(options);
  if (CHROMIUM === undefined) return say('skipped: chromium is not installed');
  const folder = mkdtempSync(join(tmpdir(), 'metsuke-bench-dashboard-'));
  try {
    const size = options.quick ? SIZES.quick : SIZES.whole;
    const markdown = render(size, options, await measure(folder, size, options.rounds));
    finish({ terminal: markdown, markdown, file: 'RESULTS-dashboard.md', options });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(folder, size, rounds) {
  const { renderPage } = await bundled(folder);
  const read = (name) => readFileSync(join(root, 'dist', 'dashboard', name), 'utf8');
  const posture = makePosture(size);
  const began = performance.now();
  const { html } = renderPage(posture, {
    assets: { script: read('page.js'), style: read('page-style.css') },
    language: 'en',
    opening: '…',
  });
  const making = performance.now() - began;
  const memory = process.memoryUsage().rss;
  const file = join(folder, 'page.html');
  writeFileSync(file, html);
  const browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: ['--no-sandbox', '--enable-precise-memory-info'],
  });
  try {
    const samples = [];
    for (let round = 0; round < rounds; round += 1) samples.push(await look(browser, pathToFileURL(file).href, size));
    return {
      making,
      memory,
      json: JSON.stringify(posture).length,
      bytes: Buffer.byteLength(html),
      ...medians(samples),
    };
  } finally {
    await browser.close();
  }
}

/** From the sources: the package has it within the command line only. */
async function bundled(folder) {
  const outfile = join(folder, 'render-page.mjs');
  const entryPoints = [join(root, 'src', 'dashboard', 'server', 'render-page.ts')];
  await build({ entryPoints, outfile, bundle: true, format: 'esm', platform: 'node', logLevel: 'warning' });
  return import(pathToFileURL(outfile).href);
}

/** What a reader waits for, each until the next frame after it stands there; and how long the page's thread worked for it. */
async function look(browser, address, { violations }) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  const problems = [];
  page.on('pageerror', ({ message }) => problems.push(message));
  const worked = await openClock(page);
  const times = {};
  const timed = async (name, work) => {
    const before = await worked();
    const waited = await work();
    times[name] = { waited, worked: (await worked()) - before };
  };
  await timed('first view', async () => {
    const began = performance.now();
    await page.goto(address, { waitUntil: 'commit' });
    await page.waitForSelector('main h1');
    return performance.now() - began;
  });
  const steps = {
    'matrix and list': ["location.hash = '#/compliance'", '.matrix tbody tr'],
    'filter by a word': [input('team-5-'), '.list-head p'],
    'filter by severity': ["location.hash = '#/compliance?severity=high'", '.list-head p'],
    'sort by resource': ["location.hash = '#/compliance?sort=resource'", '.list tbody tr'],
    'unfold a unit': [`document.querySelector('.matrix [data-cell="0:0"]').click()`, '.matrix tbody tr'],
  };
  for (const [name, [action, selector]] of Object.entries(steps)) {
    await timed(name, () => waitInPage(page, action, selector));
    const all = await page.locator('.list-head p').textContent();
    if (!all?.includes(violations.toLocaleString('en')))
      throw new Error(`${violations} violations are shown as ${all}`);
  }
  const heap = await page.evaluate('performance.memory.usedJSHeapSize');
  if (problems.length > 0) throw new Error(problems.join('\n'));
  await page.close();
  return { times, heap };
}

/** Milliseconds of the processor that the page's thread has used: on a busy machine, the figure that says something. */
async function openClock(page) {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  return async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return 1_000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0);
  };
}

function input(text) {
  return `(() => { const field = document.querySelector('input[type=search]'); field.value = '${text}'; field.dispatchEvent(new Event('input', { bubbles: true })); })()`;
}

/** In the page, until what was drawn before is another and two frames have passed. */
function waitInPage(page, action, selector) {
  return page.evaluate(`new Promise((resolve) => {
    const text = () => [...document.querySelectorAll('${selector}')].map((one) => one.textContent).join();
    const before = text();
    const began = performance.now();
    ${action};
    const look = () => {
      if (text() === before && performance.now() - began < 10000) return requestAnimationFrame(look);
      requestAnimationFrame(() => resolve(performance.now() - began));
    };
    requestAnimationFrame(look);
  })`);
}

function medians(samples) {
  const middle = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];
  const names = Object.keys(samples[0].times);
  const of = (name, key) => middle(samples.map(({ times }) => times[name][key]));
  return {
    times: Object.fromEntries(names.map((name) => [name, { waited: of(name, 'waited'), worked: of(name, 'worked') }])),
    heap: middle(samples.map(({ heap }) => heap)),
  };
}

function render({ accounts, rules, violations }, { rounds }, { making, memory, json, bytes, times, heap }) {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: root, encoding: 'utf8' }).trim();
  const megabytes = bytes / 1e6;
  const judge = (value, goal) => (goal === undefined ? '' : value <= goal ? 'met' : '**missed**');
  const count = (value) => value.toLocaleString('en');
  return [
    '# Results of the benchmark of the dashboard',
    '',
    `Metsuke ${version} (${commit}), Node.js ${process.versions.node}, ${cpus().length} processors, ${Math.round(totalmem() / 2 ** 30)} GiB of memory.`,
    `${count(accounts)} accounts × ${count(rules)} rules with ${count(violations)} violations, as one file in Chromium; medians of ${rounds}.`,
    '',
    textTable(
      ['What a reader waits for', 'Milliseconds', 'of them at work in the page', 'Goal', ''],
      Object.entries(times).map(([name, { waited, worked }]) => [
        name,
        Math.round(waited),
        Math.round(worked),
        GOALS[name] ?? '',
        judge(waited, GOALS[name]),
      ]),
    ),
    '',
    textTable(
      ['Size', '', 'Goal', ''],
      [
        ['the file', `${megabytes.toFixed(1)} MB`, `${GOALS.megabytes} MB`, judge(megabytes, GOALS.megabytes)],
        ['the posture as JSON', `${(json / 1e6).toFixed(1)} MB`, '', ''],
        ['heap of the page', `${Math.round(heap / 1e6)} MB`, '', ''],
        ['memory of the process that made the page', `${Math.round(memory / 1e6)} MB`, '', ''],
        ['making the page', `${Math.round(making)} ms`, '', ''],
      ],
    ),
    '',
  ].join('\n');
}
