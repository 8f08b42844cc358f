import { readConditions } from '../model/conditions.ts';
import type { Condition } from '../model/conditions.ts';
import { readGroup } from './core-group.ts';
import { GATEWAY_API } from './kinds.ts';
import type { KubernetesObject } from '../model/object.ts';
import { readNumber, readPath, readRecord, readRecords, readString } from '../model/read.ts';
import type { JsonRecord } from '../model/read.ts';
import type { GroupKind } from '../model/ref.ts';

/** One listener of a Gateway or ListenerSet, defaults applied (semantics.md 1.6). */
export interface Listener {
  readonly index: number;
  readonly name: string;
  readonly hostname: string | undefined;
  /** Undefined where absent; 0 in an old XListenerSet means "assign one". */
  readonly port: number | undefined;
  readonly protocol: string;
  /** Terminate where the listener has `tls` without a mode; undefined without `tls`. */
  readonly tlsMode: string | undefined;
  /** `allowedRoutes.namespaces.from`: Same unless written. */
  readonly allowedNamespaces: string;
  /** The listener as it was written. */
  readonly source: JsonRecord;
}

/** One entry of `status.listeners`. */
export interface ListenerStatus {
  readonly name: string;
  readonly attachedRoutes: number | undefined;
  readonly supportedKinds: readonly string[];
  readonly conditions: readonly Condition[];
}

/** An address of a Gateway: `type` is IPAddress unless written; a value may be absent ("assign one"). */
export interface GatewayAddress {
  readonly type: string;
  readonly value: string | undefined;
  readonly routability: string | undefined;
}

/** `spec.listeners` of a Gateway or ListenerSet. */
export function readListeners(object: KubernetesObject): readonly Listener[] {
  return readRecords(readPath(object, 'spec', 'listeners')).map((source, index) => {
    const tls = source['tls'] === undefined ? undefined : readRecord(source['tls']);
    return {
      index,
      name: readString(source['name']) ?? '',
      hostname: readString(source['hostname']),
      port: readNumber(source['port']),
      protocol: readString(source['protocol']) ?? '',
      tlsMode: tls === undefined ? undefined : (readString(tls['mode']) ?? 'Terminate'),
      allowedNamespaces: readString(readPath(source, 'allowedRoutes', 'namespaces', 'from')) ?? 'Same',
      source,
    };
  });
}

/** `allowedRoutes.kinds`; empty means those that the protocol takes. */
export function readAllowedKinds(listener: Listener): readonly GroupKind[] {
  return readRecords(readPath(listener.source, 'allowedRoutes', 'kinds')).map((kind) => ({
    group: readGroup(kind['group'], GATEWAY_API),
    kind: readString(kind['kind']) ?? '',
  }));
}

/** `status.listeners` of a Gateway or ListenerSet. */
export function readListenerStatuses(object: KubernetesObject): readonly ListenerStatus[] {
  return readRecords(readPath(object, 'status', 'listeners')).map((entry) => ({
    name: readString(entry['name']) ?? '',
    attachedRoutes: readNumber(entry['attachedRoutes']),
    supportedKinds: readRecords(entry['supportedKinds']).map((kind) => readString(kind['kind']) ?? ''),
    conditions: readConditions(entry['conditions']),
  }));
}

/** `status.addresses`, or with `spec` the requested ones. */
export function readAddresses(gateway: KubernetesObject, from: 'spec' | 'status'): readonly GatewayAddress[] {
  return readRecords(readPath(gateway, from, 'addresses')).map((address) => ({
    type: readString(address['type']) ?? 'IPAddress',
    value: readString(address['value']),
    routability: readString(address['routability']),
  }));
}

/** `status.conditions` of any object. */
export function readObjectConditions(object: KubernetesObject): readonly Condition[] {
  return readConditions(readPath(object, 'status', 'conditions'));
}

/** `metadata.generation`, undefined where it is unknown. */
export function generationOf(object: KubernetesObject): number | undefined {
  return readNumber(object.metadata['generation']);
}

/** `status.supportedFeatures`: strings until v1.1, objects with a name since v1.2 (semantics.md 1.4). */
export function readSupportedFeatures(gatewayClass: KubernetesObject): readonly string[] {
  const features = readPath(gatewayClass, 'status', 'supportedFeatures');
  if (!Array.isArray(features)) return [];
  const names: string[] = [];
  for (const feature of features) {
    const name = readString(feature) ?? readString(readRecord(feature)['name']);
    if (name !== undefined) names.push(name);
  }
  return names;
}
