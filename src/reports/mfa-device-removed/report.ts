import { listCalls, requests } from '../call-list.ts';

export const mfaDeviceRemoved = listCalls({
  id: 'mfa-device-removed',
  title: { en: 'MFA devices removed', ja: 'MFA デバイスの削除' },
  question: { en: 'Whose second factor was taken away?', ja: '多要素認証を外されたのは誰か。' },
  audience: 'security',
  severity: 'high',
  topic: 'identity',
  calls: { iam: ['DeactivateMFADevice', 'DeleteVirtualMFADevice'], 'sso-directory': ['DeleteMfaDeviceForUser'] },
  target: requests('userName', 'serialNumber', 'userId'),
});
