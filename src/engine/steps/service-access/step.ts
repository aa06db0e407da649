import type { StepBase } from '../change.ts';

export interface ServiceAccessStep extends StepBase {
  readonly kind: 'service-access';
  /** A service principal; `member.org.stacksets.cloudformation.amazonaws.com` has a switch of its own. */
  readonly principal: string;
}
