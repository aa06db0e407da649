import { say } from '../../../domain/say.ts';
import { type Description, NOWHERE } from '../description.ts';
import { nameOf } from '../words.ts';
import type { DelegatedAdministratorStep } from './step.ts';

export const delegatedAdministratorDescription: Description<DelegatedAdministratorStep> = {
  ...NOWHERE,
  calls: () => 1,
  title: ({ principal }) => say`delegated administrator of ${principal}`,
  sign: () => '+',
  row: ({ account, principal }, plan) => ({
    where: nameOf(account, plan),
    regions: '',
    why: say`for ${principal}`,
  }),
};
