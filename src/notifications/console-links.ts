/** Addresses of pages in the console of a region. Whoever follows one signs in to the account first. */

const DOMAINS: readonly (readonly [string, string])[] = [
  ['cn-', 'console.amazonaws.cn'],
  ['us-gov-', 'console.amazonaws-us-gov.com'],
];

export function consoleLink(region: string, service: string, fragment: string): string {
  return `${hostOf(region)}/${service}/home?region=${encodeURIComponent(region)}#${fragment}`;
}

export function cloudTrailLink(region: string, eventId: string | undefined): string {
  const fragment = eventId === undefined ? '/events' : `/events/${encodeURIComponent(eventId)}`;
  return consoleLink(region, 'cloudtrailv2', fragment);
}

export function healthLink(region: string, eventArn: string | undefined): string {
  const domain = domainOf(region).replace(/^console\./, '');
  const search = eventArn === undefined ? '' : `?eventID=${encodeURIComponent(eventArn)}`;
  return `https://health.console.${domain}/health/home#/account/event-log${search}`;
}

function hostOf(region: string): string {
  const domain = domainOf(region);
  return /^[a-z]{2}(-[a-z]+)+-\d+$/.test(region) ? `https://${region}.${domain}` : `https://${domain}`;
}

function domainOf(region: string): string {
  return DOMAINS.find(([prefix]) => region.startsWith(prefix))?.[1] ?? 'console.aws.amazon.com';
}
