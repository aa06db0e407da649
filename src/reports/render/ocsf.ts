import { isIP } from 'node:net';
import { type Answer, isAnswered, type Outcome } from '../answer.ts';
import type { Severity } from '../report.ts';
import { type Facts, factsOf, fingerprintOf, sentenceOf, textOf } from './row-facts.ts';
import type { Tool } from './sarif.ts';
import { isOfFindings } from './severity-words.ts';

const VERSION = '1.1.0';
/** Category Findings, class Detection Finding, activity Create. */
const [CATEGORY, CLASS, CREATE] = [2, 2004, 1];
const SEVERITY_IDS: Readonly<Record<Severity, number>> = { info: 1, low: 2, medium: 3, high: 4, critical: 5 };

/** OCSF 1.1.0: a Detection Finding a line for each row of findings. An overview finds nothing, and has none. */
export function ocsfOf(outcomes: readonly Outcome[], tool: Tool): string {
  const answers = outcomes.filter(isAnswered).filter(({ report }) => isOfFindings(report));
  const events = answers.flatMap((answer) => answer.rows.map((row) => eventOf(answer, factsOf(answer, row), tool)));
  return events.map((event) => `${JSON.stringify(event)}\n`).join('');
}

function eventOf(answer: Answer, facts: Facts, { version }: Tool) {
  const { report, period } = answer;
  const uid = fingerprintOf(answer, facts);
  const time = timeOf(facts) ?? Date.parse(period.to) - 1;
  const [account, region, target] = [
    textOf(facts, 'account'),
    textOf(facts, 'region'),
    textOf(facts, 'target', 'instance'),
  ];
  return {
    category_uid: CATEGORY,
    class_uid: CLASS,
    activity_id: CREATE,
    type_uid: CLASS * 100 + CREATE,
    time,
    severity_id: SEVERITY_IDS[report.severity],
    message: sentenceOf(answer, facts),
    metadata: {
      version: VERSION,
      uid,
      profiles: ['cloud'],
      product: { name: 'Metsuke', vendor_name: 'Metsuke', version },
    },
    finding_info: {
      uid,
      title: report.title.en,
      desc: report.question.en,
      types: [report.id],
      data_sources: report.tables,
      created_time: time,
    },
    cloud: {
      provider: 'AWS',
      ...(region !== undefined && { region }),
      ...(account !== undefined && { account: { uid: account, type: 'AWS Account', type_id: 10 } }),
    },
    ...(target !== undefined && { resources: [{ uid: target, ...(region !== undefined && { region }) }] }),
    evidences: [evidenceOf(facts)],
    unmapped: facts,
  };
}

function evidenceOf(facts: Facts) {
  const [actor, event, address] = [textOf(facts, 'actor', 'user'), textOf(facts, 'event'), textOf(facts, 'source_ip')];
  return {
    data: facts,
    ...(actor !== undefined && { actor: { user: { uid: actor } } }),
    ...(event !== undefined && { api: { operation: event } }),
    ...(address !== undefined && isIP(address) !== 0 && { src_endpoint: { ip: address } }),
  };
}

function timeOf(facts: Facts): number | undefined {
  const time = Date.parse(textOf(facts, 'time', 'last_time', 'first_time', 'day') ?? '');
  return Number.isNaN(time) ? undefined : time;
}
