import { describe, expect, it } from 'vitest';
import { makeJsonSchema } from '../../src/config/json-schema.ts';
import { JAPANESE } from '../../src/words/ja/catalogue.ts';
import { descriptionsIn } from './descriptions.ts';
import { type Text, textsOf, textsOfProgram } from './said.ts';

const { said, unsaid } = textsOfProgram();
const descriptions = descriptionsIn(makeJsonSchema());

/** Files whose sentences are not those of the command line, and why. */
const NOT_SPOKEN: readonly (readonly [RegExp, string])[] = [
  [
    /^src\/(blueprints|guardrails)\//,
    'CloudFormation templates, policies and what a person pastes from a page in English',
  ],
  [/^src\/images\//, 'a playbook and its log on the instance that is built'],
  [/^src\/(reports|rules|notifications)\//, 'have both languages beside each other'],
  [
    /^src\/evidence\/bundle\/(cover|cover-text|openssl-steps|render-cover)\.ts:/,
    'a folder for auditors, in both languages',
  ],
  [/^src\/(query|inventory|archive\/(tables|cloudtrail\/select|compact\/sorter))/, 'SQL'],
  [/^src\/sandbox\/(activity|event-samples|credentials)/, 'what is recorded in logs of AWS, and variables of a shell'],
  [/^src\/words\//, 'the catalogue itself'],
];

/** Read in English still. One that is translated leaves the list: the test asks. */
const STILL_ENGLISH: readonly string[] = [
  'src/cli/commands/completion.ts',
  'src/cli/commands/evidence-export.ts',
  'src/cli/commands/evidence-verify.ts',
  'src/cli/commands/evidence.ts',
  'src/cli/commands/help.ts',
  'src/cli/commands/image-build.ts',
  'src/cli/commands/image-list.ts',
  'src/cli/commands/image-status.ts',
  'src/cli/commands/image-usage.ts',
  'src/cli/commands/image.ts',
  'src/cli/commands/inventory-unmanaged.ts',
  'src/cli/commands/inventory.ts',
  'src/cli/commands/notifications-preview.ts',
  'src/cli/commands/notifications.ts',
  'src/cli/commands/patch-now.ts',
  'src/cli/commands/patch-schedule.ts',
  'src/cli/commands/patch-status.ts',
  'src/cli/commands/patch.ts',
  'src/cli/commands/query-ddl.ts',
  'src/cli/commands/query-run.ts',
  'src/cli/commands/query.ts',
  'src/cli/commands/report-list.ts',
  'src/cli/commands/report-name.ts',
  'src/cli/commands/report-pack.ts',
  'src/cli/commands/report-show.ts',
  'src/cli/commands/report-sigma.ts',
  'src/cli/commands/report.ts',
  'src/cli/commands/rules-list.ts',
  'src/cli/commands/rules-test.ts',
  'src/cli/commands/rules.ts',
  'src/cli/commands/sandbox-activity.ts',
  'src/cli/commands/sandbox-chain.ts',
  'src/cli/commands/sandbox-digest.ts',
  'src/cli/commands/sandbox-event.ts',
  'src/cli/commands/sandbox-mail.ts',
  'src/cli/commands/sandbox-mailbox.ts',
  'src/cli/render/command-results.ts',
  'src/cli/render/coverage.ts',
  'src/cli/render/error.ts',
  'src/cli/render/evidence-bundle.ts',
  'src/cli/render/evidence-counter.ts',
  'src/cli/render/evidence.ts',
  'src/cli/render/instances.ts',
  'src/cli/render/list.ts',
  'src/cli/render/live.ts',
  'src/cli/render/patch-plan.ts',
  'src/cli/render/patch-results.ts',
  'src/cli/render/preview.ts',
  'src/cli/render/problems.ts',
  'src/cli/render/progress.ts',
  'src/cli/render/report-table.ts',
  'src/cli/render/rule-status.ts',
  'src/config/commented.ts',
  'src/config/init.ts',
];

/** Commands, names and values, which are the same in every language. */
const COMMANDS =
  /^(aws|notifications:|## |\| |metsuke|brew|curl|Debian and Ubuntu:|HTTP|Bearer|tag|filter|--| --|\(hidden)/;

const unspoken = unsaid.filter(({ key, at }) => !COMMANDS.test(key) && !NOT_SPOKEN.some(([files]) => files.test(at)));

describe('texts', () => {
  it('are found in the source by the tags of their templates and by counts', () => {
    const source = `const a = say${template('$x of $y')}; countOf(2, 'box', 'boxes'); note${template('b')}; listOrCount(names, 3, 'ids')`;
    const keys = textsOf(source, 'a.ts').said.map(({ key }) => key);
    expect(keys).toEqual(['{0} of {1}', '{0} boxes', 'b', '{0} ids']);
  });

  it('that nothing marks are found by their look', () => {
    const source = `log(${template('$x is gone')}); throw new Error('no such thing'); if (a === 'b c') err('two words'); err('one');`;
    expect(textsOf(source, 'a.ts').unsaid.map(({ key }) => key)).toEqual(['{0} is gone', 'two words']);
  });

  it('are all marked for translation', () => {
    expect(unspoken.filter(({ at }) => !STILL_ENGLISH.includes(fileOf(at))).map(show)).toEqual([]);
  });

  // A line that says "not tried" itself takes these words off.
  it('of what was not tried begin with the same words', () => {
    const reasons = said.filter(({ key }) => key.startsWith('Not tried'));
    expect(reasons.length).toBeGreaterThan(5);
    expect(reasons.filter(({ key }) => !key.startsWith('Not tried:')).map(show)).toEqual([]);
    const prefix = JAPANESE['Not tried:'] ?? 'no such text';
    expect(reasons.filter(({ key }) => !JAPANESE[key]?.startsWith(prefix)).map(show)).toEqual([]);
  });

  it('are read in English still in the files that say so, and in no other', () => {
    const files = new Set(unspoken.map(({ at }) => fileOf(at)));
    expect(STILL_ENGLISH.filter((file) => !files.has(file))).toEqual([]);
  });
});

describe('the Japanese catalogue', () => {
  it('has every text that a person reads', () => {
    expect(said.filter(({ key }) => !(key in JAPANESE)).map(show)).toEqual([]);
  });

  it('has every description of the configuration', () => {
    expect(descriptions.filter((text) => !(text in JAPANESE))).toEqual([]);
  });

  it('has no text that nothing says any more', () => {
    const known = new Set([...said.map(({ key }) => key), ...descriptions]);
    expect(Object.keys(JAPANESE).filter((key) => !known.has(key))).toEqual([]);
  });

  it('keeps the placeholders of each text', () => {
    const differ = ([key, translation]: [string, string]) => placeholders(key) !== placeholders(translation);
    expect(Object.entries(JAPANESE).filter(differ)).toEqual([]);
  });
});

/** Of source text: $x stands for an expression. */
function template(text: string): string {
  return `\`${text.replace(/\$(\w)/g, (_, name) => `\${${name}}`)}\``;
}

function placeholders(text: string): string {
  return [...new Set(text.match(/\{\d+\}/g))].sort().join();
}

/** Of `src/a.ts:12`. */
function fileOf(at: string): string {
  return at.replace(/:\d+$/, '');
}

function show({ key, at }: Text): string {
  return `${at} ${key}`;
}
