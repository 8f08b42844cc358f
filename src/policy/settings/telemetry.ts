import { X_TELEMETRY_POLICY } from '../../gateway-api/kinds.ts';
import { isRecord, readNumber, readPath, readRecord, readString } from '../../model/read.ts';
import type { JsonRecord } from '../../model/read.ts';
import { wholeOf } from '../../model/ref.ts';
import type { ObjectRef } from '../../model/ref.ts';
import { effectivePolicies } from '../effective.ts';
import type { Fact } from '../../model/fact.ts';
import type { PolicyIndex } from '../policy-index.ts';
import type { EffectiveSetting } from './setting.ts';

/**
 * The tracing of a Gateway (semantics.md 5.13): the oldest XTelemetryPolicy that targets it applies whole. Without one the
 * answer is empty: the controller's default.
 */
export function telemetryOf(index: PolicyIndex, gateway: ObjectRef): readonly EffectiveSetting[] {
  const object = wholeOf(gateway);
  return effectivePolicies(index, { object, kinds: [X_TELEMETRY_POLICY] }).map((effective) => {
    const winner = effective.inputs.find(
      ({ policy }) => !effective.ineffective.some(({ placement }) => placement.policy === policy),
    );
    const tracing = readPath(effective.spec, 'tracing');
    return {
      about: 'tracing',
      path: effective.path,
      spec: isRecord(tracing) ? tracing : undefined,
      source: winner === undefined ? undefined : { ref: winner.policy.ref, field: 'spec.tracing' },
      beats: effective.ineffective.flatMap(({ placement, reason }) =>
        reason === 'setsNothing' ? [] : [{ ref: placement.policy.ref, field: 'spec.tracing', reason }],
      ),
      notes: isRecord(tracing) ? notesOn(tracing) : [],
    };
  });
}

function notesOn(tracing: JsonRecord): readonly Fact[] {
  if (readString(tracing['mode']) === 'ImplementationDefault') return [{ code: 'tracingByController' }];
  const rate = readRecord(tracing['samplingRate']);
  const numerator = readNumber(rate['numerator']);
  if (numerator === undefined) return [];
  const share = (100 * numerator) / (readNumber(rate['denominator']) ?? 100);
  return [{ code: 'sampled', percent: Number.isFinite(share) ? share : 0 }];
}
