import type { AccountId } from '../../../domain/ids.ts';
import type { StepBase } from '../change.ts';

export interface DelegatedAdministratorStep extends StepBase {
  readonly kind: 'delegated-administrator';
  readonly principal: string;
  readonly account: AccountId;
}
