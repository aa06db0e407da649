import { BLUEPRINTS } from '../../../src/blueprints/catalog.ts';
import { retell } from '../../../src/domain/say.ts';
import { AUDIT, aConfig, HOME_REGION, LOG, MANAGEMENT, MEMBER } from '../../support/cloudformation-fixture.ts';
import { deployedResources, EVERYTHING, nameOf, THE_REST } from '../../support/named.ts';
import { code, type Language, type Page, type Text, table } from './markdown.ts';

const DESTINATIONS: Readonly<Record<(typeof BLUEPRINTS)[number]['destination'], Text>> = {
  management: { en: 'the management account', ja: '管理アカウント' },
  audit: { en: 'the audit account', ja: '監査アカウント' },
  log: { en: 'the log account', ja: 'ログアカウント' },
  image: { en: 'the image account', ja: 'イメージアカウント' },
  governed: { en: 'every governed account', ja: '統制するすべてのアカウント' },
  members: { en: 'every governed member account', ja: '統制するすべてのメンバーアカウント' },
  'session-vpcs': { en: 'accounts of `sessions.endpoints`', ja: '`sessions.endpoints` のアカウント' },
};

const REGIONS: Readonly<Record<(typeof BLUEPRINTS)[number]['regions'], Text>> = {
  home: { en: 'the home region', ja: 'ホームリージョン' },
  governed: { en: 'every governed region', ja: '統制するすべてのリージョン' },
  'governed-and-global': {
    en: 'every governed region and us-east-1',
    ja: '統制するすべてのリージョンと us-east-1',
  },
  'governed-but-home': {
    en: 'every governed region but the home region',
    ja: 'ホームリージョン以外の統制するリージョン',
  },
  'session-vpcs': { en: 'their regions', ja: 'そのリージョン' },
};

export const namesPage: Page = {
  file: 'names.md',
  title: { en: 'Names', ja: '名前' },
  about: {
    en: 'Every name that Metsuke gives a resource, by blueprint, with all that can be switched on. `<prefix>` is `resourcePrefix`. Resources without a name of their own are not here.',
    ja: 'Metsuke がリソースに付ける名前の一覧です。有効にできるものをすべて有効にした場合を、ブループリントごとに示します。`<prefix>` は `resourcePrefix` です。独自の名前がないリソースは含みません。',
  },
  body: (language) => BLUEPRINTS.flatMap((blueprint) => sectionOf(blueprint.id, language)),
};

const resources = [EVERYTHING, THE_REST].flatMap(deployedResources);

function sectionOf(id: string, language: Language): readonly string[] {
  const blueprint = BLUEPRINTS.find((one) => one.id === id);
  const own = resources.filter((resource) => resource.blueprint.id === id);
  const names = new Map<string, Set<string>>();
  for (const resource of own) {
    const name = nameOf(resource);
    if (name !== null) names.set(resource.type, (names.get(resource.type) ?? new Set()).add(readable(name)));
  }
  if (!blueprint || names.size === 0) return [];
  const { title, kind, stackName, destination, regions } = blueprint;
  const where = `${DESTINATIONS[destination][language]}${language === 'en' ? ', ' : '、'}${REGIONS[regions][language]}`;
  const stack = { stack: { en: 'Stack', ja: 'スタック' }, 'stack-set': { en: 'Stack set', ja: 'スタックセット' } };
  return [
    `## ${id}`,
    '',
    language === 'en'
      ? `${title}. ${stack[kind].en} \`${stackName}\`, in ${where}.`
      : `${retell(title)}。${stack[kind].ja} \`${stackName}\`（${where}）。`,
    '',
    ...table(
      language === 'en' ? ['Type', 'Name'] : ['タイプ', '名前'],
      [...names]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([type, ofType]) => [`\`${type}\``, code([...ofType].sort())]),
    ),
  ];
}

const PREFIX = aConfig().resourcePrefix;

/** Without ids of the accounts of the test. */
function readable(name: string): string {
  return name
    .replaceAll(PREFIX.replaceAll('-', '_'), '<prefix>')
    .replaceAll(PREFIX, '<prefix>')
    .replaceAll(LOG, '<log account>')
    .replaceAll(AUDIT, '<audit account>')
    .replaceAll(MANAGEMENT, '<management account>')
    .replaceAll(MEMBER, '<account>')
    .replaceAll(HOME_REGION, '<region>')
    .replace(/-[0-9a-f]{8}$/, '-<hash>');
}
