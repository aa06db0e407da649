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
    /^src\/(blueprints\/|guardrails\/|capabilities\/(?!.*\/(setting|losses|section|occupant|aws)\b))/,
    'CloudFormation templates, policies and what a person pastes from a page in English',
  ],
  [/^src\/images\//, 'a playbook and its log on the instance that is built'],
  [/^src\/(reports|rules|notifications)\//, 'have both languages beside each other'],
  [
    /^src\/evidence\/bundle\/(cover|cover-text|openssl-steps|render-cover)\.ts:/,
    'a folder for auditors, in both languages',
  ],
  [/^src\/(query|inventory|archive\/(tables|cloudtrail\/(select|copies|leaves)|compact\/sorter))/, 'SQL'],
  [
    /^src\/(aws\/)?access\/(sheet|sheet-html|collect|trust|account-access|identity-center)\.ts:/,
    'what snapshots keep and people sign: the same words in every language; the page of a sheet has both languages',
  ],
  [/^src\/sandbox\/(activity|event-samples|credentials)/, 'what is recorded in logs of AWS, and variables of a shell'],
  [/^src\/cli\/completion-scripts\.ts:/, 'programs of shells'],
  [/^src\/(words\/|capabilities\/.*words-ja)/, 'the catalogue itself'],
  [/^src\/aws\/settings\.ts:/, 'the description of a parameter in an account, in English as those of templates'],
  [/^src\/dashboard\/(web\/|server\/render-page)/, 'a page, which takes its texts from the words of the page'],
  [/^src\/dashboard\/view\/words\//, 'the words of the page, in a file for each language'],
];

/** Commands, names and values, which are the same in every language. */
const COMMANDS =
  /^(aws |notifications:|metsuke synth|metsuke (apply|plan)( --deep)?$|SELECT accountId|configuration\.target|WHERE resourceType|brew |Debian and Ubuntu:|HTTP|Bearer|tag |filter | --profile|--capabilities|--set \{0\}=$|metsuke evidence check|enabled: false$|\(hidden)/;

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
    expect(unspoken.map(show)).toEqual([]);
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

function show({ key, at }: Text): string {
  return `${at} ${key}`;
}
