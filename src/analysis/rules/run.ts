import type { SkippedRule } from '../../documents/analysis-report.ts';
import type { GroupKind, ObjectRef } from '../../model/ref.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { someOf } from '../../model/some.ts';
import { unreadKinds } from '../../model/unread-kinds.ts';
import type { Found, Rule, RuleInput } from './rule.ts';
import type { RuleWorld } from './rule-world.ts';

/** What one rule found. */
export interface RuleFinding extends Found {
  readonly rule: Rule;
}

/** What all rules found, and which of them could not be asked. */
export interface RuleRun {
  readonly findings: readonly RuleFinding[];
  readonly skipped: readonly SkippedRule[];
}

/**
 * Asks rules. Where not all objects of a kind that a rule lists could be read it is not asked; a rule that looks at the namespace of
 * an object alone is asked where that was read.
 * @param wants which findings are asked for.
 */
export function runRules(
  rules: readonly Rule[],
  world: RuleWorld,
  wants: (found: RuleFinding) => boolean = () => true,
): RuleRun {
  const findings: RuleFinding[] = [];
  const skipped: SkippedRule[] = [];
  for (const rule of rules) {
    const unread = unreadKinds(world.snapshot, kindsIn(rule.inputs), undefined);
    if (unread.length > 0) skipped.push(skippedRule(rule, unread, world.snapshot));
    if (unread.length > 0 && rule.reach !== 'namespace') continue;
    const beyond = rule.inputs.some((input) => OF_TRAFFIC.has(input)) ? [...world.tooLarge()] : [];
    if (beyond.length > 0) skipped.push({ code: rule.code, name: rule.name, because: becauseTooLarge(beyond) });
    for (const found of rule.check(world)) {
      if (unread.length > 0 && !isKnownAt(world.snapshot, unread, found.subject)) continue;
      const finding = { ...found, rule };
      if (wants(finding)) findings.push(finding);
    }
  }
  return { findings, skipped };
}

/** Inputs that leave out Gateways of too many matches. */
const OF_TRAFFIC: ReadonlySet<RuleInput> = new Set<RuleInput>(['traffic', 'departures']);

function becauseTooLarge(gateways: readonly (readonly [ObjectRef, number])[]): string {
  const names = gateways.map(
    ([{ namespace = '', name }, rows]) => `Gateway ${namespace}/${name} has ${rows.toLocaleString('en')} matches`,
  );
  const { first, more } = someOf(names);
  const others = more === 0 ? '' : ` and ${more} more Gateways as many`;
  return `${first.join(', ')}${others}: too many to follow (run only on the others)`;
}

/** The kinds among the inputs of a rule. */
export function kindsIn(inputs: readonly RuleInput[]): readonly GroupKind[] {
  return inputs.filter((input) => typeof input !== 'string');
}

function isKnownAt(snapshot: Snapshot, kinds: readonly GroupKind[], { namespace }: ObjectRef): boolean {
  return namespace !== undefined && kinds.every((kind) => snapshot.isComplete(kind, namespace));
}

function skippedRule({ code, name, reach }: Rule, unread: readonly GroupKind[], { gaps }: Snapshot): SkippedRule {
  const reasons = unread.map((type) => {
    const gap = gaps.find(({ group, kind, reason }) => {
      return reason !== 'absent' && group === type.group && (kind === undefined || kind === type.kind);
    });
    return `${type.kind}: ${gap?.message ?? 'could not be read'}`;
  });
  const where = reach === 'namespace' ? ' (run only where they could be read)' : '';
  return { code, name, because: `${reasons.join('; ')}${where}` };
}
