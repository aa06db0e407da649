import { createHash } from 'node:crypto';
import type { Setting } from '../../blueprints/blueprint.ts';
import type { Config } from '../../config/schema.ts';
import { canonicalJson, type Json } from '../../domain/json.ts';
import type { SettingValues } from '../../domain/setting.ts';
import { lossOfDefault } from './losses.ts';
import { ACCOUNT_WIDE, CONTACTS, DEFAULTS } from './names.ts';

type Defaults = Config['accountDefaults'];

/** In AWS's own values, so that what is found can be compared and put back. */
export const accountDefaultsSetting: Setting = {
  calls: {
    ec2: [
      'DisableEbsEncryptionByDefault',
      'ModifyEbsDefaultKmsKeyId',
      'ResetEbsDefaultKmsKeyId',
      'ModifyInstanceMetadataDefaults',
      'DisableSnapshotBlockPublicAccess',
      'EnableSnapshotBlockPublicAccess',
      'DisableImageBlockPublicAccess',
      'CreateDefaultVpc',
    ],
    ssm: ['UpdateServiceSetting', 'ResetServiceSetting'],
    iam: ['UpdateAccountPasswordPolicy', 'DeleteAccountPasswordPolicy'],
    account: ['PutAlternateContact', 'DeleteAlternateContact'],
  },
  hidden: Object.values(CONTACTS),
  rights: [
    'account:DeleteAlternateContact',
    'account:GetAlternateContact',
    'account:PutAlternateContact',
    'ec2:CreateDefaultVpc',
    'ec2:DeleteInternetGateway',
    'ec2:DeleteSubnet',
    'ec2:DeleteVpc',
    'ec2:Describe*',
    'ec2:DetachInternetGateway',
    'ec2:DisableEbsEncryptionByDefault',
    'ec2:DisableImageBlockPublicAccess',
    'ec2:DisableSnapshotBlockPublicAccess',
    'ec2:EnableEbsEncryptionByDefault',
    'ec2:EnableImageBlockPublicAccess',
    'ec2:EnableSnapshotBlockPublicAccess',
    'ec2:GetEbsDefaultKmsKeyId',
    'ec2:GetEbsEncryptionByDefault',
    'ec2:GetImageBlockPublicAccessState',
    'ec2:GetInstanceMetadataDefaults',
    'ec2:GetSnapshotBlockPublicAccessState',
    'ec2:ModifyEbsDefaultKmsKeyId',
    'ec2:ModifyInstanceMetadataDefaults',
    'ec2:ResetEbsDefaultKmsKeyId',
    'iam:DeleteAccountPasswordPolicy',
    'iam:GetAccountPasswordPolicy',
    'iam:UpdateAccountPasswordPolicy',
    'kms:DescribeKey',
    'ssm:DeleteParameter',
    'ssm:GetParameter',
    'ssm:GetServiceSetting',
    'ssm:PutParameter',
    'ssm:UpdateServiceSetting',
  ],
  wanted: ({ config }, { isHome }) => ({ ...valuesInRegion(config), ...(isHome && valuesOfAccount(config)) }),
  lossOf: lossOfDefault,
};

/** All that is set anywhere, as the record of it tells: of contacts, no more than whether they are the same. */
export function valuesOf(config: Pick<Config, 'accountDefaults' | 'guardrails'>): SettingValues {
  const values = { ...valuesInRegion(config), ...valuesOfAccount(config) };
  const hidden = Object.values(CONTACTS).filter((name) => name in values);
  return { ...values, ...Object.fromEntries(hidden.map((name) => [name, digestOf(values[name])])) };
}

function digestOf(value: Json | undefined): string {
  return createHash('sha256')
    .update(canonicalJson(value ?? null))
    .digest('hex')
    .slice(0, 16);
}

function valuesInRegion({
  accountDefaults: wanted,
  guardrails: { ec2Settings },
}: Pick<Config, 'accountDefaults' | 'guardrails'>): SettingValues {
  // What the policy says of every account, no account can set.
  const decided = ec2Settings.enabled && ec2Settings.targets.includes('root') ? ec2Settings : null;
  return {
    ...(wanted.ebsEncryption && { [DEFAULTS.ebsEncryption]: true }),
    ...(wanted.ebsKey !== undefined && { [DEFAULTS.ebsKey]: wanted.ebsKey }),
    ...(wanted.imdsV2 && !decided?.imdsV2 && { [DEFAULTS.imds]: 'required' }),
    ...(wanted.blockPublicSnapshots && !decided?.blockPublicSnapshots && { [DEFAULTS.snapshots]: 'block-all-sharing' }),
    ...(wanted.blockPublicImages && !decided?.blockPublicImages && { [DEFAULTS.images]: 'block-new-sharing' }),
    ...(wanted.blockPublicDocuments && { [DEFAULTS.documents]: 'Disable' }),
    ...(wanted.removeDefaultVpcs && { [DEFAULTS.emptyDefaultVpc]: null }),
  };
}

function valuesOfAccount({
  accountDefaults: { passwordPolicy, contacts },
}: Pick<Config, 'accountDefaults'>): SettingValues {
  const { security, operations, billing } = contacts;
  return {
    ...(passwordPolicy.enabled && { [ACCOUNT_WIDE.passwordPolicy]: policyOf(passwordPolicy) }),
    ...(security && { [CONTACTS.SECURITY]: contactOf(security) }),
    ...(operations && { [CONTACTS.OPERATIONS]: contactOf(operations) }),
    ...(billing && { [CONTACTS.BILLING]: contactOf(billing) }),
  };
}

function contactOf({ name, title, email, phone }: NonNullable<Defaults['contacts']['security']>): SettingValues {
  return { EmailAddress: email, Name: name, PhoneNumber: phone, Title: title };
}

function policyOf(wanted: Defaults['passwordPolicy']): SettingValues {
  return {
    MinimumPasswordLength: wanted.minimumLength,
    PasswordReusePrevention: wanted.reusePrevention,
    MaxPasswordAge: wanted.maxAgeDays ?? null,
    RequireSymbols: wanted.requireSymbols,
    RequireNumbers: wanted.requireNumbers,
    RequireUppercaseCharacters: wanted.requireUppercase,
    RequireLowercaseCharacters: wanted.requireLowercase,
    AllowUsersToChangePassword: wanted.usersMayChange,
    HardExpiry: false,
  };
}
