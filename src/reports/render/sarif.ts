import { type Answer, isAnswered, type Outcome, resultOf } from '../answer.ts';
import type { Report, Severity } from '../report.ts';
import { basisLines } from './basis-words.ts';
import { factsOf, fingerprintOf, sentenceOf, textOf } from './row-facts.ts';
import { isOfFindings } from './severity-words.ts';

export interface Tool {
  readonly version: string;
}

/** SARIF 2.1.0 (OASIS): a rule for each report, a result for each row, and what was not seen as notifications. */
export function sarifOf(outcomes: readonly Outcome[], { version }: Tool) {
  const answers = outcomes.filter(isAnswered);
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'Metsuke', version, rules: outcomes.map(({ report }) => ruleOf(report)) } },
        invocations: [invocationOf(outcomes)],
        results: answers.flatMap((answer) => resultsOf(answer, outcomes.indexOf(answer))),
      },
    ],
  };
}

const LEVELS = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'note',
  info: 'note',
} as const satisfies Record<Severity, string>;
/** On the scale that code scanning of GitHub sorts by. */
const SCORES: Readonly<Record<Severity, string>> = {
  critical: '9.5',
  high: '8.0',
  medium: '5.5',
  low: '2.0',
  info: '0.0',
};

function ruleOf(report: Report) {
  const { id, title, question, severity, topic, cis } = report;
  return {
    id,
    shortDescription: messageOf(title.en),
    fullDescription: messageOf(question.en),
    defaultConfiguration: { level: isOfFindings(report) ? LEVELS[severity] : 'none' },
    properties: {
      'security-severity': SCORES[severity],
      tags: ['security', topic, ...(cis === undefined ? [] : [`cis-aws-foundations/${cis}`])],
    },
  };
}

function resultsOf(answer: Answer, ruleIndex: number) {
  const { report, rows } = answer;
  const isFinding = isOfFindings(report);
  return rows.map((row) => {
    const facts = factsOf(answer, row);
    const place = [
      textOf(facts, 'account'),
      textOf(facts, 'region'),
      textOf(facts, 'target', 'instance', 'bucket', 'rule'),
    ];
    const name = place.filter((each) => each !== undefined).join('/');
    return {
      ruleId: report.id,
      ruleIndex,
      // What only counts is no problem: SARIF says so by its kind, and then allows no level but none.
      kind: isFinding ? 'fail' : 'informational',
      level: isFinding ? LEVELS[report.severity] : 'none',
      message: messageOf(sentenceOf(answer, facts)),
      ...(name === '' ? {} : { locations: [{ logicalLocations: [{ fullyQualifiedName: name, kind: 'resource' }] }] }),
      partialFingerprints: { 'metsukeRow/v1': fingerprintOf(answer, facts) },
      properties: facts,
    };
  });
}

/** An empty list of results is no clean bill: whether all was read, and what was not, is said here. */
function invocationOf(outcomes: readonly Outcome[]) {
  const isKnown = outcomes.every((outcome) => isAnswered(outcome) && resultOf(outcome) !== 'no-logs');
  return {
    executionSuccessful: isKnown,
    toolExecutionNotifications: outcomes.flatMap((outcome, index) => {
      const descriptor = { associatedRule: { id: outcome.report.id, index } };
      if (!isAnswered(outcome))
        return [{ ...descriptor, level: 'error', message: messageOf(`Not evaluated: ${outcome.reason}`) }];
      const level = resultOf(outcome) === 'no-logs' ? 'error' : 'warning';
      const missing = basisLines(outcome.basis, 'en').filter(({ isWarning }) => isWarning);
      const cut = outcome.isCut ? [`Only the first ${outcome.rows.length} rows are here.`] : [];
      return [...missing.map(({ text }) => text), ...cut].map((text) => ({
        ...descriptor,
        level,
        message: messageOf(text),
      }));
    }),
  };
}

/** In a plain text of SARIF too (section 3.11.6), `[words](address)` is a link, and what others wrote must be none. */
function messageOf(text: string) {
  return { text: text.replaceAll(/[[\]\\]/g, String.raw`\$&`) };
}
