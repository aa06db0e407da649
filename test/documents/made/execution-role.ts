import { ROLE_BOUNDARY } from '../../../src/blueprints/stackset-execution/boundary.ts';
import type { Permission } from '../../../src/blueprints/stackset-execution/permission.ts';
import {
  AUDIT_ROLE_PERMISSIONS,
  PERMISSIONS,
  STACK_PERMISSIONS,
} from '../../../src/blueprints/stackset-execution/permissions.ts';
import { WIDE } from '../../../src/blueprints/stackset-execution/wide.ts';
import { code, type Language, type Page, table } from './markdown.ts';

export const executionRolePage: Page = {
  file: 'execution-role.md',
  title: { en: 'What the execution role may do', ja: '実行ロールにできること' },
  about: {
    en: 'The role of CloudFormation StackSets in every governed account, with `stackSets.executionPolicy: scoped`, by the type of the resource that it makes, changes and deletes. With `administrator` it has AdministratorAccess instead.',
    ja: '統制する各アカウントにある CloudFormation StackSets の実行ロールの権限です（`stackSets.executionPolicy: scoped` の場合）。作成・変更・削除するリソースのタイプごとに示します。`administrator` の場合は、代わりに AdministratorAccess を持ちます。',
  },
  body: (language) => [
    ...wide(language),
    ...boundary(language),
    ...auditRoles(language),
    ...sectionOf('AWS::CloudFormation::Stack', STACK_PERMISSIONS, language),
    ...Object.entries(PERMISSIONS)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .flatMap(([type, permissions]) => sectionOf(type, permissions, language)),
  ],
};

/** Beyond what has a name or a tag of ours. */
function wide(language: Language): readonly string[] {
  const isEnglish = language === 'en';
  return [
    isEnglish ? '## Beyond our names and tags' : '## Metsuke の名前とタグに限れないもの',
    '',
    isEnglish
      ? 'Everything else that changes something is limited to resources with a name or a tag of Metsuke.'
      : '何かを変えるほかの操作は、Metsuke の名前かタグがあるリソースに限ります。',
    '',
    ...table(
      isEnglish ? ['Actions', 'Why'] : ['操作', '理由'],
      WIDE.map(({ actions, why }) => [code(actions), why[language]]),
    ),
  ];
}

/** What roles that are made through it may do at most. */
function boundary(language: Language): readonly string[] {
  const isEnglish = language === 'en';
  return [
    isEnglish ? '## The boundary of the roles that it makes' : '## 作成するロールのアクセス許可の境界',
    '',
    isEnglish
      ? 'Every role that it makes has the permissions boundary `<prefix>-RoleBoundary`, of the same stack. The role cannot change the boundary or take it away, so no role of Metsuke may do more than this, even if its own policies say more:'
      : '実行ロールが作成するロールには、必ず同じスタックのアクセス許可の境界 `<prefix>-RoleBoundary` が付きます。実行ロールは境界を変更することも外すこともできません。Metsuke のロールは、ポリシーに何が書かれていても、次の範囲を超えられません。',
    '',
    ...ROLE_BOUNDARY.map((permission) => itemOf(permission, language)),
    '',
  ];
}

function auditRoles(language: Language): readonly string[] {
  const isEnglish = language === 'en';
  return [
    isEnglish ? '## Roles of the audit account' : '## 監査アカウントのロール',
    '',
    isEnglish
      ? 'Only with `auditExecutionRoles.enabled: true`: these two roles are an administrator and a reader of everything, and have no boundary.'
      : '`auditExecutionRoles.enabled: true` の場合だけです。この 2 つのロールは、管理者とすべての読み取りのためのもので、境界がありません。',
    '',
    ...AUDIT_ROLE_PERMISSIONS.map((permission) => itemOf(permission, language)),
    '',
  ];
}

function sectionOf(type: string, permissions: readonly Permission[], language: Language): readonly string[] {
  return [`## ${type}`, '', ...permissions.map((permission) => itemOf(permission, language)), ''];
}

function itemOf({ actions, resources, condition }: Permission, language: Language): string {
  const on = code(resources.map(readable));
  const only = condition && code([readable(JSON.stringify(condition))]);
  if (language === 'en') return `- ${code(actions)} on ${on}${only ? `, only if ${only}` : ''}`;
  return `- ${on} に対する ${code(actions)}${only ? `（条件: ${only}）` : ''}`;
}

function readable(text: string): string {
  return text
    .replaceAll(/\$\{ManagedResourcePrefix\}/g, '<prefix>')
    .replaceAll(/\$\{Database\}/g, '<database>')
    .replaceAll(/\$\{AWS::(Partition|AccountId|Region)\}/g, (_all, name: string) => PLACES[name] ?? name);
}

const PLACES: Readonly<Record<string, string>> = { Partition: 'aws', AccountId: '<account>', Region: '<region>' };
