export interface Requirement {
  readonly name: string;
  /** Null: any version. */
  readonly version: string | null;
}

export interface PythonProbe {
  readonly executable: string;
  readonly version: readonly number[];
  readonly packages: Readonly<Record<string, string | null>>;
  readonly canMakeVenv: boolean;
}

export const OLDEST_PYTHON: readonly [number, number];

export function pythonCandidates(where: {
  readonly root: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly platform: NodeJS.Platform;
}): string[];
export function venvPython(venv: string, platform: NodeJS.Platform): string;
export function parseRequirements(text: string): Requirement[];
export function probePython(command: string, requirements: readonly Requirement[]): PythonProbe | null;
export function isNewEnough(probe: Pick<PythonProbe, 'version'>): boolean;
export function unmetRequirements(probe: Pick<PythonProbe, 'packages'>, requirements: readonly Requirement[]): string[];
export function findPython(
  candidates: readonly string[],
  requirements: readonly Requirement[],
  probe?: typeof probePython,
): { readonly fitting: PythonProbe | null; readonly found: readonly PythonProbe[] };
