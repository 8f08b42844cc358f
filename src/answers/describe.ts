import { SECRET } from '../gateway-api/kinds.ts';
import { buildGraph } from '../graph/query/build-graph.ts';
import type { ObjectEvent } from '../model/event.ts';
import type { Gap } from '../model/gap.ts';
import type { KubernetesObject } from '../model/object.ts';
import { refOf, sameGroupKind } from '../model/ref.ts';
import { describeContext } from '../view/describe/context.ts';
import type { DescribeContext } from '../view/describe/context.ts';
import { describeAsData } from '../view/describe/document.ts';
import { describeObject } from '../view/describe/registry.ts';
import type { Description } from '../view/description.ts';
import { documentGaps } from '../view/document-gaps.ts';
import type { ResourceDescription, ResourceDescriptionList } from '../documents/resource-description-list.ts';
import type { World } from '../world/world.ts';

/** What pages need beside the world. */
export interface DescribeQuestion {
  /** Milliseconds since 1970: what ages are counted from. */
  readonly now: number;
  /** A command line in the scope of this one: `get routes` -> `gwctl get routes --from shop.yaml`. */
  readonly command: (words: string) => string;
  /** The events of an object, in the order of time; undefined where they were not asked for or could not be read. */
  readonly eventsOf: (object: KubernetesObject) => readonly ObjectEvent[] | undefined;
}

/** The pages of objects, as `describe` shows them. */
export function describePages(
  world: World,
  objects: readonly KubernetesObject[],
  question: DescribeQuestion,
): readonly Description[] {
  const context = contextOf(world, question);
  return objects.map((object) => describeObject(asRead(world, object), context));
}

/** What the pages of objects say, as data: the items of a `ResourceDescriptionList`. */
export function describeDocuments(
  world: World,
  objects: readonly KubernetesObject[],
  question: DescribeQuestion,
): readonly ResourceDescription[] {
  const context = contextOf(world, question);
  return objects.map((object) => describeAsData(asRead(world, object), context));
}

/** The whole document. @param gaps what could not be read on the way to the items. */
export function descriptionList(items: readonly ResourceDescription[], gaps: readonly Gap[]): ResourceDescriptionList {
  return { apiVersion: 'gwctl.dev/v1alpha1', kind: 'ResourceDescriptionList', items, gaps: documentGaps(gaps) };
}

/** A Secret is selected by its metadata alone; the world knows its type too. */
function asRead({ snapshot }: World, object: KubernetesObject): KubernetesObject {
  const ref = refOf(object);
  const lookup = sameGroupKind(ref, SECRET) ? snapshot.find(ref) : undefined;
  return lookup?.state === 'found' ? lookup.object : object;
}

const contexts = new WeakMap<World, WeakMap<DescribeQuestion, DescribeContext>>();

/** One context for all that is asked of a world: what one page needed, the next has at once. */
function contextOf(world: World, question: DescribeQuestion): DescribeContext {
  const known = contexts.get(world) ?? new WeakMap<DescribeQuestion, DescribeContext>();
  contexts.set(world, known);
  const { snapshot, policyKinds } = world;
  const context =
    known.get(question) ??
    describeContext({ ...question, graph: buildGraph(snapshot, { policyKinds }), snapshot, policyKinds });
  known.set(question, context);
  return context;
}
