import { CAPABILITIES } from '../capabilities/catalog.ts';
import { confusedDeputy } from './confused-deputy/guardrail.ts';
import { ec2Settings } from './ec2-settings/guardrail.ts';
import type { Guardrail } from './guardrail.ts';
import { leaveOrganization } from './leave-organization/guardrail.ts';
import { protectAccounts } from './protect-accounts/guardrail.ts';
import { protectDelivery } from './protect-delivery/guardrail.ts';
import { protectDetection } from './protect-detection/guardrail.ts';
import { regionRestriction } from './region-restriction/guardrail.ts';
import { rootUser } from './root-user/guardrail.ts';

export const GUARDRAILS: readonly Guardrail[] = [
  regionRestriction,
  protectDetection,
  protectDelivery,
  protectAccounts,
  leaveOrganization,
  rootUser,
  confusedDeputy,
  ec2Settings,
  ...CAPABILITIES.flatMap(({ guardrails = [] }) => guardrails),
];
