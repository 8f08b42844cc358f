import type { KubernetesObject } from '../../model/object.ts';
import { isRouteKind } from '../../gateway-api/kinds.ts';
import { parentOf } from '../../gateway-api/parent-ref.ts';
import { refKey, refOf, wholeOf } from '../../model/ref.ts';
import type { ObjectRef } from '../../model/ref.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import type { ActingPolicy } from '../../policy/acting.ts';
import { answerEffective } from '../../policy/answer.ts';
import type { EffectivePolicy } from '../../policy/effective.ts';
import type { EffectiveSetting } from '../../policy/settings/setting.ts';
import { REASONS } from '../say/merging.ts';
import { say } from '../say/say.ts';
import { pathText, placementText } from '../say/paths.ts';
import type { Block, Line } from '../description.ts';
import type { Cell } from '../table.ts';
import { objectText } from '../tables/object-text.ts';
import { cut, lines } from './blocks.ts';
import type { DescribeContext } from './context.ts';
import { sessionText } from './session-text.ts';
import { scopeOf } from './relations.ts';

/** How many paths a page shows. */
const MOST_PATHS = 10;
/** How many fields a page shows of one effective policy. */
const MOST_FIELDS = 12;

/** What the policies on an object add up to, path by path, each field with its source. */
export function effectivePolicyBlocks(object: KubernetesObject, context: DescribeContext): readonly Block[] {
  const ref = refOf(object);
  const { policies, settings } = answerEffective(context.policyIndex(), { object: ref });
  const { shown, left } = cut(
    policies.filter(({ spec }) => spec !== undefined),
    MOST_PATHS,
  );
  const sessions = cut(
    settings.filter(({ about }) => about === 'sessionPersistence'),
    MOST_PATHS,
  );
  const more = left + sessions.left;
  return [
    ...lines(
      'Effective Policies',
      [...shown.map((effective) => effectiveLine(effective, ref.namespace)), ...unreadLines(ref, context)],
      left === 0 ? undefined : `${more} more: ${context.command(effectiveWords(ref))}`,
    ),
    ...lines('Session Persistence', sessionLines(sessions.shown, ref)),
  ];
}

/** What of a route's paths could not be read: which policies act there is unknown. */
function unreadLines(route: ObjectRef, { graph, snapshot }: DescribeContext): readonly Line[] {
  if (!isRouteKind(route)) return [];
  const parents = graph.attachments(route).filter(({ path }) => path !== '');
  const rules = graph.outgoing(route, 'section').map(({ to }) => to);
  const around = [
    ...parents.map(({ parentRef }) => parentOf(parentRef)),
    ...rules.flatMap((rule) => graph.outgoing(rule, 'backend').map(({ to }) => wholeOf(to))),
  ];
  const unread = new Map(around.filter((ref) => isUnread(snapshot, ref)).map((ref) => [refKey(ref), ref]));
  const { shown, left } = cut([...unread.values()], MOST_PATHS);
  return [
    ...shown.map((ref): Line => ({
      mark: 'unknown',
      cells: [objectText(ref, route.namespace), { text: 'unknown (could not be read)', tone: 'muted' }],
    })),
    ...(left === 0 ? [] : [{ mark: 'unknown' as const, cells: [`and ${left} more`] }]),
  ];
}

function isUnread(snapshot: Snapshot, ref: ObjectRef): boolean {
  const lookup = snapshot.find(ref);
  return lookup.state === 'unknown' && lookup.because.code === 'gap';
}

/** Who takes the place of a policy where it has no effect, or a part of it only. */
export function overrideCells({ effect, by }: ActingPolicy, namespace: string | undefined): readonly Cell[] {
  const names = by.map(({ ref }) => objectText(ref, namespace)).join(', ');
  if (effect === 'none') {
    return [{ text: names === '' ? 'no effect' : `overridden by ${names}`, tone: 'warning' }];
  }
  return effect === 'part' && names !== '' ? [{ text: `partly overridden by ${names}`, tone: 'muted' }] : [];
}

function effectiveLine({ kind, path, sources }: EffectivePolicy, namespace: string | undefined): Line {
  const { shown, left } = cut(sources, MOST_FIELDS);
  const details: (readonly Cell[])[] = shown.map(({ path: keys, value, placement }) => [
    `${keys.join('.')}: ${shortValue(value)}`,
    { text: `${objectText(placement.policy.ref, namespace)} (${placementText(placement)})`, tone: 'muted' },
  ]);
  if (left > 0) details.push([`and ${left} more fields`]);
  return { cells: [kind.kind, pathText(path)], details };
}

/** The session of each rule and backend: what it is, who says so, who does not count, and each note once. */
function sessionLines(settings: readonly EffectiveSetting[], object: ObjectRef): readonly Line[] {
  const { namespace } = object;
  const told = new Set<string>();
  return settings.map(({ path, spec, source, beats, notes }) => {
    const from = source === undefined ? '' : `by ${objectText(source.ref, namespace)} ${source.field}`;
    const lost = beats.map(({ ref, field, reason }) => [
      `not ${objectText(ref, namespace)} ${field}: ${REASONS[reason]}`,
    ]);
    // The page's own object needs no name on it.
    const rest = isRouteKind(object) ? { ...path, route: undefined } : { ...path, backend: undefined };
    const news = notes.map(say).filter((note) => !told.has(note));
    for (const note of news) told.add(note);
    return {
      cells: [pathText(rest), sessionText(spec) ?? '', { text: from, tone: 'muted' }],
      details: [...lost, ...news.map((note) => [note])],
    };
  });
}

function shortValue(value: unknown): string {
  if (Array.isArray(value)) return value.length === 1 ? 'a list of 1' : `a list of ${value.length}`;
  return typeof value === 'object' && value !== null ? 'an object' : String(value);
}

function effectiveWords(ref: ObjectRef): string {
  return `effective ${ref.kind.toLowerCase()}/${ref.name}${scopeOf(ref)}`;
}
