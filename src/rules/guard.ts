import { createRequire } from 'node:module';

/** A rule in the Guard language, with items that prove it. */
export interface TestedRule {
  readonly name: string;
  readonly guard: string;
  readonly tests: readonly RuleTest[];
}

export interface RuleTest {
  readonly name: string;
  /** A configuration item as AWS Config delivers it. */
  readonly item: Readonly<Record<string, unknown>>;
  readonly expect: Compliance;
}

export type Compliance = 'COMPLIANT' | 'NON_COMPLIANT' | 'NOT_APPLICABLE';

export interface RuleTestResult {
  readonly rule: string;
  readonly test: string;
  readonly expected: Compliance;
  /** Null: Guard could not evaluate it. */
  readonly actual: Compliance | null;
  /** What Guard says of the item, or of the text. */
  readonly messages: readonly string[];
}

/**
 * Evaluates every item by the Guard evaluator of AWS's CloudFormation validator, which aws-cdk-lib brings along: the same
 * code as cfn-guard, without a program to install. Loading it costs half a second and some 300 MB, and only those who
 * wrote rules of their own pay it.
 */
export function runRuleTests(rules: readonly TestedRule[]): readonly RuleTestResult[] {
  return rules.flatMap((rule) => runTestsOf(rule));
}

interface Engine {
  validateTemplate(template: object, options: { readonly disableBuiltinRules: boolean }): { diagnostics: Diagnostic[] };
  free(): void;
}

interface Diagnostic {
  readonly ruleId?: string;
  readonly message: string;
}

interface Validator {
  readonly CelEngine: new (options: { guardRules: readonly { name: string; content: string }[] }) => Engine;
  readonly TemplateContent: new (content: string, name: string) => object;
}

let loaded: Validator | undefined;

function loadValidator(): Validator {
  const here = createRequire(import.meta.url);
  // Bundled inside aws-cdk-lib: no other package may rely on its place, so this one asks aws-cdk-lib.
  const inside = createRequire(here.resolve('aws-cdk-lib/package.json'));
  loaded ??= inside('@aws/cloudformation-validate') as Validator;
  return loaded;
}

// An engine for each rule: two rules may call their blocks alike, and one that does not parse must not hide the others.
function runTestsOf({ name, guard, tests }: TestedRule): readonly RuleTestResult[] {
  const validator = loadValidator();
  const result = (test: RuleTest, actual: Compliance | null, messages: readonly string[]): RuleTestResult => ({
    rule: name,
    test: test.name,
    expected: test.expect,
    actual,
    messages,
  });
  let engine: Engine;
  try {
    engine = new validator.CelEngine({ guardRules: [{ name: `${name}.guard`, content: withProbes(guard) }] });
  } catch (thrown) {
    return tests.map((test) => result(test, null, [String(thrown)]));
  }
  try {
    return tests.map((test) => {
      try {
        const item = new validator.TemplateContent(JSON.stringify(test.item), `${test.name}.json`);
        const { diagnostics } = engine.validateTemplate(item, { disableBuiltinRules: true });
        const failed = diagnostics.filter(({ ruleId }) => !isProbe(ruleId));
        const messages = failed.map(({ message }) => message);
        if (failed.length > 0) return result(test, 'NON_COMPLIANT', messages);
        return result(test, diagnostics.length > 0 ? 'COMPLIANT' : 'NOT_APPLICABLE', []);
      } catch (thrown) {
        return result(test, null, [String(thrown)]);
      }
    });
  } finally {
    engine.free();
  }
}

const PROBE = 'metsuke_probe_';

function isProbe(ruleId: string | undefined): boolean {
  return ruleId?.startsWith(PROBE) ?? false;
}

/**
 * The evaluator tells of failures only, and AWS Config of three outcomes. A probe fails when its rule was evaluated and
 * passed; when the conditions of the rule kept it from being evaluated, the probe is not evaluated either.
 */
function withProbes(guard: string): string {
  const names = [...guard.matchAll(/^\s*rule\s+(\w+)/gm)].flatMap(([, name]) => name ?? []);
  if (names.length === 0) return withProbes(`rule clauses {\n${guard}\n}`);
  const probes = names.map((name) => `rule ${PROBE}${name} when ${name} { metsuke_never exists <<${name}>> }`);
  return `${guard}\n${probes.join('\n')}\n`;
}
