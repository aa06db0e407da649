import { countCalls } from '../call-count.ts';

export const mailSendingProbed = countCalls({
  id: 'mail-sending-probed',
  title: { en: 'Mail sending looked at or prepared', ja: 'メール送信の調査と準備' },
  question: {
    en: 'Who looks at, raises or opens our ability to send mail?',
    ja: '自社のメール送信機能を調べた、または広げたのは誰か。',
  },
  audience: 'security',
  severity: 'medium',
  topic: 'activity',
  calls: {
    ses: [
      'CreateEmailIdentity',
      'DeleteIdentity',
      'GetAccount',
      'GetAccountSendingEnabled',
      'GetIdentityVerificationAttributes',
      'GetSendQuota',
      'GetSendStatistics',
      'ListEmailIdentities',
      'ListIdentities',
      'ListVerifiedEmailAddresses',
      'PutAccountDetails',
      'PutAccountSendingAttributes',
      'PutIdentityPolicy',
      'UpdateAccountSendingEnabled',
      'VerifyDomainIdentity',
      'VerifyEmailIdentity',
    ],
  },
  by: { region: 'awsregion', event: 'eventname' },
  chart: { label: 'actor', value: 'calls' },
});
