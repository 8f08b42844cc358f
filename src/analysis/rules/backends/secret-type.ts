import { SECRET } from '../../../gateway-api/kinds.ts';
import type { KubernetesObject } from '../../../model/object.ts';
import { readString } from '../../../model/read.ts';
import { refKey, refOf, sameGroupKind, wholeOf } from '../../../model/ref.ts';
import type { ObjectRef } from '../../../model/ref.ts';
import type { Snapshot } from '../../../model/snapshot.ts';
import { EXAMPLE_CERTIFICATE } from '../examples.ts';
import { defineRule } from '../rule.ts';
import { secureShop } from './example-certificates.ts';

interface Other {
  readonly secret: ObjectRef;
  readonly type: string;
}

const TLS = 'kubernetes.io/tls';

export const secretType = defineRule<Other>({
  code: 'GW2057',
  name: 'secret-type',
  severity: 'warning',
  inputs: ['certificate'],
  what: 'A certificateRef leads to a Secret of another type than `kubernetes.io/tls`.',
  why: 'The API knows no other type for a Secret with a certificate: some controllers refuse it, others look at its keys alone.',
  how: 'Create the Secret anew with type `kubernetes.io/tls` (the type of a Secret cannot be changed).',
  beside: secureShop('www.example.com'),
  bad: EXAMPLE_CERTIFICATE.replace('type: kubernetes.io/tls', 'type: Opaque'),
  good: EXAMPLE_CERTIFICATE,
  *check(world) {
    const known = new Set<string>();
    for (const { state, from, to, path } of world.edges('certificate')) {
      const subject = wholeOf(from);
      const key = `${refKey(subject)} ${refKey(to)}`;
      const secret = state === 'resolved' && !known.has(key) ? world.graph.node(to).object : undefined;
      known.add(key);
      if (secret === undefined || !sameGroupKind(refOf(secret), SECRET)) continue;
      const type = typeOf(secret, world.snapshot.origin);
      if (type === undefined || type === TLS) continue;
      yield { subject, path, args: { secret: to, type }, related: [to] };
    }
  },
  say: ({ secret, type }, words) => `${words.name(secret)} is of type ${type}, not ${TLS}`,
  fix: () => `type: ${TLS}`,
});

/** A manifest without a type is of type Opaque; of a Secret of a cluster the type may not be known. */
function typeOf(secret: KubernetesObject, origin: Snapshot['origin']): string | undefined {
  return readString(secret['type']) ?? (origin === 'files' ? 'Opaque' : undefined);
}
