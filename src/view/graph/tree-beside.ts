import { worstReason } from '../../analysis/verdict.ts';
import { verdictAtTarget, verdictOf } from '../../analysis/verdict-of.ts';
import { isBroken, stepsAside } from '../../graph/query/flow.ts';
import { refKey } from '../../model/ref.ts';
import type { ObjectRef } from '../../model/ref.ts';
import { objectText } from '../tables/object-text.ts';
import { isRoot } from './tree-context.ts';
import type { TreeContext } from './tree-context.ts';

/** Up to this many names stand in brackets. */
const MOST = 3;

/**
 * What stands beside an object, in brackets behind its name: the policies that target it, and what was asked for by name
 * (the Secret of a listener), each with the reason where something is wrong with it. Empty without any.
 */
export function besideText(context: TreeContext, ref: ObjectRef): string {
  const key = refKey(ref);
  const text = context.beside.get(key) ?? findBeside(context, ref);
  context.beside.set(key, text);
  return text;
}

function findBeside(context: TreeContext, ref: ObjectRef): string {
  const { world, graph, selection, shows, shown } = context;
  const names = stepsAside(graph, ref).flatMap(({ edge, next }) => {
    if (isBroken(edge) || !selection.nodes.has(refKey(next)) || !shows(next)) return [];
    if (edge.relation !== 'target' && !isRoot(context, next)) return [];
    const whole = verdictOf(world, next);
    // What is wrong with the requested one is shown in full.
    if (whole.state === 'ok') shown.add(refKey(next));
    const verdict = edge.relation === 'target' ? verdictAtTarget(world, edge) : whole;
    const reason = worstReason(verdict);
    const text = objectText(next, ref.namespace);
    return [verdict.state === 'ok' || reason === '' ? text : `${text}: ${reason}`];
  });
  const distinct = [...new Set(names)];
  if (distinct.length === 0) return '';
  const more = distinct.length > MOST ? ` and ${distinct.length - MOST} more` : '';
  return ` [${distinct.slice(0, MOST).join(', ')}${more}]`;
}
