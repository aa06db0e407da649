// Holds the reports against public detection content, which is no part of this repository and is given as a folder:
//   node scripts/check-detections.mjs panther FOLDER   rules of panther-analysis: YAML with test events
//   node scripts/check-detections.mjs stratus FOLDER   logs of stratus-red-team's techniques: JSON lists of events
//   node scripts/check-detections.mjs sigma FOLDER ARCHIVE   Sigma rules, over log files: each beside a naive evaluator
// Each event is put into an account of its own, so that a row of any report tells by its account which event it is about.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';
import { parse } from 'yaml';
import { isFound } from './naive-sigma.mjs';

/** Reports that tell of a call by its error, caller, region, address or time, whatever it is: they do not count. */
const UNSPECIFIC = new Set(
  `access-key-activity console-writes cross-account-access events-by-source-ip mass-deletions old-tls-versions
   outside-allowed-regions outside-office-hours top-errors unauthorized-calls`.split(/\s+/),
);

const DAY = '2026-10-14';

function main([kind, folder, archive]) {
  if (folder === undefined || !(kind in KINDS)) {
    process.stderr.write('Usage: node scripts/check-detections.mjs panther|stratus FOLDER, or sigma FOLDER ARCHIVE\n');
    return 2;
  }
  return KINDS[kind](folder, archive);
}

const KINDS = { panther: checkPanther, stratus: checkStratus, sigma: checkSigma };

/** Each event that a rule of medium severity or above finds is shown by a specific report. */
function checkPanther(folder) {
  const cases = filesBelow(folder, /\.ya?ml$/).flatMap(({ path, text }) => casesOfRule(path, text));
  const shown = reportsThatShow(cases.map(({ event }) => event));
  const expected = cases
    .map((each, index) => ({ ...each, reports: shown[index] }))
    .filter(({ isExpected }) => isExpected);
  for (const { rule, test, severity, reports } of expected) {
    process.stdout.write(
      `${reports.length > 0 ? 'shown ' : 'ABSENT'} ${severity} ${rule} · ${test}: ${reports.join(', ')}\n`,
    );
  }
  const rules = new Set(expected.map(({ rule }) => rule));
  const absent = new Set(expected.filter(({ reports }) => reports.length === 0).map(({ rule }) => rule));
  process.stdout.write(
    `${rules.size - absent.size} of ${rules.size} rules, ${expected.length} events that must be found\n`,
  );
  for (const [index, { rule, test, isExpected }] of cases.entries()) {
    if (!isExpected && shown[index].length > 0)
      process.stdout.write(`look at  ${rule} · ${test}: ${shown[index].join(', ')}\n`);
  }
  return absent.size === 0 && rules.size > 0 ? 0 : 1;
}

export function casesOfRule(path, text) {
  const rule = parse(text, { maxAliasCount: 20 });
  if (rule?.AnalysisType !== 'rule' || !rule.LogTypes?.includes('AWS.CloudTrail')) return [];
  if (!['Medium', 'High', 'Critical'].includes(rule.Severity)) return [];
  return (rule.Tests ?? []).map(({ Name: test, ExpectedResult: isExpected, Log: event }) => ({
    rule: rule.RuleID ?? path,
    severity: rule.Severity,
    test,
    isExpected,
    event,
  }));
}

/** Which reports show which calls of a technique. */
function checkStratus(folder) {
  const techniques = filesBelow(folder, /\.json$/).map(({ path, text }) => ({
    name: path,
    events: eventsIn(JSON.parse(text)),
  }));
  const shown = reportsThatShow(techniques.flatMap(({ events }) => events));
  let at = 0;
  let found = 0;
  for (const { name, events } of techniques) {
    const calls = new Map();
    for (const event of events) {
      for (const report of shown[at]) calls.set(report, new Set([...(calls.get(report) ?? []), event.eventName]));
      at += 1;
    }
    if (calls.size > 0) found += 1;
    const lines = [...calls].map(([report, names]) => `\n    ${report}: ${[...names].join(', ')}`);
    process.stdout.write(`${calls.size > 0 ? 'shown ' : 'ABSENT'} ${name}${lines.join('')}\n`);
  }
  process.stdout.write(`${found} of ${techniques.length} techniques\n`);
  return found === techniques.length ? 0 : 1;
}

/** A rule that can be translated finds the same events as a naive evaluator. What counts is left out: it is no matter of one event. */
function checkSigma(folder, archive) {
  const events = filesBelow(archive, /_CloudTrail_.*\.json\.gz$/, gunzipText).flatMap(({ text }) =>
    eventsIn(JSON.parse(text)),
  );
  const asked = [
    'report',
    'sigma',
    folder,
    '--archive',
    archive,
    '--from',
    '2000-01-01',
    '--limit',
    '1000000',
    '--json',
  ];
  const { rules, notRun } = JSON.parse(runMetsuke(asked));
  let differing = 0;
  for (const { file, columns, rows } of rules.filter(({ columns: names }) => !names.includes('calls'))) {
    const rule = parse(readFileSync(join(folder, file), 'utf8'), { maxAliasCount: 20 });
    const ours = rows.map((row) => row[columns.indexOf('event_id')]).sort();
    const theirs = events
      .filter((event) => isFound(rule, event))
      .map(({ eventID }) => eventID)
      .sort();
    if (JSON.stringify(ours) === JSON.stringify(theirs)) continue;
    differing += 1;
    process.stdout.write(`DIFFERS ${file}: ${ours.length} by SQL, ${theirs.length} by hand\n`);
  }
  for (const { file, why } of notRun) process.stdout.write(`not run ${file}: ${why}\n`);
  process.stdout.write(
    `${rules.length - differing} of ${rules.length} rules agree over ${events.length} events; ${notRun.length} not run\n`,
  );
  return differing === 0 && rules.length > 0 ? 0 : 1;
}

function gunzipText(path) {
  return gunzipSync(readFileSync(path)).toString();
}

function eventsIn(json) {
  return Array.isArray(json) ? json : (json.Records ?? []);
}

function filesBelow(folder, isMeant, read = (path) => readFileSync(path, 'utf8')) {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => isMeant.test(path))
    .sort()
    .map((path) => ({ path, text: read(join(folder, path)) }));
}

/** For each event: the names of the specific reports that have a row about it. */
function reportsThatShow(events) {
  const archive = mkdtempSync(join(tmpdir(), 'metsuke-detections-'));
  try {
    const accounts = events.map((event, index) => write(archive, event, index));
    const rows = runAll(archive);
    return accounts.map((account) =>
      rows
        .filter(({ report, rows: found }) => !UNSPECIFIC.has(report) && found.some((row) => row.account === account))
        .map(({ report }) => report),
    );
  } finally {
    rmSync(archive, { recursive: true, force: true });
  }
}

/** @returns the account in which the event has happened now */
function write(archive, event, index) {
  const account = String(700_000_000_000 + index);
  const moved = moveEvent(event, account);
  const key = `AWSLogs/${account}/CloudTrail/${moved.awsRegion}/${DAY.replaceAll('-', '/')}/${account}_CloudTrail_${moved.awsRegion}_20261014T0005Z_AAAAAAAAAAAAAAAA.json.gz`;
  mkdirSync(dirname(join(archive, key)), { recursive: true });
  writeFileSync(join(archive, key), gzipSync(JSON.stringify({ Records: [moved] })));
  return account;
}

/** The account of the log becomes another one wherever it is named; the time becomes one that is asked about. */
export function moveEvent(event, account) {
  const own = event.recipientAccountId ?? event.userIdentity?.accountId;
  const text = JSON.stringify(event);
  const moved = JSON.parse(own === undefined ? text : text.replaceAll(own, account));
  return {
    awsRegion: 'us-east-1',
    eventType: 'AwsApiCall',
    readOnly: /^(Describe|Get|List)/.test(event.eventName),
    ...moved,
    eventTime: `${DAY}T03:00:00Z`,
    recipientAccountId: account,
    eventID: `event-${account}`,
  };
}

function runAll(archive) {
  const asked = [
    'report',
    'run',
    'all',
    '--archive',
    archive,
    '--from',
    DAY,
    '--to',
    DAY,
    '--limit',
    '100000',
    '--json',
  ];
  return JSON.parse(runMetsuke(asked));
}

function runMetsuke(parameters) {
  const command = fileURLToPath(new URL('../bin/metsuke', import.meta.url));
  const { stdout, stderr } = spawnSync(command, parameters, { encoding: 'utf8', maxBuffer: 1_000_000_000 });
  if (stdout === '') throw new Error(stderr);
  return stdout;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = main(process.argv.slice(2));
