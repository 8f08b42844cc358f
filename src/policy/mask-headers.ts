import { X_TELEMETRY_POLICY } from '../gateway-api/kinds.ts';
import { isRecord, readRecords, readString } from '../model/read.ts';
import type { JsonRecord } from '../model/read.ts';
import { sameGroupKind } from '../model/ref.ts';
import type { GroupKind } from '../model/ref.ts';

/** What stands in place of a header's value: it may hold credentials. */
const MASKED = '***';

/** The spec of a policy with the values of a telemetry provider's headers hidden (semantics.md 5.13). */
export function maskHeaders(kind: GroupKind, spec: JsonRecord): JsonRecord {
  if (!sameGroupKind(kind, X_TELEMETRY_POLICY)) return spec;
  const { tracing } = spec;
  const provider = isRecord(tracing) ? tracing['provider'] : undefined;
  if (!isRecord(tracing) || !isRecord(provider) || provider['headers'] === undefined) return spec;
  const headers = readRecords(provider['headers']).map((header) => ({
    name: readString(header['name']) ?? '',
    value: MASKED,
  }));
  return { ...spec, tracing: { ...tracing, provider: { ...provider, headers } } };
}
