import { readList, readNumber, readPath, readRecord, readString } from '../model/read.ts';
import type { PolicyIndex } from '../policy/policy-index.ts';
import { sessionPersistenceAt } from '../policy/settings/session-persistence.ts';
import type { Row } from './row.ts';
import type { WayStep } from './trace.ts';

/** What a rule itself says of sessions, timeouts and retries, and its backends of sessions. */
export function settingSteps(index: PolicyIndex, row: Row): readonly WayStep[] {
  const { source, index: place } = row.rule;
  const steps: WayStep[] = [];
  const add = (fact: WayStep['fact'], field: string): void => {
    steps.push({ step: 'backend', fact, of: row.ref, field });
  };
  for (const { path, spec, source: from } of sessionPersistenceAt(index, row.ref, row.rule)) {
    if (path.backend === undefined || from === undefined) continue;
    const type = readString(spec?.['type']) ?? 'Cookie';
    const name = readString(readPath(spec, type === 'Header' ? 'header' : 'cookie', 'name'));
    steps.push({
      step: 'backend',
      fact: { code: 'sessionKept', backend: path.backend, type, name, source: from.ref, field: from.field },
      of: from.ref,
      field: from.field,
    });
  }
  const [request, backendRequest] = ['request', 'backendRequest'].map((name) =>
    readString(readPath(source, 'timeouts', name)),
  );
  if (request !== undefined || backendRequest !== undefined) {
    add({ code: 'timeoutsSet', request, backendRequest }, `spec.rules[${place}].timeouts`);
  }
  if (source['retry'] !== undefined) {
    const retry = readRecord(source['retry']);
    const codes = readList(retry['codes']).filter((code): code is number => typeof code === 'number');
    const backoff = readString(retry['backoff']);
    add({ code: 'retriesSet', attempts: readNumber(retry['attempts']), codes, backoff }, `spec.rules[${place}].retry`);
  }
  return steps;
}
