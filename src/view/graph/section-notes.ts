import { readListeners } from '../../gateway-api/gateway.ts';
import { readHostnames, readRules } from '../../gateway-api/route.ts';
import { ruleSection, sectionKindOf } from '../../gateway-api/section.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { groupKindOf } from '../../model/ref.ts';
import { ruleMatches } from '../describe/match-text.ts';

/**
 * What a picture says of the sections of an object, as lines: of a listener port, protocol and hostname; of a rule the
 * hostnames of its route, then its matches. All sections at once: an object may have thousands.
 */
export function sectionNotes(object: KubernetesObject): ReadonlyMap<string, readonly string[]> {
  switch (sectionKindOf(groupKindOf(object))) {
    case 'listener':
      return new Map(
        readListeners(object).map(({ name, port, protocol, hostname }) => {
          const words = [port === undefined ? '' : `:${port}`, protocol, hostname ?? ''];
          return [name, [words.filter((word) => word !== '').join(' ')]];
        }),
      );
    case 'rule': {
      const hostnames = readHostnames(object).join(', ');
      const first = hostnames === '' ? [] : [hostnames];
      return new Map(
        readRules(object).map((rule) => [ruleSection(rule.index), [...first, ...ruleMatches(rule, object.kind)]]),
      );
    }
    case 'port':
    case undefined:
      return new Map();
  }
}
