import { expect, it } from 'vitest';
import { aConfig, HOME, planOf, run } from '../../../test/support/engine.ts';
import { FakeAws } from '../../../test/support/fake-aws.ts';
import { anOrg } from '../../../test/support/organization.ts';
import { descriptionOf } from '../../engine/steps/describe.ts';
import { accountDefaultsBlueprint } from './blueprint.ts';
import { valuesOf } from './setting.ts';

const namesIn = (accountDefaults: object, guardrails: object = {}): readonly string[] =>
  Object.keys(valuesOf(aConfig({ accountDefaults: { enabled: true, ...accountDefaults }, guardrails })));

it('sets what is asked for, in the words of AWS', () => {
  const all = { ebsKey: 'alias/volumes', removeDefaultVpcs: true, passwordPolicy: { maxAgeDays: 90 } };
  expect(valuesOf(aConfig({ accountDefaults: { enabled: true, ...all } }))).toEqual({
    ebsEncryption: true,
    ebsKey: 'alias/volumes',
    instanceMetadataTokens: 'required',
    snapshotPublicAccess: 'block-all-sharing',
    imagePublicAccess: 'block-new-sharing',
    documentPublicSharing: 'Disable',
    emptyDefaultVpc: null,
    passwordPolicy: {
      ...{ MinimumPasswordLength: 14, PasswordReusePrevention: 24, MaxPasswordAge: 90, RequireSymbols: false },
      ...{ RequireNumbers: false, RequireUppercaseCharacters: false, RequireLowercaseCharacters: false },
      ...{ AllowUsersToChangePassword: true, HardExpiry: false },
    },
  });
});

const SECURITY = { name: 'Team', title: 'CSIRT', email: 'csirt@example.com', phone: '+81 3 0000 0000' };

it('has contacts by their digest only, which is another one when they change', () => {
  const recordOf = (contacts: object) =>
    valuesOf(aConfig({ accountDefaults: { enabled: true, contacts } })).securityContact;
  expect(recordOf({ security: SECURITY })).toMatch(/^[0-9a-f]{16}$/);
  expect(recordOf({ security: { ...SECURITY, phone: '+81 3 0000 0001' } })).not.toBe(recordOf({ security: SECURITY }));
  expect(recordOf({})).toBeUndefined();
});

it('puts contacts that no plan holds, shows or saves', async () => {
  const aws = new FakeAws(anOrg().build());
  const place = `account-defaults ${aws.idOf('log')} ${HOME}`;
  aws.settings.values.set(place, { securityContact: { EmailAddress: 'former@example.com' } });
  const config = aConfig({ accountDefaults: { enabled: true, contacts: { security: SECURITY } } });
  const { plan, result } = await run(aws, config);
  expect(result.status).toBe('done');
  const said = JSON.stringify([plan, plan.steps.map((step) => descriptionOf(step).details(step, plan))]);
  expect(said).toContain('securityContact (hidden) → (hidden)');
  for (const text of ['csirt@', 'former@', '+81', 'CSIRT']) expect(said).not.toContain(text);
  expect(aws.settings.values.get(place)).toMatchObject({
    securityContact: { EmailAddress: SECURITY.email, Name: 'Team', PhoneNumber: SECURITY.phone, Title: 'CSIRT' },
  });
  expect((await planOf(aws, config)).steps).toEqual([]);
  await run(aws, aConfig({ accountDefaults: { enabled: true } }));
  expect(aws.settings.values.get(place)).toMatchObject({ securityContact: { EmailAddress: 'former@example.com' } });
});

it('removes no VPC and chooses no key unless asked to', () => {
  expect(namesIn({})).not.toContain('emptyDefaultVpc');
  expect(namesIn({})).not.toContain('ebsKey');
});

it.each([
  ['ebsEncryption', { ebsEncryption: false }],
  ['instanceMetadataTokens', { imdsV2: false }],
  ['snapshotPublicAccess', { blockPublicSnapshots: false }],
  ['imagePublicAccess', { blockPublicImages: false }],
  ['documentPublicSharing', { blockPublicDocuments: false }],
  ['passwordPolicy', { passwordPolicy: { enabled: false } }],
])('%s is left alone when it is switched off', (name, section) => {
  expect(namesIn({})).toContain(name);
  expect(namesIn(section)).toEqual(namesIn({}).filter((one) => one !== name));
});

it('leaves alone what a policy of the organization says of every account', () => {
  const root = { ec2Settings: { enabled: true, targets: ['root'] } };
  const decided = ['instanceMetadataTokens', 'snapshotPublicAccess', 'imagePublicAccess'];
  expect(namesIn({}, root)).toEqual(namesIn({}).filter((name) => !decided.includes(name)));
  const unit = { ec2Settings: { enabled: true, targets: ['Workloads'] } };
  expect(namesIn({}, unit)).toEqual(namesIn({}));
});

it('is off unless metsuke.yaml switches it on', () => {
  expect(accountDefaultsBlueprint.isEnabled(aConfig())).toBe(false);
});
