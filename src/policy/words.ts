import { ruleIndexOf } from '../gateway-api/section.ts';
import type { ObjectRef } from '../model/ref.ts';
import type { StrategyName } from './catalogue-entry.ts';
import { levelText } from './levels.ts';
import type { PolicyPath } from './levels.ts';
import type { Standing } from './outcome.ts';

/** `gateway infra/edge`, or `listener https`, `rule 0`, `port 80` of a section: how a sentence names a node. */
export function nodeText(ref: ObjectRef): string {
  const name = ref.namespace === undefined ? ref.name : `${ref.namespace}/${ref.name}`;
  return `${ref.kind.toLowerCase()} ${name}`;
}

/** `TimeoutPolicy shop/pay`. */
export function policyText(ref: ObjectRef): string {
  return `${ref.kind} ${ref.namespace === undefined ? ref.name : `${ref.namespace}/${ref.name}`}`;
}

/** Where a policy stands, in a word or two: `gateway`, `httproute`, `listener https`, `rule 0`, `gateway's namespace`. */
export function standingText({ level, node }: Standing): string {
  if (node.section !== undefined) return `${level} ${sectionText(node.section)}`;
  const isObject = level === 'route' || level === 'backend' || level === 'listenerset';
  return isObject ? node.kind.toLowerCase() : levelText(level);
}

/** A path from the root: `gateway infra/edge > listener https > httproute shop/checkout > rule 0`. */
export function pathText(path: PolicyPath): string {
  const { gatewayClass, gateway, listenerSet, listener, service, route, rule, backend, port, target } = path;
  const steps: string[] = [];
  if (gatewayClass !== undefined && gateway === undefined) steps.push(nodeText(gatewayClass));
  for (const node of [gateway, service, listenerSet]) if (node !== undefined) steps.push(nodeText(node));
  if (listener !== undefined) steps.push(`listener ${listener}`);
  if (route !== undefined) steps.push(nodeText(route));
  if (rule !== undefined) steps.push(`rule ${rule.name ?? rule.index}`);
  if (backend !== undefined) steps.push(nodeText(backend));
  if (port !== undefined) steps.push(`port ${port}`);
  if (target !== undefined) steps.push(nodeText(target));
  return steps.join(' > ');
}

/** A strategy in GEP-713's words. */
export function strategyText(strategy: StrategyName): string {
  return STRATEGIES[strategy];
}

const STRATEGIES: Readonly<Record<StrategyName, string>> = {
  None: 'none: the oldest policy of a target acts alone',
  AtomicDefaults: 'atomic defaults: the more specific policy takes the place of the other',
  AtomicOverrides: 'atomic overrides: the less specific policy takes the place of the other',
  PatchDefaults: 'patch defaults: the more specific policy wins, field by field',
  PatchOverrides: 'patch overrides: the less specific policy wins, field by field',
  StrategicMerge: 'strategic merge: the more specific policy wins, field by field, lists as its API says',
  DefaultsAndOverrides: 'defaults and overrides: defaults win from below, overrides from above, field by field',
  Custom: 'custom: only its controller knows',
};

/** A rule by its place, other sections by their names. */
export function sectionText(section: string): string {
  return String(ruleIndexOf(section) ?? section);
}
