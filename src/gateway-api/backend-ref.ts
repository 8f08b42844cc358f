import { readNumber, readRecord, readString } from '../model/read.ts';
import type { JsonRecord } from '../model/read.ts';
import type { ObjectRef } from '../model/ref.ts';
import { readGroup } from './core-group.ts';

/** A backendRef with the API's defaults applied: a Service of the holder's namespace, weight 1 (semantics.md 1.6). */
export interface BackendRef extends ObjectRef {
  readonly port: number | undefined;
  readonly weight: number;
  /** The reference as it was written, for its filters. */
  readonly source: JsonRecord;
}

/** Reads one backendRef (of a rule, a mirror filter or an external authorization). */
export function readBackendRef(value: unknown, holderNamespace: string | undefined): BackendRef {
  const ref = readRecord(value);
  return {
    group: readGroup(ref['group'], ''),
    kind: readString(ref['kind']) ?? 'Service',
    namespace: readString(ref['namespace']) ?? holderNamespace,
    name: readString(ref['name']) ?? '',
    port: readNumber(ref['port']),
    weight: readNumber(ref['weight']) ?? 1,
    source: ref,
  };
}
