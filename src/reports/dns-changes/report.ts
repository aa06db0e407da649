import { listCalls, requests } from '../call-list.ts';

export const dnsChanges = listCalls({
  id: 'dns-changes',
  title: { en: 'DNS and domains changed', ja: 'DNS とドメインの変更' },
  question: {
    en: 'Who changed what names lead to, or could take a domain away?',
    ja: '名前の向き先を変えた、またはドメインを移管できるようにしたのは誰か。',
  },
  audience: 'network team',
  severity: 'medium',
  topic: 'network',
  calls: {
    route53: [
      'AssociateVPCWithHostedZone',
      'ChangeResourceRecordSets',
      'CreateHostedZone',
      'CreateVPCAssociationAuthorization',
      'DeactivateKeySigningKey',
      'DeleteHostedZone',
      'DeleteKeySigningKey',
      'DisableHostedZoneDNSSEC',
      'DisassociateVPCFromHostedZone',
    ],
    route53domains: [
      'DeleteDomain',
      'DisableDomainTransferLock',
      'RegisterDomain',
      'RetrieveDomainAuthCode',
      'TransferDomain',
      'TransferDomainToAnotherAwsAccount',
      'UpdateDomainContact',
      'UpdateDomainNameservers',
    ],
    route53resolver: ['CreateResolverRule', 'DeleteResolverRule', 'UpdateResolverDnssecConfig', 'UpdateResolverRule'],
  },
  target: requests('hostedZoneId', 'domainName', 'name', 'id', 'resolverRuleId'),
});
