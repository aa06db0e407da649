import type { Clients, Service } from '../clients.ts';
import type { Clock } from '../poll.ts';

/** As the SDK throws it. */
export function awsError(name: string, message: string): Error {
  return Object.assign(new Error(message), { name, $metadata: { httpStatusCode: 400 } });
}

/** Clients that know the named calls only; any other call is a TypeError, so that a test sees it. */
export function fakeClients(services: Partial<Record<Service, object>>): Clients {
  return (async (service: Service) => services[service] ?? {}) as unknown as Clients;
}

/** Answers one after another, the last one for ever; keeps the inputs it was called with. */
export function answering<Answer>(...answers: readonly (Answer | Error)[]) {
  const inputs: unknown[] = [];
  const call = async (input: unknown): Promise<Answer> => {
    const answer = answers[Math.min(inputs.length, answers.length - 1)];
    inputs.push(input);
    if (answer instanceof Error) throw answer;
    return answer as Answer;
  };
  return Object.assign(call, { inputs });
}

/** Time passes when somebody sleeps. */
export function fakeClock(): Clock & { readonly slept: number[] } {
  const slept: number[] = [];
  return {
    slept,
    now: () => slept.reduce((sum, milliseconds) => sum + milliseconds, 0),
    sleep: async (milliseconds) => {
      slept.push(milliseconds);
    },
  };
}
