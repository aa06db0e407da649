import { listCalls, requests } from '../call-list.ts';

export const identityProviders = listCalls({
  id: 'identity-providers',
  title: { en: 'Identity providers changed', ja: 'ID プロバイダーの変更' },
  question: {
    en: 'Who changed whom we trust to say who people are?',
    ja: '本人確認を任せる ID プロバイダーを変更したのは誰か。',
  },
  audience: 'security',
  severity: 'high',
  topic: 'identity',
  calls: {
    iam: [
      'AddClientIDToOpenIDConnectProvider',
      'CreateOpenIDConnectProvider',
      'CreateSAMLProvider',
      'DeleteOpenIDConnectProvider',
      'DeleteSAMLProvider',
      'RemoveClientIDFromOpenIDConnectProvider',
      'UpdateOpenIDConnectProviderThumbprint',
      'UpdateSAMLProvider',
    ],
    sso: [
      'AssociateDirectory',
      'CreateTrustedTokenIssuer',
      'DeleteTrustedTokenIssuer',
      'DisassociateDirectory',
      'UpdateTrustedTokenIssuer',
    ],
    'sso-directory': [
      'CreateBearerToken',
      'CreateExternalIdPConfigurationForDirectory',
      'DeleteExternalIdPConfigurationForDirectory',
      'DisableExternalIdPConfigurationForDirectory',
      'EnableExternalIdPConfigurationForDirectory',
      'UpdateExternalIdPConfigurationForDirectory',
    ],
    'cognito-idp': ['CreateIdentityProvider', 'DeleteIdentityProvider', 'UpdateIdentityProvider'],
  },
  target: requests(
    'sAMLProviderArn',
    'openIDConnectProviderArn',
    'name',
    'url',
    'trustedTokenIssuerArn',
    'directoryId',
    'providerName',
  ),
});
