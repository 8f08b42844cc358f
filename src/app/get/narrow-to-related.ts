import type { Io } from '../../cli/io.ts';
import { UsageError } from '../../model/errors.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { namespaceOf } from '../../model/object.ts';
import { groupKindKey, refKey, refOf, sameGroupKind } from '../../model/ref.ts';
import type { GroupKind, ObjectRef } from '../../model/ref.ts';
import type { ResourceType } from '../../model/resource-type.ts';
import { unreadKinds } from '../../model/unread-kinds.ts';
import type { Lookup } from '../../model/snapshot.ts';
import type { ListQuery, Source } from '../../model/source.ts';
import { LISTENER_HOLDERS, NAMESPACE, POD, ROUTE_KINDS, SECRET, SERVICE, X_BACKEND } from '../../gateway-api/kinds.ts';
import { WorldReader } from '../../world/world-reader.ts';
import { isEndpointType } from '../graph/endpoint-types.ts';
import type { RequestedType } from '../select/requested-type.ts';
import { learnFrom } from '../policy-catalogue.ts';
import { readPolicyKinds } from '../../world/policy-kinds.ts';
import type { Problems } from '../write/problems.ts';
import { understandType } from '../select/requested-type.ts';
import { isNotFound } from '../select/select-objects.ts';
import type { GetFlags } from '../../../commands/get.ts';

/** The value of `--for`. */
interface ForFlag {
  readonly type: string;
  readonly name: string;
  /** Undefined where it is the one of the request. */
  readonly namespace: string | undefined;
}

/**
 * Reads `--for [NAMESPACE/]TYPE/NAME`.
 * @throws UsageError where it is written otherwise.
 */
function readForFlag(text: string): ForFlag {
  const parts = text.split('/');
  const [name = '', type = '', namespace] = parts.toReversed();
  if (parts.length > 3 || name === '' || type === '' || namespace === '') {
    throw new UsageError(`invalid --for "${text}": expected [NAMESPACE/]TYPE/NAME`);
  }
  return { type, name, namespace };
}

/**
 * The flags as `--for` means them: an object is related to others wherever they are, so the answer comes from all namespaces,
 * unless the object brings its own namespace and `-n` is free to limit the answer.
 */
export function withScopeOfFor(flags: GetFlags): GetFlags {
  if (flags.for === undefined) return flags;
  const { namespace } = readForFlag(flags.for);
  return namespace !== undefined && flags.namespace !== undefined ? flags : { ...flags, allNamespaces: true };
}

/** What the narrowing may use. */
export interface NarrowContext {
  readonly source: Source;
  readonly flags: GetFlags;
  readonly io: Io;
  readonly problems: Problems;
  /** The type words that are asked for. */
  readonly types: readonly string[];
}

/**
 * A source that lists only what is related to the object of `--for`, by the references between the objects.
 * @throws UsageError, AnswerError for a wrong `--for`; ServerError where its object does not exist, or nothing related to it can be
 * read.
 */
export async function narrowToRelated(text: string, context: NarrowContext): Promise<Source> {
  const { source, flags, io, problems, types } = context;
  const wanted = readForFlag(text);
  const { requested, catalog: known } = await understandType(wanted.type, source);
  const [first] = requested;
  if (first?.kind !== 'resource')
    throw new UsageError(`invalid --for "${text}": "${wanted.type}" is not a single type`);
  const { type } = first;
  const namespace = type.namespaced ? (wanted.namespace ?? flags.namespace ?? source.defaultNamespace) : undefined;
  const [root, { kinds, catalog }] = await Promise.all([
    source.get({ type, namespace, name: wanted.name }),
    learnFrom(flags, io)().then((entries) => readPolicyKinds(source, known, entries)),
  ]);
  const asked = await Promise.all(types.map((word) => understandType(word, source)));
  const members = asked.flatMap((answer) => answer.requested).flatMap((one) => typesMeant(one, kinds));
  const reader = new WorldReader({
    source,
    catalog,
    policyKinds: kinds,
    namespaces: namespace === undefined ? [] : [namespace],
  });
  reader.seed([root]);
  const { relatedObjects } = await import('../../answers/graph.ts');
  const options = { types: members, endpoints: [type, ...members].some(isEndpointType) };
  const related = await reader.answer((world) => relatedObjects(world, refOf(root), options));
  const { snapshot, gaps } = reader.world();
  const failure = reader.failureOf(members);
  if (failure !== undefined) throw failure;
  const unread = unreadKinds(snapshot, members, flags.allNamespaces === true ? undefined : flags.namespace);
  for (const gap of gaps) {
    problems.addGap(
      gap,
      gap.reason !== 'absent' && unread.some(({ group, kind }) => gap.group === group && gap.kind === kind),
    );
  }
  return narrow(source, related, (ref) => (isWhole(ref) ? snapshot.find(ref) : undefined));
}

/** Whether objects of a type were read with all that they hold. */
function isWhole(type: GroupKind): boolean {
  return ![SECRET, NAMESPACE, POD].some((part) => sameGroupKind(part, type));
}

/** The kinds of objects that a requested type stands for. */
function typesMeant(requested: RequestedType, policyKinds: readonly GroupKind[]): readonly GroupKind[] {
  if (requested.kind === 'resource') return [requested.type];
  switch (requested.virtual) {
    case 'routes':
      return ROUTE_KINDS;
    case 'listeners':
      return LISTENER_HOLDERS;
    case 'policies':
      return policyKinds;
    case 'backends':
      return [SERVICE, X_BACKEND];
    case 'policycrds':
    case 'conformancereports':
      return [];
  }
}

/** Above this many objects of one type in one namespace, a list is cheaper than to ask for each. */
const MOST_BY_NAME = 20;

/** @param known gives what was read before. */
function narrow(
  source: Source,
  related: ReadonlyMap<string, ObjectRef>,
  known: (ref: ObjectRef) => Lookup | undefined,
): Source {
  const isRelated = (type: ResourceType, object: KubernetesObject): boolean =>
    related.has(
      refKey({ group: type.group, kind: type.kind, namespace: namespaceOf(object), name: object.metadata.name }),
    );
  const byType = Map.groupBy(related.values(), groupKindKey);
  /** The namespaces to look in, each with what it holds; a list serves where a selector has to be kept. */
  const placesOf = ({ type, namespace, labelSelector, fieldSelector }: ListQuery): readonly Place[] => {
    const refs = (byType.get(groupKindKey(type)) ?? []).filter(
      (ref) => namespace === undefined || ref.namespace === namespace,
    );
    const selects = (labelSelector ?? '') !== '' || (fieldSelector ?? '') !== '';
    return [...Map.groupBy(refs, (ref) => ref.namespace)]
      .toSorted(([a], [b]) => ((a ?? '') < (b ?? '') ? -1 : 1))
      .map(([place, members]) => ({
        namespace: place,
        names: members.map(({ name }) => name).sort(),
        byName: source.kind === 'live' && !selects && members.length <= MOST_BY_NAME,
      }));
  };
  return {
    kind: source.kind,
    defaultNamespace: source.defaultNamespace,
    catalog: (options) => source.catalog(options),
    get: (query) => source.get(query),
    getTable: (query) => source.getTable(query),
    watch: (query) => source.watch(query),
    watchTable: (query) => source.watchTable(query),
    version: () => source.version(),
    gaps: () => source.gaps(),
    close: () => source.close(),
    async *list(query) {
      for (const place of placesOf(query)) {
        if (place.byName) {
          const { group, kind } = query.type;
          const found = place.names.flatMap((name) => {
            const lookup = known({ group, kind, namespace: place.namespace, name });
            if (lookup?.state === 'missing') return [];
            return [
              lookup?.state === 'found'
                ? Promise.resolve(lookup.object)
                : source.get({ ...place, type: query.type, name }),
            ];
          });
          yield await present(found);
          continue;
        }
        for await (const page of source.list({ ...query, namespace: place.namespace })) {
          yield page.filter((object) => isRelated(query.type, object));
        }
      }
    },
    async *listTable(query) {
      for (const place of placesOf(query)) {
        if (place.byName) {
          yield* await present(place.names.map((name) => source.getTable({ ...place, type: query.type, name })));
          continue;
        }
        for await (const { columns, rows } of source.listTable({ ...query, namespace: place.namespace })) {
          yield { columns, rows: rows.filter(({ object }) => isRelated(query.type, object)) };
        }
      }
    },
  };
}

interface Place {
  readonly namespace: string | undefined;
  readonly names: readonly string[];
  readonly byName: boolean;
}

/** What is there: a reference may name what is missing. @throws whatever else goes wrong */
async function present<T>(readings: readonly Promise<T>[]): Promise<readonly T[]> {
  const found: T[] = [];
  for (const reading of await Promise.allSettled(readings)) {
    if (reading.status === 'fulfilled') found.push(reading.value);
    else if (!isNotFound(reading.reason)) throw reading.reason;
  }
  return found;
}
