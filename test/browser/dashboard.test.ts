import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { CloudTrail } from '@aws-sdk/client-cloudtrail';
import { GuardDuty } from '@aws-sdk/client-guardduty';
import axe from 'axe-core';
import { parse } from 'csv-parse/sync';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays } from '../../src/archive/compact/days.ts';
import { readAssets } from '../../src/dashboard/server/assets.ts';
import { renderPage } from '../../src/dashboard/server/render-page.ts';
import { rememberSandbox } from '../../src/sandbox/sandbox.ts';
import { ROOT } from '../documents/markdown.ts';
import { readDays } from '../support/archive-days.ts';
import { countChanges } from '../support/archive-events.ts';
import { awsOf, clientConfig } from '../support/aws.ts';
import { HOSTILE } from '../support/hostile-strings.ts';
import { PLANTED_FINDINGS, PLANTED_VIOLATIONS, plant } from '../support/planted.ts';
import { aPosture } from '../support/posture.ts';
import { AUDIT, MASTER, type Rehearsal, startRehearsal } from '../support/rehearsal.ts';
import { CHROMIUM } from './chromium.ts';

const HOME = 'ap-northeast-1';
const AGGREGATOR = 'aws-organizations-ConfigAggregator';
const VIEWS = [
  ...['overview', 'compliance', 'findings', 'deployment', 'deployment?show=now', 'fleet', 'fleet?show=packages'],
  ...['fleet?show=images', 'activity', 'evidence'],
] as const;

let here: Rehearsal;
let browser: Browser;
let folder: string;

async function rulesOf(account: string): Promise<readonly string[]> {
  const { config } = awsOf(here.sandbox, account);
  const names: string[] = [];
  let next: string | undefined;
  do {
    const page = await config.describeConfigRules({ NextToken: next });
    names.push(...(page.ConfigRules ?? []).map(({ ConfigRuleName = '' }) => ConfigRuleName));
    next = page.NextToken;
  } while (next);
  return names;
}

/** What goes wrong in a page that nobody looks at: its console, what it could not load, and where it went. */
interface Watched {
  readonly page: Page;
  readonly problems: readonly string[];
}

async function open(address: string, options: Parameters<Browser['newPage']>[0] = {}): Promise<Watched> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, timezoneId: 'UTC', ...options });
  const problems: string[] = [];
  page.on('console', (message) => void problems.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => void problems.push(error.message));
  page.on('dialog', (dialog) => void problems.push(`dialog: ${dialog.message()}`));
  page.on('request', (request) => {
    if (!/^(file|data|blob):/.test(request.url()) && !request.url().startsWith(new URL(address).origin))
      problems.push(`request: ${request.url()}`);
  });
  await page.goto(address);
  await page.waitForSelector('main h1');
  return { page, problems };
}

const goTo = async (page: Page, hash: string): Promise<void> => {
  await page.evaluate((to) => {
    (globalThis as unknown as { location: { hash: string } }).location.hash = to;
  }, `#/${hash}`);
  await page.waitForSelector('main h1');
};

/** The number of a tile, or what stands there instead. */
const countOf = (page: Page, word: string): Promise<string> =>
  page.locator(`[data-count="${word}"] .number`).innerText();

async function violationsOf(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  const found = await page.evaluate(async () => {
    const { axe: check } = globalThis as unknown as { axe: { run(options: object): Promise<AxeResult> } };
    return check.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] });
  });
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
}

/** What a reader takes along of the list in sight. */
async function rowsOf(page: Page): Promise<readonly Record<string, string>[]> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'CSV', exact: true }).click(),
  ]);
  return parse(readFileSync(await download.path(), 'utf8'), { columns: true });
}

interface PlanOfFile {
  readonly title: string;
  readonly losses?: readonly string[];
  readonly changes: {
    readonly parameters: readonly ValueOfFile[];
    readonly settings: readonly ValueOfFile[];
    readonly resources: readonly { readonly properties: readonly ValueOfFile[] }[];
  };
}

interface ValueOfFile {
  readonly path: string;
  readonly from: string | null;
  readonly to: string | null;
}

interface AxeResult {
  readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[];
}

const fileOf = (name: string): string => pathToFileURL(join(here.folder, name)).href;

describe.skipIf(CHROMIUM === undefined)('the dashboard in Chromium (chromium is not installed)', () => {
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'metsuke-dashboard-'));
    browser = await chromium.launch({ executablePath: CHROMIUM ?? '', args: ['--no-sandbox'] });
    here = await startRehearsal(undefined, { baseline: true });
    expect((await here.metsuke('apply', '--yes')).stderr).toContain('Done.');
    await here.confirmMails();
    await plant(here.sandbox, rulesOf);
    expect((await here.metsuke('dashboard', '--out', 'all.html')).code).toBe(0);
  });
  afterAll(async () => {
    await browser?.close();
    await here?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  describe('over the organization of the demo', () => {
    it('shows numbers that the services themselves count', async () => {
      const { page, problems } = await open(fileOf('all.html'));
      const [violations, findings] = [await countViolations(), await countFindings()];
      expect(violations).toBeGreaterThan(5);
      expect(findings).toBe(2);
      expect(await countOf(page, 'countViolations')).toBe(String(violations));
      expect(await countOf(page, 'countFindings')).toBe(String(findings));
      expect(await countOf(page, 'countPending')).toBe('0');
      expect((await here.metsuke('plan', '--exit-code')).code).toBe(0);
      expect(await countOf(page, 'countUnhealthy')).toBe(String(await countUnhealthy()));
      expect(await page.locator('[data-count="countUnhealthy"]').innerText()).toContain(
        `of ${await countActive()} governed`,
      );
      expect(await countOf(page, 'countRecordings')).toBe((await isTrailLogging()) ? '0' : '1');
      expect(await countOf(page, 'countExceptions')).toBe('0');
      expect(await countOf(page, 'countGaps')).toBe('not read');
      expect(problems).toEqual([]);
      await page.close();
    });

    it('shows each resource that does not comply, and nothing else', async () => {
      const { page } = await open(`${fileOf('all.html')}#/compliance`);
      const rows = await rowsOf(page);
      const shown = rows.map(({ account, rule, resource }) => `${account} aws-organizations-${rule} ${resource}`);
      expect([...shown].sort()).toEqual([...(await listViolations())].sort());
      await page.close();
    });

    it('says "not read" of a source that refuses, and shows the others', async () => {
      await here.sandbox.faults(
        {
          kind: 'error',
          service: 'config',
          operation: 'SelectAggregateResourceConfig',
          code: 'AccessDeniedException',
          message: 'Not for you.',
        },
        {
          kind: 'error',
          service: 'guardduty',
          operation: 'ListFindings',
          code: 'AccessDeniedException',
          message: 'Not for you.',
        },
      );
      try {
        expect((await here.metsuke('dashboard', '--out', 'refused.html')).code).toBe(0);
      } finally {
        await here.sandbox.faults({ kind: 'clear' });
      }
      const { page, problems } = await open(fileOf('refused.html'));
      expect(await page.locator('main h1').innerText()).toContain('No problem was found in what was read.');
      for (const word of ['countViolations', 'countFindings', 'countGaps'])
        expect(await countOf(page, word)).toBe('not read');
      expect(await countOf(page, 'countUnhealthy')).toBe('0');
      await goTo(page, 'compliance');
      expect(await page.locator('main').innerText()).toContain('Not for you.');
      await goTo(page, 'activity');
      expect(await page.locator('main').innerText()).toContain('Nobody asked: --activity reads');
      await goTo(page, 'overview');
      expect(await page.locator('details .mark.good').count()).toBe(0);
      expect(problems).toEqual([]);
      await page.close();
    });

    it('is the page of one account alone, of which an unknown one is refused', async () => {
      expect((await here.metsuke('dashboard', '--out', 'dev.html', '--account', 'dev')).code).toBe(0);
      const { page } = await open(fileOf('dev.html'));
      expect(await page.locator('main').innerText()).toContain('The page of one account: dev');
      const text = await page.locator('body').innerText();
      for (const other of ['stg', 'prod', '555555555555']) expect(text).not.toContain(other);
      await page.close();
      const refused = await here.metsuke('dashboard', '--out', 'x.html', '--account', 'devv');
      expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining('Did you mean "dev"?')]);
    });

    it('opens a saved plan, with each value before and after that the file has, and says when it fits no more', async () => {
      const config = here.readConfig();
      try {
        here.changeConfig('retentionDays: 365', 'retentionDays: 90');
        expect((await here.metsuke('plan', '--out', 'plan.json')).code).toBe(0);
        expect((await here.metsuke('dashboard', '--plan', 'plan.json', '--out', 'plan.html')).code).toBe(0);
      } finally {
        here.writeConfig(config);
      }
      const { steps } = JSON.parse(readFileSync(join(here.folder, 'plan.json'), 'utf8')) as { steps: PlanOfFile[] };
      const { page, problems } = await open(fileOf('plan.html'));
      expect(await page.locator('main').innerText()).toContain('Nothing has changed since');
      const rows = await rowsOf(page);
      expect([...new Set(rows.map(({ step }) => step))]).toEqual(steps.map(({ title }) => title));
      expect(rows.map(({ property, from, to }) => [property, from, to]).filter(([property]) => property)).toEqual(
        steps.flatMap(({ changes }) =>
          [...changes.parameters, ...changes.settings, ...changes.resources.flatMap((one) => one.properties)].map(
            ({ path, from, to }) => [path, from ?? '', to ?? ''],
          ),
        ),
      );
      const losses = await page.locator('.losses li').allInnerTexts();
      expect(losses).toEqual(steps.flatMap(({ title, losses: lost = [] }) => lost.map((one) => `${title}: ${one}`)));
      expect(losses.length).toBeGreaterThan(0);
      expect(problems).toEqual([]);
      await page.close();
      expect((await here.metsuke('dashboard', '--plan', 'plan.json', '--out', 'plan.html')).code).toBe(0);
      const stale = await open(fileOf('plan.html'));
      expect(await stale.page.locator('main').innerText()).toContain('metsuke apply refuses it');
      await stale.page.close();
      writeFileSync(join(here.folder, 'no-plan.json'), '{}');
      expect((await here.metsuke('dashboard', '--plan', 'no-plan.json', '--out', 'x.html')).code).toBe(2);
    });

    it('replaces its own page, and nobody else’s file', async () => {
      writeFileSync(join(here.folder, 'mine.html'), '<p>mine</p>');
      const { code, stderr } = await here.metsuke('dashboard', '--out', 'mine.html');
      expect([code, stderr]).toEqual([1, expect.stringContaining('is no page of Metsuke')]);
      expect(readFileSync(join(here.folder, 'mine.html'), 'utf8')).toBe('<p>mine</p>');
    });
  });

  describe('over a month of activity, in which the logs of three days are missing', () => {
    const today = new Date().toISOString().slice(0, 10);
    const [from, to] = [addDays(today, -9), addDays(today, -7)];

    beforeAll(async () => {
      rememberSandbox({ folder: here.folder, emulator: here.sandbox, organizationFile: 'none', now: new Date() });
      const write = (...options: readonly string[]) => here.metsuke('sandbox', 'activity', ...options);
      expect((await write('--days', '20', '--until', `${addDays(from, -1)}T23:59:59Z`)).code).toBe(0);
      expect((await write('--days', '7')).code).toBe(0);
      expect((await here.metsuke('dashboard', '--logs', '--activity', '2', '--out', 'month.html')).code).toBe(0);
    });

    it('shows exactly what was planted, and every gap and day of logs that the bucket itself has', async () => {
      const { page, problems } = await open(fileOf('month.html'));
      expect(await countOf(page, 'countGaps')).toBe(String(await countActive()));
      expect(await countOf(page, 'countViolations')).toBe(String(PLANTED_VIOLATIONS.length));
      expect(await countOf(page, 'countFindings')).toBe(String(PLANTED_FINDINGS.length));
      await goTo(page, 'compliance');
      const violations = await rowsOf(page);
      expect(violations.map(({ account, rule, resource }) => `${account} ${rule} ${resource}`).sort()).toEqual(
        PLANTED_VIOLATIONS,
      );
      await goTo(page, 'findings');
      const findings = await rowsOf(page);
      expect(findings.map(({ account, type }) => `${account} ${type}`).sort()).toEqual(PLANTED_FINDINGS);
      await goTo(page, 'fleet');
      const { records } = JSON.parse(readFileSync(join(here.folder, '.metsuke', 'planted.json'), 'utf8'));
      const unpatched = (await rowsOf(page)).filter(
        (row) => Number(row['missing']) + Number(row['failed']) + Number(row['pendingReboot']) > 0,
      );
      expect(
        unpatched
          .map(({ account, instance, missing, critical }) => `${account} ${instance} ${missing} ${critical}`)
          .sort(),
      ).toEqual(
        records['patch-compliance']
          .map(
            (row: Record<string, unknown>) =>
              `${row['account']} ${row['instance']} ${row['missing']} ${row['critical']}`,
          )
          .sort(),
      );
      await goTo(page, 'fleet?show=packages');
      const versions = (await rowsOf(page)).map((row) => `${row['package']} ${row['version']} ${row['instances']}`);
      expect(versions.sort()).toEqual(
        records['software-inventory']
          .map((row: Record<string, unknown>) => `${row['package']} ${row['version']} ${row['instances']}`)
          .sort(),
      );
      await goTo(page, 'activity');
      const changes: Record<string, number> = {};
      for (const { account, event, calls } of await rowsOf(page))
        changes[`${account} ${event}`] = (changes[`${account} ${event}`] ?? 0) + Number(calls);
      expect(changes).toEqual(await countChanges(here.sandbox, addDays(today, -1)));
      expect(Object.keys(changes).length).toBeGreaterThan(10);
      await goTo(page, 'evidence');
      expect(await page.locator('main').innerText()).toContain('Not verified');
      const days = await readDays(here.sandbox, addDays(today, -29));
      const calendar = await rowsOf(page);
      expect(Object.fromEntries(calendar.map(({ account, days: count }) => [account, Number(count)]))).toEqual(days);
      expect([...new Set(calendar.map(({ gaps }) => gaps))]).toEqual([`${from}/${to}`]);
      expect(problems).toEqual([]);
      await page.close();
    });

    it('says "not read" of a source that is switched off, never 0, and keeps the day and shows the trend', async () => {
      const config = here.readConfig();
      here.writeConfig(`${config}\nconfigRules:\n  enabled: false\ndashboard:\n  history: ./kept\n`);
      const day = addDays(today, -7);
      const counts = { violations: 9, findings: 5, gaps: null };
      const kept = { format: 'metsuke-day/1', organization: here.sandbox.organizationId, day, at: `${day}T00:00:00Z` };
      mkdirSync(join(here.folder, 'kept'));
      writeFileSync(join(here.folder, 'kept', `${day}.json`), JSON.stringify({ ...kept, counts, atLeast: [] }));
      try {
        expect((await here.metsuke('dashboard', '--out', 'off.html')).code).toBe(0);
      } finally {
        here.writeConfig(config);
      }
      const { page } = await open(fileOf('off.html'));
      for (const word of ['countViolations', 'countGaps']) expect(await countOf(page, word)).toBe('not read');
      expect(await countOf(page, 'countFindings')).toBe(String(PLANTED_FINDINGS.length));
      expect(await page.locator('[data-count="countFindings"] .trend').innerText()).toBe('−3 in 7 days');
      expect(await page.locator('.trend').count()).toBe(1);
      const { counts: counted } = JSON.parse(readFileSync(join(here.folder, 'kept', `${today}.json`), 'utf8'));
      expect(counted).toMatchObject({ findings: PLANTED_FINDINGS.length, pending: expect.any(Number) });
      expect(Object.keys(counted)).not.toContain('violations');
      await page.close();
    });
  });

  describe('every view', () => {
    it.each(VIEWS)(
      '%s has no violation of WCAG 2.2 AA, in light and dark, wide and narrow, in both languages',
      async (view) => {
        writeFileSync(join(folder, 'page.html'), pageOf(aPosture()));
        const address = `${pathToFileURL(join(folder, 'page.html')).href}#/${view}`;
        for (const [colorScheme, width, language] of [
          ['light', 1280, 'en'],
          ['dark', 390, 'ja'],
        ] as const) {
          const { page, problems } = await open(address, { colorScheme, viewport: { width, height: 900 } });
          if (language === 'ja') await page.locator('.tools button[lang="ja"]').click();
          expect(await page.locator('html').getAttribute('lang')).toBe(language);
          expect(await violationsOf(page)).toEqual([]);
          for (const name of ['CSV', 'JSON'])
            expect(await page.getByRole('button', { name, exact: true }).count()).toBe(1);
          const wide = await page.evaluate(() => {
            const { document } = globalThis as unknown as { document: { documentElement: { scrollWidth: number } } };
            return document.documentElement.scrollWidth;
          });
          expect(wide).toBeLessThanOrEqual(width);
          expect(problems).toEqual([]);
          await page.close();
        }
      },
    );

    it('is filtered by its address, which follows what a reader chooses', async () => {
      const { page } = await open(`${fileOf('all.html')}#/compliance?rule=restricted-ssh&q=prod`);
      expect(await page.locator('.list-head p').innerText()).toMatch(/^1 of \d+$/);
      await page.getByRole('searchbox').fill('sg-');
      await expect.poll(() => page.locator('.list-head p').innerText()).toMatch(/^3 of \d+$/);
      expect(new URL(page.url()).hash).toContain('q=sg-');
      await page.getByRole('button', { name: /Rule: restricted-ssh/ }).click();
      await page.getByRole('button', { name: 'Clear the filter' }).click();
      await expect.poll(() => new URL(page.url()).hash).toBe('#/compliance');
      await page.goBack();
      await expect.poll(() => new URL(page.url()).hash).toContain('q=sg-');
      await page.close();
    });

    it('is used by keys alone: search, the matrix, a cell, the list that it opens', async () => {
      const { page } = await open(`${fileOf('all.html')}#/compliance`);
      await page.keyboard.press('/');
      await page.keyboard.type('ssh');
      await expect.poll(() => new URL(page.url()).hash).toContain('q=ssh');
      await page.getByRole('button', { name: 'Clear the filter' }).press('Enter');
      await page.locator('[data-cell="0:0"]').focus();
      const focused = (): Promise<string | null> => page.locator(':focus').getAttribute('data-cell');
      await page.keyboard.press('ArrowRight');
      await expect.poll(focused).toBe('0:1');
      await page.keyboard.press('ArrowDown');
      await expect.poll(focused).toBe('1:1');
      await page.keyboard.press('Enter');
      await expect.poll(() => new URL(page.url()).hash).toMatch(/account=\d{12}&rule=/);
      await page.close();
    });

    it('keeps light or dark as it was chosen', async () => {
      const { page } = await open(fileOf('all.html'), { colorScheme: 'light' });
      const theme = () => page.locator('html').getAttribute('data-theme');
      expect(await theme()).toBe('light');
      await page.getByRole('button', { name: 'Dark' }).click();
      expect(await theme()).toBe('dark');
      await page.close();
    });

    it('prints all rows that fit the filter, not only those of the window', async () => {
      writeFileSync(join(folder, 'many.html'), pageOf(withManyViolations(500)));
      const { page } = await open(`${pathToFileURL(join(folder, 'many.html')).href}#/compliance?q=many`);
      expect(await page.locator('.list tbody tr:not(.space)').count()).toBeLessThan(100);
      await page.emulateMedia({ media: 'print' });
      await expect.poll(() => page.locator('.list tbody tr:not(.space)').count()).toBe(500);
      expect(await page.locator('nav').isVisible()).toBe(false);
      expect((await page.pdf()).subarray(0, 5).toString()).toBe('%PDF-');
      await page.close();
    });
  });

  it('shows names that are attacks as text', async () => {
    const texts = Object.values(HOSTILE);
    const posture = aPosture();
    const accounts = texts.map((name, at) => ({
      id: String(800_000_000_000 + at),
      name,
      state: 'ACTIVE',
      parent: 'r-test',
      notGoverned: null,
    }));
    const recordings = accounts.map(({ id, name }) => ({
      part: 'trail' as const,
      name,
      account: id,
      region: HOME,
      state: 'off' as const,
      by: { call: name, actor: name, at: posture.at },
    }));
    const { deployment, plan, activity } = posture;
    if (deployment.state === 'not-read' || plan.state === 'not-read' || activity.state === 'not-read')
      throw new Error('not read');
    const [deed] = activity.deeds;
    const deeds = accounts.flatMap(({ id: account, name }) =>
      deed === undefined
        ? []
        : [{ ...deed, account, actor: name, event: name, service: name, sourceIp: name, eventId: name }],
    );
    const steps = accounts.map(({ id, name }) => ({
      ...{ id: name, kind: name, title: name, sign: '!' as const, stage: 1, after: [name], where: name, why: name },
      places: [{ account: id, region: name, reason: 'new' as const, detail: name }],
      changes: [
        {
          ...{ places: [], resource: name, type: name, action: 'update' as const, losesData: true },
          values: [{ path: name, from: name, to: name }],
        },
      ],
      losses: [name],
    }));
    writeFileSync(
      join(folder, 'hostile.html'),
      pageOf({
        ...posture,
        accounts: [...posture.accounts, ...accounts],
        deployment: { ...deployment, recordings },
        plan: { ...plan, steps, differences: texts },
        activity: { ...activity, source: texts.join(' '), deeds },
      }),
    );
    const { page, problems } = await open(pathToFileURL(join(folder, 'hostile.html')).href);
    for (const view of VIEWS) {
      await goTo(page, view);
      expect(await page.locator('body').innerText()).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u2028\u2029]/);
      expect(await page.locator('main :is(script, img, iframe, object, form, svg:not(.sparkline))').count()).toBe(0);
    }
    expect(await page.locator('script').count()).toBe(2);
    expect(problems).toEqual([]);
    await page.close();
  });

  it('is served to who has its address, read anew without losing the place, and to no other page', async () => {
    const running = here.start('dashboard', '--json');
    try {
      await running.says(/http:\/\/127\.0\.0\.1:\d+\/[\w-]+\//);
      await running.says('Ctrl-C');
      const address = await addressOf(running);
      const { page, problems } = await open(`${address}#/compliance?rule=restricted-ssh`);
      const read = await page.locator('header .muted').last().innerText();
      await page.getByRole('button', { name: 'Read again' }).click();
      await expect.poll(() => page.getByRole('button', { name: 'Read again' }).isEnabled()).toBe(true);
      expect(read).toMatch(/^Read /);
      expect(new URL(page.url()).hash).toBe('#/compliance?rule=restricted-ssh');
      expect(problems).toEqual([]);
      await page.close();
      expect(await readByAnotherPage(`${address}posture`)).toBe('refused');
      expect((await fetch(new URL('/', address))).status).toBe(403);
    } finally {
      running.kill('SIGINT');
      expect((await running.ended).code).toBe(0);
    }
  });

  it('is drawn for the READMEs', async (context) => {
    if (process.env['METSUKE_PICTURES'] !== 'draw') context.skip('npm run pictures draws it');
    await here.metsukeWith({ METSUKE_LANG: 'ja' }, 'dashboard', '--out', 'ja.html');
    for (const language of ['en', 'ja'] as const) {
      const { page } = await open(fileOf(language === 'ja' ? 'ja.html' : 'all.html'), {
        viewport: { width: 1280, height: 800 },
        deviceScaleFactor: 1,
      });
      const at = join(ROOT, 'docs', 'assets', ...(language === 'ja' ? ['ja'] : []));
      mkdirSync(at, { recursive: true });
      for (const view of ['overview', 'compliance'] as const) {
        await goTo(page, view);
        await page.screenshot({ path: join(at, `dashboard-${view}.png`), fullPage: true });
      }
      await page.close();
    }
  });

  const config = () => awsOf(here.sandbox, AUDIT).config;

  /** By another way than the page: the details of each rule, account and region. */
  async function listViolations(): Promise<readonly string[]> {
    const places = await config().describeAggregateComplianceByConfigRules({
      ConfigurationAggregatorName: AGGREGATOR,
      Filters: { ComplianceType: 'NON_COMPLIANT' },
      Limit: 1_000,
    });
    const found: string[] = [];
    for (const { ConfigRuleName, AccountId, AwsRegion } of places.AggregateComplianceByConfigRules ?? []) {
      const details = await config().getAggregateComplianceDetailsByConfigRule({
        ConfigurationAggregatorName: AGGREGATOR,
        ConfigRuleName,
        AccountId,
        AwsRegion,
        ComplianceType: 'NON_COMPLIANT',
        Limit: 100,
      });
      for (const { EvaluationResultIdentifier } of details.AggregateEvaluationResults ?? []) {
        const resource = EvaluationResultIdentifier?.EvaluationResultQualifier?.ResourceId;
        found.push(`${AccountId} ${ConfigRuleName} ${resource}`);
      }
    }
    return found;
  }

  const countViolations = async (): Promise<number> => (await listViolations()).length;

  async function countFindings(): Promise<number> {
    const guardDuty = new GuardDuty(clientConfig(here.sandbox, AUDIT));
    const { DetectorIds: [detector] = [] } = await guardDuty.listDetectors({});
    return (await guardDuty.listFindings({ DetectorId: detector })).FindingIds?.length ?? 0;
  }

  async function countActive(): Promise<number> {
    const { Accounts = [] } = await awsOf(here.sandbox, MASTER).organizations.listAccounts({});
    return Accounts.filter(({ State }) => State === 'ACTIVE').length;
  }

  async function countUnhealthy(): Promise<number> {
    const { cloudFormation } = awsOf(here.sandbox, MASTER);
    const { Summaries = [] } = await cloudFormation.listStackSets({ Status: 'ACTIVE' });
    const accounts = new Set<string | undefined>();
    for (const { StackSetName } of Summaries) {
      const found = await cloudFormation.listStackInstances({ StackSetName });
      for (const { Status, Account } of found.Summaries ?? []) if (Status !== 'CURRENT') accounts.add(Account);
    }
    return accounts.size;
  }

  async function isTrailLogging(): Promise<boolean> {
    const trail = new CloudTrail(clientConfig(here.sandbox, MASTER));
    return (await trail.getTrailStatus({ Name: 'aws-organizations-trail' })).IsLogging ?? false;
  }

  /** What a page that a person has open beside it gets. */
  async function readByAnotherPage(address: string): Promise<string> {
    const page = await browser.newPage();
    await page.goto('data:text/html,<title>another page</title>');
    const answer = await page.evaluate(async (to) => {
      try {
        return await (await fetch(to)).text();
      } catch {
        return 'refused';
      }
    }, address);
    await page.close();
    return answer;
  }
});

function pageOf(posture: Parameters<typeof renderPage>[0]): string {
  return renderPage(posture, { assets: readAssets(ROOT), language: 'en', opening: 'Opening …' }).html;
}

function withManyViolations(count: number) {
  const posture = aPosture();
  const { compliance } = posture;
  if (compliance.state === 'not-read') throw new Error('not read');
  const resources = Array.from({ length: count }, (_, at) => ({
    type: 'AWS::Test',
    id: `many-${at}`,
    recordedAt: null,
  }));
  const cell = { rule: 'restricted-ssh', account: '444444444444', region: HOME, state: 'non-compliant' } as const;
  const cells = [...compliance.cells, { ...cell, region: 'us-east-1', count, resources }];
  return { ...posture, compliance: { ...compliance, cells } };
}

async function addressOf(running: ReturnType<Rehearsal['start']>): Promise<string> {
  return running.written().match(/http:\/\/127\.0\.0\.1:\d+\/[\w-]+\//)?.[0] ?? '';
}
