import { expect, it } from 'vitest';
import { aConfig } from '../../../test/support/engine.ts';
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
