import { listCalls, requests } from '../call-list.ts';

export const accountSettings = listCalls({
  id: 'account-settings',
  title: { en: 'Settings of accounts changed', ja: 'アカウント設定の変更' },
  question: {
    en: 'Who enabled a region, or changed contacts, name or address of an account?',
    ja: 'リージョンを有効にした、またはアカウントの連絡先・名前・メールアドレスを変えたのは誰か。',
  },
  audience: 'security',
  severity: 'medium',
  topic: 'activity',
  calls: {
    account: [
      'AcceptPrimaryEmailUpdate',
      'DeleteAlternateContact',
      'DisableRegion',
      'EnableRegion',
      'PutAccountName',
      'PutAlternateContact',
      'PutContactInformation',
      'StartPrimaryEmailUpdate',
    ],
    iam: ['CreateAccountAlias', 'DeleteAccountAlias'],
    signin: ['EmailUpdated'],
  },
  target: requests('regionName', 'RegionName', 'alternateContactType', 'accountId', 'AccountId', 'accountAlias'),
});
