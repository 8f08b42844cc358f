import type { GroupKind, ObjectRef } from '../model/ref.ts';
import { groupKindKey, sameGroupKind } from '../model/ref.ts';
import { ENDPOINT_SLICE, GATEWAY_CLASS, SERVICE, SERVICE_NAME_LABEL } from '../gateway-api/kinds.ts';
import type { PolicyKind } from '../policy/policy-kind.ts';
import type { SnapshotReader } from './snapshot-reader.ts';

/** Service names in one label selector: longer ones would not fit into a request line. */
const NAMES_A_REQUEST = 40;

/** Which kinds a question involves in which namespaces: policies are looked for where something is that they may target. */
export class Involved {
  readonly #kinds = new Map<string, Map<string, GroupKind>>();

  /** Takes note of an object; cluster-scoped ones count to the namespace that is given. */
  add({ group, kind, namespace }: ObjectRef, otherwise?: string): void {
    const place = namespace ?? otherwise;
    if (place === undefined) return;
    const kinds = this.#kinds.get(place);
    const type = { group, kind };
    if (kinds === undefined) this.#kinds.set(place, new Map([[groupKindKey(type), type]]));
    else kinds.set(groupKindKey(type), type);
  }

  /** Reads the policies that may target something involved; a kind whose targets are unknown may target anything. */
  async readPolicies(reader: SnapshotReader, policyKinds: readonly PolicyKind[]): Promise<void> {
    const readings: Promise<unknown>[] = [];
    for (const kind of policyKinds) {
      if (!kind.namespaced || actsFromAnywhere(kind)) {
        readings.push(reader.listAll(kind, { instead: [...this.#kinds.keys()] }));
        continue;
      }
      for (const [namespace, present] of this.#kinds) {
        const mayTarget = kind.targets.length === 0 || kind.targets.some((target) => present.has(groupKindKey(target)));
        if (mayTarget) readings.push(reader.listIn(kind, namespace));
      }
    }
    await Promise.all(readings);
  }
}

/** Whether a policy of any namespace may act here: it may target a GatewayClass, which lies in none, and is passed on. */
function actsFromAnywhere({ class: kindClass, targets }: PolicyKind): boolean {
  if (kindClass === 'Direct') return false;
  return targets.length === 0 || targets.some((target) => sameGroupKind(target, GATEWAY_CLASS));
}

/** Reads the EndpointSlices of Services, a request for many of a namespace. */
export async function readEndpoints(reader: SnapshotReader, refs: Iterable<ObjectRef>): Promise<void> {
  const names = new Map<string, Set<string>>();
  for (const ref of refs) {
    if (!sameGroupKind(ref, SERVICE) || ref.namespace === undefined || ref.name === '') continue;
    const known = names.get(ref.namespace);
    if (known === undefined) names.set(ref.namespace, new Set([ref.name]));
    else known.add(ref.name);
  }
  const readings: Promise<unknown>[] = [];
  for (const [namespace, services] of names) {
    const all = [...services];
    for (let start = 0; start < all.length; start += NAMES_A_REQUEST) {
      const labelSelector = `${SERVICE_NAME_LABEL} in (${all.slice(start, start + NAMES_A_REQUEST).join(',')})`;
      readings.push(reader.listIn(ENDPOINT_SLICE, namespace, { labelSelector }));
    }
  }
  await Promise.all(readings);
}
