import { ruleIndexOf } from '../../gateway-api/section.ts';
import type { ObjectRef } from '../../model/ref.ts';
import { isNamespaceLevel } from '../../policy/levels.ts';
import type { PolicyPath } from '../../policy/levels.ts';
import type { LevelName } from '../../policy/catalogue-entry.ts';
import type { Placement } from '../../policy/outcome.ts';

/** `gateway infra/edge`: how a path names a node. */
export function nodeText(ref: ObjectRef): string {
  const name = ref.namespace === undefined ? ref.name : `${ref.namespace}/${ref.name}`;
  return `${ref.kind.toLowerCase()} ${name}`;
}

/** Where a policy stands, in a word or two: `gateway`, `httproute`, `listener https`, `rule 0`, `gateway's namespace`. */
export function placementText({ level, node }: Placement): string {
  if (node.section !== undefined) return `${level} ${sectionText(node.section)}`;
  const isObject = level === 'route' || level === 'backend' || level === 'listenerset';
  return isObject ? node.kind.toLowerCase() : levelText(level);
}

/** How a level is called in a sentence. */
export function levelText(level: LevelName): string {
  return isNamespaceLevel(level) ? level.replace('-', "'s ") : level;
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

/** A rule by its place, other sections by their names. */
export function sectionText(section: string): string {
  return String(ruleIndexOf(section) ?? section);
}
