export const BANDS = ['critical', 'high', 'medium', 'low'] as const;
export type Band = (typeof BANDS)[number];

/** The scale of GuardDuty, on which the catalogue of rules is too. */
export const FLOOR: Readonly<Record<Band, number>> = { critical: 9, high: 7, medium: 4, low: 0 };

export function bandOf(severity: number): Band {
  return BANDS.find((band) => severity >= FLOOR[band]) ?? 'low';
}
