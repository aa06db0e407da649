/**
 * What switches every capability of the member baseline off. Tests of how anything at all is planned and applied run on
 * the foundation alone: each capability has tests of its own, and test/e2e/baseline.test.ts has all of them together.
 */
const OFF = { enabled: false };

export const FOUNDATION = {
  notifications: { enabled: false },
  configRecorder: OFF,
  configRules: OFF,
  cloudTrail: { mode: 'OFF' },
  logCollection: OFF,
  inventory: OFF,
  patching: OFF,
  guardDuty: OFF,
  sessions: OFF,
  guardrails: { protectBaseline: OFF, leaveOrganization: OFF, rootUser: OFF },
} as const;

type Section = Readonly<Record<string, unknown>>;

/** These sections over those of the foundation: what a test is about can be switched on again. */
export function onFoundation(sections: Section): Section {
  const merged = Object.entries({ ...FOUNDATION, ...sections }).map(([key, value]) => [key, merge(key, value)]);
  return Object.fromEntries(merged);

  function merge(key: string, value: unknown): unknown {
    const base: unknown = (FOUNDATION as Section)[key];
    return isSection(base) && isSection(value) ? { ...base, ...value } : value;
  }
}

function isSection(value: unknown): value is Section {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
