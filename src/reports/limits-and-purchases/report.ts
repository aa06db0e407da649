import { listCalls, requests } from '../call-list.ts';

export const limitsAndPurchases = listCalls({
  id: 'limits-and-purchases',
  title: { en: 'Limits raised and things bought', ja: '上限緩和の申請と購入' },
  question: {
    en: 'Who asked AWS for more, or bought something?',
    ja: 'AWS に上限緩和などを申請した、または何かを購入したのは誰か。',
  },
  audience: 'operations',
  severity: 'low',
  topic: 'activity',
  calls: {
    servicequotas: [
      'AssociateServiceQuotaTemplate',
      'PutServiceQuotaIncreaseRequestIntoTemplate',
      'RequestServiceQuotaIncrease',
    ],
    support: ['CreateCase'],
    ec2: [
      'CreateCapacityReservation',
      'PurchaseHostReservation',
      'PurchaseReservedInstancesOffering',
      'PurchaseCapacityBlock',
    ],
    savingsplans: ['CreateSavingsPlan'],
    rds: ['PurchaseReservedDBInstancesOffering'],
    route53domains: ['RegisterDomain'],
    shield: ['CreateSubscription'],
    'aws-marketplace': ['AcceptAgreementRequest', 'Subscribe'],
    ses: ['PutAccountDetails'],
  },
  target: requests(
    'quotaCode',
    'subject',
    'serviceCode',
    'offeringId',
    'savingsPlanOfferingId',
    'reservedInstancesOfferingId',
    'domainName',
    'productId',
  ),
  also: { service: 'eventsource' },
});
