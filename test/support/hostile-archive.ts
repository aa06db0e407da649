import { ArchiveFolder } from './archive.ts';
import { type Changes, type Event, merge } from './events.ts';
import { ATTACKS } from './hostile-outputs.ts';

/** An archive of which everything that others name is an attack: users, sessions, user agents, messages of errors. */
export class HostileArchive extends ArchiveFolder {
  #next = 0;

  attack(): string {
    const attack = ATTACKS[this.#next % ATTACKS.length];
    this.#next += 1;
    return attack?.text ?? '';
  }

  override addEvents(events: readonly Event[], organization = ''): this {
    return super.addEvents(
      events.map((event) => merge(event, this.#changesOf(event))),
      organization,
    );
  }

  #changesOf({ userIdentity, errorCode }: Event): Changes {
    const isNamed = typeof userIdentity === 'object' && userIdentity !== null && 'userName' in userIdentity;
    return {
      userAgent: this.attack(),
      ...(isNamed ? { userIdentity: { userName: this.attack() } } : {}),
      ...(errorCode === undefined ? {} : { errorMessage: this.attack() }),
    };
  }
}
