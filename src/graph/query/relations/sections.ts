import { countRules } from '../../../gateway-api/route.ts';
import { readServicePorts } from '../../../gateway-api/service-port.ts';
import { portSection, ruleSection, sectionKindOf } from '../../../gateway-api/section.ts';
import type { KubernetesObject } from '../../../model/object.ts';
import { refOf } from '../../../model/ref.ts';
import type { ObjectRef } from '../../../model/ref.ts';
import type { Snapshot } from '../../../model/snapshot.ts';
import { listenersOf } from '../../attach/listeners-of.ts';
import { plainEdge } from './relation.ts';
import type { EdgeRule } from './relation.ts';

/** Gateway -> listener, ListenerSet -> entry, route -> rule, Service -> port. */
export const sectionEdges: EdgeRule = (snapshot, object) => {
  const from = refOf(object);
  const sections = new Set(sectionsOf(snapshot, object, from));
  return [...sections].map((section) => plainEdge('section', from, { ...from, section }));
};

function sectionsOf(snapshot: Snapshot, object: KubernetesObject, type: ObjectRef): readonly string[] {
  switch (sectionKindOf(type)) {
    case 'listener':
      return listenersOf(snapshot, object).map(({ name }) => name);
    case 'rule':
      return Array.from({ length: countRules(object) }, (_entry, index) => ruleSection(index));
    case 'port':
      return readServicePorts(object).flatMap(({ number }) => (number === undefined ? [] : [portSection(number)]));
    case undefined:
      return [];
  }
}
