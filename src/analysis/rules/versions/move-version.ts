import {
  BACKEND_TLS_POLICY,
  GRPC_ROUTE,
  REFERENCE_GRANT,
  TCP_ROUTE,
  TLS_ROUTE,
  UDP_ROUTE,
} from '../../../gateway-api/kinds.ts';
import type { Edit } from '../../../model/edit.ts';
import { groupOf, namespaceOf, versionOf } from '../../../model/object.ts';
import type { KubernetesObject } from '../../../model/object.ts';
import { isRecord, readList, readPath, readRecord } from '../../../model/read.ts';
import type { JsonRecord } from '../../../model/read.ts';
import { groupKindKey, groupKindOf } from '../../../model/ref.ts';

/** What is needed beside the version to write an object in another one; undefined where there is no single answer. */
type Move = (object: KubernetesObject) => readonly Edit[] | undefined;

const SAME: Move = () => [];
/** `v1` has exactly one rule. */
const ONE_RULE: Move = ({ spec }) => (readList(readPath(spec, 'rules')).length === 1 ? [] : undefined);

/** By kind and version, the ways to `v1` (of ReferenceGrant: to any): the shapes of the CRDs of each release say what has changed. */
const MOVES: ReadonlyMap<string, Move> = new Map<string, Move>([
  [`${groupKindKey(GRPC_ROUTE)} v1alpha2`, SAME],
  [`${groupKindKey(REFERENCE_GRANT)} v1alpha2`, SAME],
  [`${groupKindKey(TCP_ROUTE)} v1alpha2`, ONE_RULE],
  [`${groupKindKey(UDP_ROUTE)} v1alpha2`, ONE_RULE],
  [`${groupKindKey(TLS_ROUTE)} v1alpha2`, moveTlsRoute],
  [`${groupKindKey(TLS_ROUTE)} v1alpha3`, SAME],
  [`${groupKindKey(BACKEND_TLS_POLICY)} v1alpha3`, SAME],
  [`${groupKindKey(BACKEND_TLS_POLICY)} v1alpha2`, moveBackendTlsPolicy],
]);

/**
 * The edits that write an object in another version.
 * @param to the version: `v1`.
 * @returns none where more than one answer is right.
 */
export function moveVersion(object: KubernetesObject, to: string | undefined): readonly Edit[] {
  const move = MOVES.get(`${groupKindKey(groupKindOf(object))} ${versionOf(object.apiVersion)}`);
  const shape = to === undefined ? undefined : move?.(object);
  if (to === undefined || shape === undefined) return [];
  return [{ op: 'set', path: ['apiVersion'], value: `${groupOf(object.apiVersion)}/${to}` }, ...shape];
}

/** `v1` needs hostnames. */
function moveTlsRoute(object: KubernetesObject): readonly Edit[] | undefined {
  return readList(readPath(object['spec'], 'hostnames')).length === 0 ? undefined : ONE_RULE(object);
}

/** GEP-1897: one target became a list of targets in the policy's own namespace, and the block `tls` is called `validation`. */
function moveBackendTlsPolicy(object: KubernetesObject): readonly Edit[] | undefined {
  const spec = readRecord(object['spec']);
  const target = spec['targetRef'];
  const { tls } = spec;
  if (!isRecord(target) || !isRecord(tls) || Object.hasOwn(spec, 'targetRefs') || Object.hasOwn(spec, 'validation')) {
    return undefined;
  }
  const { namespace } = target;
  if (namespace !== undefined && namespace !== namespaceOf(object)) return undefined;
  return [
    ...(namespace === undefined ? [] : [{ op: 'remove', path: ['spec', 'targetRef', 'namespace'] } as const]),
    { op: 'rename', path: ['spec', 'targetRef'], name: 'targetRefs' },
    { op: 'wrap', path: ['spec', 'targetRef'] },
    { op: 'rename', path: ['spec', 'tls'], name: 'validation' },
    ...renamed(tls, 'caCertRefs', 'caCertificateRefs'),
    ...renamed(tls, 'wellKnownCACerts', 'wellKnownCACertificates'),
  ];
}

function renamed(tls: JsonRecord, from: string, to: string): readonly Edit[] {
  return Object.hasOwn(tls, from) ? [{ op: 'rename', path: ['spec', 'tls', from], name: to }] : [];
}
