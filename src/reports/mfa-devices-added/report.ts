import { listCalls, requests } from '../call-list.ts';

export const mfaDevicesAdded = listCalls({
  id: 'mfa-devices-added',
  title: { en: 'Second factors registered', ja: '多要素認証デバイスの登録' },
  question: {
    en: 'Who registered a second factor, and for whom?',
    ja: '誰が誰のために多要素認証デバイスを登録したか。',
  },
  audience: 'security',
  severity: 'medium',
  topic: 'identity',
  calls: {
    iam: ['CreateVirtualMFADevice', 'EnableMFADevice', 'ResyncMFADevice'],
    'sso-directory': [
      'RegisterMfaDevice*',
      'CompleteVirtualMfaDeviceRegistration',
      'CompleteWebAuthnDeviceRegistration',
      'StartVirtualMfaDeviceRegistration',
      'StartWebAuthnDeviceRegistration',
    ],
  },
  target: requests('userName', 'serialNumber', 'virtualMFADeviceName', 'userId'),
});
