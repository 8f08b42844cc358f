import { readRules } from '../gateway-api/route.ts';
import { findSection } from '../gateway-api/section.ts';
import type { SectionLookup } from '../gateway-api/section.ts';
import type { KubernetesObject } from '../model/object.ts';
import { readPath, readRecords } from '../model/read.ts';

/** As `findSection`, and also what a person may type: `0` or `rules[0]` for a rule, a number for a port. */
export function findUserSection(object: KubernetesObject, written: string): SectionLookup {
  const named = findSection(object, written);
  if (named.state !== 'missing') return named;
  const number = Number(
    /^(?:rules\[(\d+)\]|(\d+))$/
      .exec(written)
      ?.slice(1)
      .find((part) => part !== undefined),
  );
  if (Number.isNaN(number)) return named;
  if (named.what === 'rule')
    return readRules(object).length > number ? { state: 'found', section: `rules[${number}]` } : named;
  const ports = named.what === 'port' ? readRecords(readPath(object, 'spec', 'ports')) : [];
  return ports.some((entry) => entry['port'] === number) ? { state: 'found', section: String(number) } : named;
}
