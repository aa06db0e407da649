import {
  PERMISSIONS,
  type Permission,
  STACK_PERMISSIONS,
} from '../../../src/blueprints/stackset-execution/permissions.ts';
import { code, type Language, type Page } from './markdown.ts';

export const executionRolePage: Page = {
  file: 'execution-role.md',
  title: { en: 'What the execution role may do', ja: '実行ロールにできること' },
  about: {
    en: 'The role of CloudFormation StackSets in every governed account, with `stackSets.executionPolicy: scoped`, by the type of the resource that it makes, changes and deletes. With `administrator` it has AdministratorAccess instead.',
    ja: '統制する各アカウントにある CloudFormation StackSets の実行ロールの権限です（`stackSets.executionPolicy: scoped` の場合）。作成・変更・削除するリソースのタイプごとに示します。`administrator` の場合は、代わりに AdministratorAccess を持ちます。',
  },
  body: (language) => [
    ...sectionOf('AWS::CloudFormation::Stack', STACK_PERMISSIONS, language),
    ...Object.entries(PERMISSIONS)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .flatMap(([type, permissions]) => sectionOf(type, permissions, language)),
  ],
};

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
