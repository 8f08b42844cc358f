import { BACKEND_TLS_POLICY, SERVICE } from '../../gateway-api/kinds.ts';
import { backendTlsAcceptance } from '../../graph/status/backend-tls-policy.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { readPath, readRecord, readRecords, readString } from '../../model/read.ts';
import { sameGroupKind, wholeOf } from '../../model/ref.ts';
import type { ObjectRef } from '../../model/ref.ts';
import { effectivePolicies } from '../effective.ts';
import type { Fact } from '../../model/fact.ts';
import type { PolicyIndex } from '../policy-index.ts';
import type { EffectiveSetting } from './setting.ts';

/**
 * TLS to a backend: the BackendTLSPolicy that governs each port of a Service, or an XBackend, and why that one (semantics.md
 * 5.10): one for the port before one for the whole Service, then the older. Where no policy acts the answer is empty.
 * @param backend with `section` only that port (by its number).
 */
export function backendTlsOf(index: PolicyIndex, backend: ObjectRef): readonly EffectiveSetting[] {
  return effectivePolicies(index, { object: backend, kinds: [BACKEND_TLS_POLICY] }).map((effective) => {
    const winner = effective.inputs.find(
      ({ policy }) => !effective.ineffective.some(({ placement }) => placement.policy === policy),
    );
    const notes = winner === undefined ? [] : notesOn(index, winner.policy.object, backend, effective.path.port);
    return {
      about: 'backendTLS',
      path: effective.path,
      spec: effective.spec,
      source: winner === undefined ? undefined : { ref: winner.policy.ref, field: 'spec' },
      beats: effective.ineffective.flatMap(({ placement, reason }) =>
        reason === 'setsNothing' ? [] : [{ ref: placement.policy.ref, field: 'spec', reason }],
      ),
      notes,
    };
  });
}

function notesOn(
  index: PolicyIndex,
  policy: KubernetesObject,
  backend: ObjectRef,
  port: number | undefined,
): readonly Fact[] {
  const notes: Fact[] = [];
  const object = sameGroupKind(backend, SERVICE) ? index.graph.node(wholeOf(backend)).object : undefined;
  const ports = readRecords(readPath(object, 'spec', 'ports')).filter(
    (entry) => port === undefined || entry['port'] === port,
  );
  const udp = ports.filter((entry) => readString(readRecord(entry)['protocol']) === 'UDP');
  const isUdpOnly = udp.length > 0 && udp.length === ports.length;
  const accepted = backendTlsAcceptance(index.snapshot, policy, wholeOf(backend));
  if (accepted.status === 'False' && !isUdpOnly) {
    // BT:187-203: never plaintext instead.
    notes.push({ code: 'policyNotAccepted', reason: accepted.reason });
  }
  if (udp.length > 0) {
    notes.push({ code: isUdpOnly ? 'noTlsOnUdp' : 'tlsOnTcpOnly' });
  }
  return notes;
}
