import { attachmentVerdict } from '../../analysis/verdict-of.ts';
import type { Relation } from '../../gateway-api/relation.ts';
import type { GraphEdge } from '../../graph/graph.ts';
import { X_TELEMETRY_POLICY, isRouteKind } from '../../gateway-api/kinds.ts';
import { refKey, sameGroupKind, wholeOf } from '../../model/ref.ts';
import type { ObjectRef } from '../../model/ref.ts';
import type { Block, Line } from '../description.ts';
import { say } from '../say/say.ts';
import { objectText } from '../tables/object-text.ts';
import { cut, lines } from './blocks.ts';
import type { DescribeContext } from './context.ts';

const MOST_REFERRERS = 25;

/** What a relation is called where the object is what is referred to. */
const WORDS: Readonly<Partial<Record<Relation, string>>> = {
  class: 'its class',
  parameters: 'its parameters',
  backend: 'sends to it',
  mirror: 'mirrors to it',
  externalAuth: 'authorizes with it',
  extension: 'filters with it',
  certificate: 'certificate',
  ca: 'CA certificate',
  endpoint: 'backed by it',
  infrastructure: 'created for',
  parent: 'parent',
};

/** The collector of a telemetry policy is an endpoint of its own sort. */
function wordOf(relation: Relation, from: ObjectRef): string {
  if (relation === 'endpoint' && sameGroupKind(from, X_TELEMETRY_POLICY)) return 'sends traces to it';
  return WORDS[relation] ?? relation;
}

/** The edges that arrive at the object or its sections, but for those that other blocks show. */
function incomingEdges(
  ref: ObjectRef,
  { graph }: DescribeContext,
  without: ReadonlySet<Relation>,
): readonly GraphEdge[] {
  const arriving = [ref, ...graph.outgoing(ref, 'section').map(({ to }) => to)].flatMap((node) => graph.incoming(node));
  const seen = new Set<string>();
  return arriving.filter(({ relation, from, path }) => {
    if (relation === 'section' || without.has(relation)) return false;
    const key = `${relation} ${refKey(from)} ${path}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

const SHOWN_ELSEWHERE: ReadonlySet<Relation> = new Set(['target', 'section', 'grant', 'attachment']);

/** Who refers to the object, by which field and with what outcome. */
export function referrerBlocks(
  label: string,
  ref: ObjectRef,
  context: DescribeContext,
  without: ReadonlySet<Relation> = SHOWN_ELSEWHERE,
): readonly Block[] {
  const edges = incomingEdges(ref, context, without);
  const { shown, left } = cut(edges, MOST_REFERRERS);
  return lines(
    `${label} (${edges.length})`,
    shown.map((edge) => referrerLine(edge, ref.namespace, context)),
    left === 0 ? undefined : `${left} more: ${context.command(`get ${typesOf(edges)} ${forFlag(ref)}`)}`,
  );
}

/** The types that refer to it, as a word for `get`. */
function typesOf(edges: readonly GraphEdge[]): string {
  const types = edges.map(({ from }) =>
    isRouteKind(from)
      ? 'routes'
      : from.group === ''
        ? from.kind.toLowerCase()
        : `${from.kind.toLowerCase()}.${from.group}`,
  );
  return [...new Set(types)].join(',');
}

function referrerLine(
  { relation, from, path, state, reason, because, note }: GraphEdge,
  namespace: string | undefined,
  context: DescribeContext,
): Line {
  const refused = state === 'missing' || state === 'notPermitted';
  const idle = !refused && isRouteKind(from) && isAttachedNowhere(from, context);
  return {
    mark: refused ? 'broken' : state === 'unknown' ? 'unknown' : idle || note !== undefined ? 'note' : 'ok',
    cells: [
      // A rule is a part of its route: the path says which.
      objectText(from, namespace),
      wordOf(relation, from),
      path,
      ...(reason === '' ? [] : [{ text: reason, tone: refused ? 'bad' : 'muted' } as const]),
      ...(idle ? ['the route is not attached'] : []),
    ],
    details: [refused ? because : undefined, note].flatMap((fact) => (fact === undefined ? [] : [[say(fact)]])),
  };
}

/** Whether every parent of a route refuses it: then nothing comes through it. */
function isAttachedNowhere(route: ObjectRef, context: DescribeContext): boolean {
  const own = context.graph.attachments(wholeOf(route)).filter(({ path }) => path !== '');
  return own.every((attachment) => attachmentVerdict(context, attachment).state === 'broken');
}

/** `--for gateway/web -n infra`: what narrows `get` to what is related to the object. */
export function forFlag(ref: ObjectRef): string {
  return `--for ${ref.kind.toLowerCase()}/${ref.name}${scopeOf(ref)}`;
}

/** The namespace of the object as a flag. */
export function scopeOf(ref: ObjectRef): string {
  return ref.namespace === undefined ? '' : ` -n ${ref.namespace}`;
}
