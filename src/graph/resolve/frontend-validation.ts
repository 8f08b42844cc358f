import type { ComputedCondition } from '../../model/computed-condition.ts';
import { readFrontendValidations, readListenerValidation } from '../../gateway-api/gateway-tls.ts';
import type { FrontendValidation } from '../../gateway-api/gateway-tls.ts';
import type { Listener } from '../../gateway-api/gateway.ts';
import type { Fact } from '../../model/fact.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { refOf } from '../../model/ref.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { resolveAuthority } from './certificate-authorities.ts';
import { choiceOfAll, isFalse } from '../condition.ts';
import { withResolution } from './reference.ts';
import type { ResolvedReference } from './reference.ts';
import { rememberEach } from '../remember.ts';

/** The trust by which one or all ports of a Gateway identify clients, with the outcome of its references. */
export interface ResolvedValidation extends FrontendValidation {
  readonly resolved: readonly ResolvedReference[];
}

const REASONS = { notFound: 'InvalidCACertificateRef', invalidKind: 'InvalidCACertificateKind' };

/** Resolves the authorities of one validation; the Gateway or, in old releases, the holder of the listener refers. */
export function resolveValidation(
  snapshot: Snapshot,
  holder: KubernetesObject,
  validation: FrontendValidation,
): ResolvedValidation {
  const from = refOf(holder);
  return {
    ...validation,
    resolved: validation.authorities.map((reference) =>
      withResolution(reference, resolveAuthority(snapshot, from, reference.ref, REASONS)),
    ),
  };
}

/** The validations of a Gateway, those of single ports and the default. */
export const validationsOf = rememberEach((snapshot: Snapshot, gateway: KubernetesObject) =>
  readFrontendValidations(gateway).map((validation) => resolveValidation(snapshot, gateway, validation)),
);

/**
 * How clients of an HTTPS listener must identify themselves: by the listener's own field (v1.1 to v1.3), else by the
 * Gateway's for its port, else by the Gateway's default (semantics.md 1.4). ListenerSets follow their Gateway (2.7).
 * @param gateway undefined where it is not known.
 */
export function validationFor(
  snapshot: Snapshot,
  gateway: KubernetesObject | undefined,
  holder: KubernetesObject,
  listener: Listener,
): ResolvedValidation | undefined {
  if (listener.protocol !== 'HTTPS') return undefined;
  const own = readListenerValidation(holder, listener);
  if (own !== undefined) return resolveValidation(snapshot, holder, own);
  const validations = gateway === undefined ? [] : validationsOf(snapshot, gateway);
  return (
    validations.find(({ port }) => port !== undefined && port === listener.port) ??
    validations.find(({ port }) => port === undefined)
  );
}

/** A listener without one valid authority is not accepted (semantics.md 6.1). */
export function withoutAuthority({ resolved }: ResolvedValidation): ComputedCondition | undefined {
  if (resolved.length === 0 || !resolved.every(isBroken)) return undefined;
  const because: Fact = { code: 'clientsNotVerified', because: resolved[0]?.resolution.because };
  const choice = choiceOfAll(resolved.map(({ resolution }) => resolution));
  return isFalse('NoValidCACertificate', because, { choice });
}

function isBroken({ resolution: { state } }: ResolvedReference): boolean {
  return state === 'missing' || state === 'notPermitted';
}
