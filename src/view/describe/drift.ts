import type { Drift } from '../../graph/graph.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { namespaceOf } from '../../model/object.ts';
import { refOf } from '../../model/ref.ts';
import type { Block, Line } from '../description.ts';
import { say } from '../say/say.ts';
import type { Cell } from '../table.ts';
import { cut, lines } from './blocks.ts';
import type { DescribeContext } from './context.ts';
import { parentText } from './parent-text.ts';

const MOST_POINTS = 40;

/** One point of disagreement with the part of the object that it is about. */
interface DriftPoint {
  readonly where: string;
  readonly drift: Drift;
  /** Whether it is about an attachment or ancestor, whose line says what its controller has not reported. */
  readonly isPart: boolean;
}

/** Where reported status and specification disagree, over all parts of the object. */
export function driftBlocks(object: KubernetesObject, context: DescribeContext): readonly Block[] {
  // Staleness and contradictions are said beside the condition that is stale or contradicts, what is missing beside the
  // attachment or ancestor that misses it.
  const points = collectDrift(object, context).filter(
    ({ drift, isPart }) =>
      drift.kind !== 'stale' && drift.kind !== 'contradiction' && !(isPart && drift.kind === 'noStatus'),
  );
  const { shown, left } = cut(points, MOST_POINTS);
  return lines('Drift', shown.map(driftLine), left === 0 ? undefined : `${left} more: -o json shows all`);
}

function driftLine({ where, drift }: DriftPoint): Line {
  const role = drift.kind === 'noStatus' ? 'expected from' : 'by';
  const by = drift.controllerName === '' ? '' : `${role} ${drift.controllerName}`;
  return { mark: drift.kind === 'choice' ? undefined : 'note', cells: [where, drift.about, say(drift.fact), by] };
}

/** What the controller of an attachment or ancestor has not reported, and why, as rows below its line. */
export function missingReports(drift: readonly Drift[]): readonly (readonly Cell[])[] {
  return drift
    .filter(({ kind, fact }) => kind === 'noStatus' || fact.code === 'heldByParent')
    .map(({ fact }) => [{ text: say(fact), tone: 'warning' }]);
}

/** Whether a reader should look: a choice that the specification leaves open is no disagreement. */
export function worthNoting(drift: readonly Drift[]): boolean {
  return drift.some(({ kind }) => kind !== 'choice');
}

const WORDS: Readonly<Record<Drift['kind'], string>> = {
  contradiction: 'reported differently',
  stale: 'its status is stale',
  noStatus: 'not reported',
  leftover: 'left over',
  count: 'counted differently',
  choice: '',
};

/** The kinds of disagreement in few words, each once. */
export function driftWords(drift: readonly Drift[]): string {
  return [...new Set(drift.map(({ kind }) => WORDS[kind]))].filter((word) => word !== '').join(', ');
}

/** The same as data. */
export function allDrift(object: KubernetesObject, context: DescribeContext): readonly Drift[] {
  return collectDrift(object, context).map(({ drift }) => drift);
}

function collectDrift(object: KubernetesObject, { graph }: DescribeContext): readonly DriftPoint[] {
  const ref = refOf(object);
  const namespace = namespaceOf(object);
  const points: DriftPoint[] = [];
  const add = (where: string, drifts: readonly Drift[], isPart = false): void => {
    for (const drift of drifts) points.push({ where, drift, isPart });
  };
  for (const { parentRef, drift } of graph.attachments(ref)) add(parentText(parentRef, namespace), drift, true);
  const parent = graph.parent(ref);
  if (parent !== undefined) {
    add(object.kind.toLowerCase(), parent.drift);
    for (const listener of parent.listeners) add(`listener ${listener.name}`, listener.drift);
  }
  for (const { ancestorRef, drift } of graph.ancestors(ref)) add(parentText(ancestorRef, namespace), drift, true);
  return points;
}
