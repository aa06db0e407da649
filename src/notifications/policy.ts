import type { QuietHours } from '../domain/local-time.ts';

/** What metsuke.yaml says about messages, as the function in the audit account knows it. */
export interface Policy {
  readonly resourcePrefix: string;
  readonly timeZone: string;
  readonly minimumSeverity: number;
  readonly groupHours: number;
  readonly messagesPerHour: number;
  readonly quietHours: (QuietHours & { readonly exceptSeverity: number }) | null;
  /** Whether there is a digest: what is not told at once is counted for it. */
  readonly digest: boolean;
  readonly breakGlassRoles: readonly string[];
}
