import { readRules } from '../gateway-api/route.ts';
import { findSection, portOf, portSection, ruleIndexOf, ruleSection } from '../gateway-api/section.ts';
import type { SectionLookup } from '../gateway-api/section.ts';
import { readServicePorts } from '../gateway-api/service-port.ts';
import type { KubernetesObject } from '../model/object.ts';

/** As `findSection`, and also what a person may type: `0` or `rules[0]` for a rule, a number for a port. */
export function findUserSection(object: KubernetesObject, written: string): SectionLookup {
  const named = findSection(object, written);
  if (named.state !== 'missing') return named;
  const number = ruleIndexOf(written) ?? portOf(written);
  if (number === undefined) return named;
  if (named.what === 'rule')
    return readRules(object).length > number ? { state: 'found', section: ruleSection(number) } : named;
  const ports = named.what === 'port' ? readServicePorts(object) : [];
  return ports.some((port) => port.number === number) ? { state: 'found', section: portSection(number) } : named;
}
