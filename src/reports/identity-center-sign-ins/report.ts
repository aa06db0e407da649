import { countCalls } from '../call-count.ts';

export const identityCenterSignIns = countCalls({
  id: 'identity-center-sign-ins',
  title: { en: 'Sign-ins through Identity Center', ja: 'Identity Center によるサインイン' },
  question: {
    en: 'Who signs in through Identity Center, from where, and how often does it fail?',
    ja: 'Identity Center で誰がどこからサインインしたか。何回失敗したか。',
  },
  audience: 'security',
  severity: 'info',
  topic: 'identity',
  calls: {
    signin: ['CredentialChallenge', 'CredentialVerification', 'UserAuthentication'],
    sso: ['Authenticate', 'CreateToken', 'Federate', 'GetRoleCredentials', 'ListApplications', 'Logout'],
    'sso-oauth': ['CreateToken', 'StartDeviceAuthorization'],
  },
  by: { user: 'coalesce(useridentity.username, useridentity.onbehalfof.userid)', event: 'eventname' },
  chart: { label: 'actor', value: 'calls' },
});
