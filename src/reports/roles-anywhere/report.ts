import { listCalls, requests } from '../call-list.ts';

export const rolesAnywhere = listCalls({
  id: 'roles-anywhere',
  title: { en: 'IAM Roles Anywhere changed', ja: 'IAM Roles Anywhere の変更' },
  question: {
    en: 'Which certificates from outside may take roles, and who allowed them?',
    ja: '外部のどの証明書でロールを引き受けられるようにしたか。許可したのは誰か。',
  },
  audience: 'security',
  severity: 'high',
  topic: 'identity',
  calls: {
    rolesanywhere: [
      'CreateProfile',
      'CreateTrustAnchor',
      'DeleteCrl',
      'DeleteProfile',
      'DeleteTrustAnchor',
      'DisableCrl',
      'EnableProfile',
      'EnableTrustAnchor',
      'ImportCrl',
      'UpdateProfile',
      'UpdateTrustAnchor',
    ],
  },
  target: [...requests('name', 'trustAnchorId', 'profileId', 'crlId')],
});
