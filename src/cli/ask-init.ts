import { guessAccounts } from '../config/guess.ts';
import { COSTLY, type Costly, type FoundOrganization, type InitAnswers } from '../config/init.ts';
import { parseConfig } from '../config/load.ts';
import type { Account } from '../domain/account.ts';
import { MetsukeError } from '../domain/errors.ts';
import type { AccountId } from '../domain/ids.ts';
import { REGIONS } from '../domain/regions.ts';
import { say } from '../domain/say.ts';
import { forTerminal } from '../domain/text/media.ts';

/** What AWS charges for, with its prices for Tokyo as docs/ has them: a test compares. */
export const CHARGES: Readonly<
  Record<Costly, { readonly label: string; readonly hint: string; readonly page: string }>
> = {
  config: {
    label: say`AWS Config: recorders and rules`,
    hint: say`0.003 USD per configuration item, 0.001 per evaluation; for most the largest part: 12 USD a month for a busy account, a tenth for a quiet one`,
    page: 'config',
  },
  guardDuty: {
    label: 'GuardDuty',
    hint: say`4.00 USD per million management events, 1.00 per GB of flow logs and DNS logs`,
    page: 'guardduty',
  },
  logCollection: {
    label: say`Collection of log groups, once a day`,
    hint: say`0.025 USD per 1,000 state transitions, of which 4,000 are free, and S3`,
    page: 'log-collection',
  },
  trail: {
    label: say`CloudTrail for the organization`,
    hint: say`the first copy is free; its log group 0.65 USD per million events, alarms 1.50 a month`,
    page: 'cloudtrail',
  },
};

const SHOWN = { output: process.stderr, maxItems: 8 } as const;

/** Asks what init needs, each with a default and the reason. Ctrl-C ends it: nothing has been written. */
export async function askInit(organization: FoundOrganization, region: string): Promise<InitAnswers> {
  const { intro } = await import('@clack/prompts');
  intro(say`Organization ${organization.organizationId}: ${organization.accounts.length} accounts`, SHOWN);
  const accounts = await askAccounts(organization);
  const securityEmail = await askAddress();
  return { ...accounts, securityEmail, ...(await askRegions(region)), off: await askCosts() };
}

async function askAccounts(organization: FoundOrganization) {
  const { autocomplete } = await import('@clack/prompts');
  const { audit, log, candidates } = guessAccounts(organization);
  const ask = async (message: string, guess: Account | undefined, taken?: AccountId): Promise<AccountId> => {
    const others = candidates.filter(({ id }) => id !== taken);
    const options = others.map(({ id, name }) => ({ value: id, label: `${forTerminal(name)} (${id})` }));
    return answered(await autocomplete({ message, options, ...(guess && { initialValue: guess.id }), ...SHOWN }));
  };
  const auditAccountId = await ask(
    say`Audit account? It gathers notifications, audit roles and AWS Config data. A member account: guardrails never bind the management account.`,
    audit,
  );
  const logAccountId = await ask(
    say`Log account? It keeps the log archive; few people should have access to it.`,
    log,
    auditAccountId,
  );
  return { auditAccountId, logAccountId };
}

async function askAddress(): Promise<string> {
  const { text } = await import('@clack/prompts');
  const address = await text({
    message: say`Who receives security notifications? AWS sends a mail with a link to confirm. A mailing list outlives people.`,
    placeholder: 'security@your-company.example',
    validate: (typed) => problemOf(typed ?? ''),
    ...SHOWN,
  });
  return answered(address).trim();
}

async function askRegions(region: string) {
  const { autocomplete, autocompleteMultiselect } = await import('@clack/prompts');
  const options = REGIONS.map((value) => ({ value, label: value }));
  const homeRegion = answered(
    await autocomplete({
      message: say`Home region? Stack sets, topics and log buckets live there.`,
      options,
      initialValue: region,
      ...SHOWN,
    }),
  );
  const allowedRegions = answered(
    await autocompleteMultiselect({
      message: say`Which other regions do you use? A policy denies work in every region but ${homeRegion} and these (global services excepted).`,
      options: options.filter(({ value }) => value !== homeRegion),
      required: false,
      ...SHOWN,
    }),
  );
  return { homeRegion, allowedRegions };
}

const BEGINNINGS = {
  recommended: COSTLY,
  small: ['trail'],
} as const satisfies Readonly<Record<string, readonly Costly[]>>;

/** What is off to begin with. */
async function askCosts(): Promise<readonly Costly[]> {
  const { select } = await import('@clack/prompts');
  const begin = answered(
    await select<'recommended' | 'small' | 'choose'>({
      message: say`What may cost money? You can switch each on and off later; a plan shows what that means.`,
      options: [
        { value: 'recommended', label: 'Recommended', hint: COSTLY.map((each) => CHARGES[each].label).join(', ') },
        { value: 'small', label: say`Start small`, hint: CHARGES.trail.label },
        { value: 'choose', label: 'Choose', hint: say`with what each costs` },
      ],
      initialValue: 'recommended',
      ...SHOWN,
    }),
  );
  const on: readonly Costly[] = begin === 'choose' ? await chooseCosts() : BEGINNINGS[begin];
  return COSTLY.filter((costly) => !on.includes(costly));
}

async function chooseCosts(): Promise<readonly Costly[]> {
  const { multiselect } = await import('@clack/prompts');
  const options = COSTLY.map((value) => ({ value, label: `${CHARGES[value].label}: ${CHARGES[value].hint}` }));
  const message = say`Which of them? Prices in USD, for Tokyo.`;
  return answered(await multiselect<Costly>({ message, options, initialValues: COSTLY, required: false, ...SHOWN }));
}

function answered<Answer>(answer: Answer): Exclude<Answer, symbol> {
  if (typeof answer !== 'symbol') return answer as Exclude<Answer, symbol>;
  throw new MetsukeError('interrupted', say`Interrupted; nothing was written.`);
}

/** As metsuke.yaml judges it. */
function problemOf(address: string): string | undefined {
  const text = `notifications:\n  securityEmail: ${JSON.stringify(address.trim())}\n`;
  const wrong = parseConfig(text, '').findings.find(({ source }) => source?.line === 2);
  return wrong === undefined ? undefined : say`Write an e-mail address, such as security@your-company.example.`;
}
