import type { Source } from './framework.ts';

const USER_GUIDE = 'https://docs.aws.amazon.com/securityhub/latest/userguide';

/** A page of the user guide of AWS Security Hub CSPM. A stored copy of each was read, which may be older than the page is by now. */
export function userGuide(page: string, title: string): Source {
  return { title: `AWS Security Hub CSPM, ${title}`, address: `${USER_GUIDE}/${page}.html`, readOn: '2026-11-30' };
}

/** The page that says of each control of a service which requirements it is related to, and which rule of AWS Config evaluates it. */
export function controlsOf(service: string): Source {
  return userGuide(`${service.toLowerCase()}-controls`, `controls for ${service}`);
}
