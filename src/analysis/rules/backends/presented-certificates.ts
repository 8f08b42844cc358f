import { wholeOf, refKey } from '../../../model/ref.ts';
import type { Certificates } from '../../../model/certificates.ts';
import type { ObjectRef } from '../../../model/ref.ts';
import type { RuleWorld } from '../rule-world.ts';

/** An object that holds certificates, and who refers to it. */
export interface HeldCertificates {
  /** The Gateway, ListenerSet, XBackend or policy, and its field. */
  readonly subject: ObjectRef;
  readonly path: string;
  /** The Secret, ConfigMap or ClusterTrustBundle. */
  readonly holder: ObjectRef;
  readonly held: Certificates;
}

/** What the objects under analysis present or trust, each once for each that refers to it. */
export function* referredCertificates(world: RuleWorld, relation: 'certificate' | 'ca'): Generator<HeldCertificates> {
  const known = new Set<string>();
  for (const edge of world.edges(relation)) {
    if (edge.state !== 'resolved') continue;
    const subject = wholeOf(edge.from);
    const key = `${refKey(subject)} ${refKey(edge.to)}`;
    const held = known.has(key) ? undefined : world.certificates(edge.to);
    known.add(key);
    if (held === undefined) continue;
    // A root behind a chain is left out of account by clients, which have their own.
    const counted = held.certificates.filter(({ isSelfSigned }, index) => index === 0 || !isSelfSigned);
    const shown = relation === 'ca' ? held : { ...held, certificates: counted };
    yield { subject, path: edge.path, holder: edge.to, held: shown };
  }
}

/** A time as people write it in tables: its day. */
export function dayOf(time: number): string {
  return new Date(time).toISOString().split('T', 1)[0] ?? '';
}
