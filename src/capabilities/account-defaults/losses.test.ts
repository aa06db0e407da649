import { describe, expect, it } from 'vitest';
import type { Json } from '../../domain/json.ts';
import { lossOfDefault } from './losses.ts';

const CIS = {
  ...{ MinimumPasswordLength: 14, PasswordReusePrevention: 24, MaxPasswordAge: null, HardExpiry: false },
  ...{ RequireSymbols: false, RequireNumbers: false, RequireUppercaseCharacters: false },
  ...{ RequireLowercaseCharacters: false, AllowUsersToChangePassword: true },
};
const ofPolicy = (from: Json | undefined) => lossOfDefault({ kind: 'set', name: 'passwordPolicy', from, to: CIS });
const STRICTER = /asks for more/;

describe('a password policy that is replaced', () => {
  it.each([
    ['none', null],
    ['a shorter one', { ...CIS, MinimumPasswordLength: 8 }],
    ['one that remembers fewer passwords', { ...CIS, PasswordReusePrevention: null }],
    ['one that lets nobody change a password', { ...CIS, AllowUsersToChangePassword: false }],
    ['the same', CIS],
  ])('is no loss: %s', (_what, from) => {
    expect(ofPolicy(from)).toBeNull();
  });

  it.each([
    ['a longer one', { ...CIS, MinimumPasswordLength: 15 }],
    ['one whose passwords end', { ...CIS, MaxPasswordAge: 90 }],
    ['one that asks for symbols', { ...CIS, RequireSymbols: true }],
    ['one that asks for digits', { ...CIS, RequireNumbers: true }],
    ['one that asks for capital letters', { ...CIS, RequireUppercaseCharacters: true }],
    ['one that asks for small letters', { ...CIS, RequireLowercaseCharacters: true }],
    ['one that ends hard', { ...CIS, HardExpiry: true }],
    ['one that nobody could see', undefined],
  ])('is a loss: %s', (_what, from) => {
    expect(ofPolicy(from)).toMatch(STRICTER);
  });

  it('is a loss when it remembers more passwords', () => {
    const to = { ...CIS, PasswordReusePrevention: 5 };
    expect(lossOfDefault({ kind: 'set', name: 'passwordPolicy', from: CIS, to })).toMatch(STRICTER);
  });
});

describe('a default VPC that goes', () => {
  it.each([
    [null, null],
    ['vpc-1', /the empty default VPC vpc-1 goes/],
    [undefined, /default VPCs go where they are empty/],
  ])('%s', (from, loss) => {
    const told = lossOfDefault({ kind: 'set', name: 'emptyDefaultVpc', from, to: null });
    if (loss === null) expect(told).toBeNull();
    else expect(told).toMatch(loss);
  });
});

it.each([
  'ebsEncryption',
  'instanceMetadataTokens',
  'snapshotPublicAccess',
  'imagePublicAccess',
  'documentPublicSharing',
  'passwordPolicy',
])('%s is a loss when it is given back, and none when it is set', (name) => {
  expect(lossOfDefault({ kind: 'given-back', name })).toEqual(expect.any(String));
  if (name !== 'passwordPolicy') expect(lossOfDefault({ kind: 'set', name, from: 'x', to: 'y' })).toBeNull();
});

it('a key and a VPC that are given back are no loss', () => {
  expect(lossOfDefault({ kind: 'given-back', name: 'ebsKey' })).toBeNull();
  expect(lossOfDefault({ kind: 'given-back', name: 'emptyDefaultVpc' })).toBeNull();
});
