import type { Json, JsonObject } from '../../../src/domain/json.ts';
import { GUARDRAILS } from '../../../src/guardrails/catalog.ts';
import { LEFT_OPEN } from '../../../src/guardrails/left-open.ts';
import { AUDIT, aConfig, FACTS, LOG, ORGANIZATION } from '../../support/cloudformation-fixture.ts';
import { LEFT_OPEN_JA } from './left-open-ja.ts';
import { code, type Language, type Page, table } from './markdown.ts';

const config = aConfig();

export const guardrailsPage: Page = {
  file: 'guardrail-statements.md',
  title: { en: 'What each policy denies', ja: '各ポリシーが拒否すること' },
  about: {
    en: 'The statements of every organization policy with the default configuration, what they are for, and who is exempt. `<prefix>` is `resourcePrefix`. How to use them: [guardrails.md](guardrails.md).',
    ja: '初期設定での、組織のポリシーそれぞれの文と、対象、例外のロールです。`<prefix>` は `resourcePrefix` です。使い方は [guardrails.md](guardrails.md) にあります。',
  },
  body: (language) => [...GUARDRAILS.flatMap((guardrail) => sectionOf(guardrail, language)), ...leftOpen(language)],
};

type AGuardrail = (typeof GUARDRAILS)[number];

function sectionOf(guardrail: AGuardrail, language: Language): readonly string[] {
  const document = guardrail.document(config, FACTS);
  const statements = document.Statement;
  const heading = [`## ${guardrail.id}`, ''];
  // A declarative policy has no statements.
  if (!Array.isArray(statements)) return [...heading, '```json', JSON.stringify(document, null, 2), '```', ''];
  return [...heading, ...statements.flatMap((statement) => statementOf(statement as JsonObject, language))];
}

function statementOf(statement: JsonObject, language: Language): readonly string[] {
  const { Sid, Action, NotAction, Resource, Condition } = statement;
  const { exempt, others } = split((Condition ?? {}) as JsonObject);
  const words = WORDS[language];
  const lines = [
    Action === undefined ? `${words.allBut} ${code(texts(NotAction))}` : `${words.denied} ${code(texts(Action))}`,
    `${words.on} ${code(texts(Resource))}`,
    ...(Object.keys(others).length > 0 ? [`${words.onlyIf} ${code([readable(JSON.stringify(others))])}`] : []),
    ...(exempt.length > 0 ? [`${words.exempt} ${code(exempt)}`] : []),
  ];
  return [`### ${Sid}`, '', ...lines.map((line) => `- ${line}`), ''];
}

const WORDS = {
  en: { denied: 'Denied:', allBut: 'Everything but:', on: 'On:', onlyIf: 'Only if:', exempt: 'Not for:' },
  ja: { denied: '拒否:', allBut: '次を除くすべてを拒否:', on: '対象:', onlyIf: '条件:', exempt: '例外:' },
};

/** Roles that the statement does not bind, and what else must hold. */
function split(condition: JsonObject): { readonly exempt: readonly string[]; readonly others: JsonObject } {
  const { ArnNotLike = {}, ...others } = condition;
  // IAM does not mind how a key is spelt.
  const entries = Object.entries(ArnNotLike as JsonObject);
  const isRole = (key: string) => key.toLowerCase() === 'aws:principalarn';
  const exempt = entries.filter(([key]) => isRole(key)).flatMap(([, value]) => texts(value));
  const rest = Object.fromEntries(entries.filter(([key]) => !isRole(key)));
  return { exempt, others: Object.keys(rest).length > 0 ? { ...others, ArnNotLike: rest } : others };
}

function texts(value: Json | undefined): readonly string[] {
  return [value ?? []].flat().map((text) => readable(String(text)));
}

function readable(text: string): string {
  return text
    .replaceAll(config.resourcePrefix, '<prefix>')
    .replaceAll(config.resourcePrefix.replaceAll('-', '_'), '<prefix>')
    .replaceAll(ORGANIZATION, '<organization>')
    .replaceAll(AUDIT, '<audit account>')
    .replaceAll(LOG, '<log account>');
}

function leftOpen(language: Language): readonly string[] {
  const isEnglish = language === 'en';
  return [
    isEnglish ? '## What is left open' : '## 開けたままの操作',
    '',
    isEnglish
      ? 'Of what changes a resource of ours, this is not denied. Everything else is: a test walks every resource of every template and every action of its type.'
      : 'Metsuke のリソースを変える操作のうち、拒否しないものです。ほかはすべて拒否します。テストが、全テンプレートの全リソースについて、そのタイプのすべての操作を確かめます。',
    '',
    ...table(
      isEnglish ? ['Type', 'Actions', 'Why'] : ['タイプ', '操作', '理由'],
      LEFT_OPEN.map(({ type, actions, why }) => [
        `\`${type}\``,
        code(actions),
        isEnglish ? why : (LEFT_OPEN_JA[type] ?? ''),
      ]),
    ),
  ];
}
