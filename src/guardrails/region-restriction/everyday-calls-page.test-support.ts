import { covers } from './action-pattern.ts';
import { BY_DEFAULT, BY_SETTING, DENIED, type Use } from './everyday-calls.test-support.ts';
import { GLOBAL_ACTIONS, grantOfGlobalServices } from './global-actions.ts';

type Language = 'en' | 'ja';

const { regions: SOME, actions: IN_SOME } = grantOfGlobalServices('aws');

const HEADINGS = {
  en: {
    byDefault: `| Works by default | In every region | In ${SOME.join(' and ')} only |`,
    bySetting: '| Works with a setting, not by default | Below `guardrails.regionRestriction` |',
    denied: '| Stays denied, with every one of these settings | Among others |',
  },
  ja: {
    byDefault: `| 既定で使えるもの | 全リージョン | ${SOME.join('、')} だけ |`,
    bySetting: '| 設定すれば使えるもの（既定では使えない） | `guardrails.regionRestriction` の設定 |',
    denied: '| これらの設定をすべてしても拒否するもの | 例 |',
  },
};

/** The tables of docs/guardrails.md. */
export function makePageSection(language: Language): string {
  const { byDefault, bySetting, denied } = HEADINGS[language];
  return [
    ...makeTable(
      byDefault,
      BY_DEFAULT.map((use) => [use.what[language], patterns(use, GLOBAL_ACTIONS), patterns(use, IN_SOME)]),
    ),
    ...makeTable(
      bySetting,
      BY_SETTING.map(({ what, needs }) => [
        what[language],
        inCode(Object.entries(needs).map(([key, value]) => settingText({ [key]: value }))),
      ]),
    ),
    ...makeTable(
      denied,
      Object.entries(DENIED).map(([region, actions]) => [region, inCode(actions)]),
    ),
  ].join('\n');
}

function makeTable(heading: string, rows: readonly (readonly string[])[]): readonly string[] {
  const rule = `${'|---'.repeat(heading.split('|').length - 2)}|`;
  return [heading, rule, ...rows.map((cells) => `| ${cells.join(' | ')} |`), ''];
}

/** What of the policy lets the calls pass. */
function patterns({ calls }: Use, all: readonly string[]): string {
  const actions = Object.values(calls).flat();
  return inCode(all.filter((pattern) => actions.some((action) => covers(pattern, action))));
}

function inCode(texts: readonly string[]): string {
  return texts.map((text) => `\`${text}\``).join(' ');
}

/** YAML in one line, without the brackets around it. */
export function settingText(settings: object): string {
  return Object.entries(settings)
    .map(([key, value]) => `${key}: ${flow(value)}`)
    .join(', ');
}

function flow(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flow).join(', ')}]`;
  return typeof value === 'object' && value !== null ? `{${settingText(value)}}` : String(value);
}
