import type { EffectiveResult } from '../../answers/effective.ts';
import { ENDPOINT_SLICE, LISTENER_HOLDERS, ROUTE_KINDS, SERVICE, X_BACKEND } from '../../gateway-api/kinds.ts';
import type { Gap } from '../../model/gap.ts';
import type { KubernetesObject } from '../../model/object.ts';
import type { GroupKind } from '../../model/ref.ts';
import type { PolicyKind } from '../../policy/policy-kind.ts';
import { readPolicyKinds } from '../../world/policy-kinds.ts';
import { WorldReader } from '../../world/world-reader.ts';
import { readSectioned } from '../select/read-sectioned.ts';
import type { Asked } from '../select/read-asked.ts';
import { planReading } from '../select/plan-listings.ts';
import type { ReadingPlace } from '../select/plan-listings.ts';
import { MOST_ALONE, namespacesOf } from '../select/read-roots.ts';
import { chooseKinds } from './choose-kinds.ts';
import { readPathFlag } from './read-path-flag.ts';

const NOTHING: EffectiveResult = { policies: [], settings: [], malformed: [] };

/** Whose effective policies are asked for. */
export interface EffectiveSelection extends Asked {
  /** Undefined: all namespaces. */
  readonly namespace: string | undefined;
  /** Only policies of these kinds, as the user calls them; empty: all. */
  readonly kinds: readonly string[];
  /** Only paths through each of these: `[NAMESPACE/]TYPE/NAME[#SECTION]`. */
  readonly paths: readonly string[];
  /** Read GEP-713 literally on one level. */
  readonly literal: boolean;
}

/** What takes effect, and how much of it could be read. */
export interface ReadEffective extends EffectiveResult {
  readonly objects: readonly KubernetesObject[];
  readonly gaps: readonly Gap[];
  /** Whether a kind of policies that is served could not be read, or something on the paths along which they act. */
  readonly isPart: boolean;
  /** Whether it is known which kinds of policies there are. */
  readonly knowsKinds: boolean;
}

/** Reads the objects and what acts on them, and works out what takes effect. */
export async function readEffective(selection: EffectiveSelection, place: ReadingPlace): Promise<ReadEffective> {
  const { requested, namespace, selectors, literal } = selection;
  const { source, problems, learn } = place;
  const { listings, catalog } = await planReading(requested, place, namespace);
  const [{ wanted, whole }, kinds] = await Promise.all([
    readSectioned(listings, {
      source,
      ignoreNotFound: false,
      problems,
      selection: { namespace, ...selectors },
    }),
    readPolicyKinds(source, catalog, await learn()),
  ]);
  const objects = [...new Set(wanted.map(({ object }) => object))];
  const namespaces = namespacesOf(objects);
  const reader = new WorldReader({ source, catalog: kinds.catalog, policyKinds: kinds.kinds, namespaces });
  for (const gap of kinds.gaps) reader.addGap(gap);
  reader.seedSelected(objects, whole);
  // Objects of several namespaces are many, too.
  if (objects.length > MOST_ALONE || namespaces.length > 1) await reader.readCluster();
  const chosen = chooseKinds(selection.kinds, kinds.kinds);
  const through = await Promise.all(selection.paths.map((path) => readPathFlag(path, source, namespace)));
  const question = { wanted, kinds: chosen, through, literal };
  const { effectiveOn } = await import('../../answers/effective.ts');
  const result = objects.length === 0 ? NOTHING : await reader.answer((world) => effectiveOn(world, question));
  // Endpoints change nothing about policies.
  const all = objects.length === 0 ? [...kinds.gaps, ...source.gaps()] : reader.world().gaps;
  const gaps = all.filter((gap) => gap.kind !== ENDPOINT_SLICE.kind && !isMisshapenPolicy(gap, kinds.kinds));
  for (const gap of gaps) problems.addGap(gap);
  const isPart = gaps.some(
    (gap) => gap.reason !== 'absent' && gap.isDuplicate !== true && (isOfPolicies(gap, kinds.kinds) || isOfPaths(gap)),
  );
  return { ...result, objects, gaps, isPart, knowsKinds: kinds.gaps.length === 0 };
}

/** A policy that was read, but for a field of the wrong shape: the answer tells what is wrong with it. */
function isMisshapenPolicy(gap: Gap, kinds: readonly PolicyKind[]): boolean {
  return gap.isRead === true && isOfPolicies(gap, kinds);
}

/** What stands on paths, but for classes and namespaces, which are known by their names. */
const ON_PATHS: readonly GroupKind[] = [...LISTENER_HOLDERS, ...ROUTE_KINDS, SERVICE, X_BACKEND];

function isOfPaths(gap: Gap): boolean {
  if (gap.isRead === true) return false;
  return ON_PATHS.some(({ group, kind }) => gap.group === group && gap.kind === kind);
}

function isOfPolicies(gap: Gap, kinds: readonly PolicyKind[]): boolean {
  return kinds.some(({ group, kind }) => gap.group === group && gap.kind === kind);
}
