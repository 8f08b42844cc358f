import type { AttachmentFacts, FactOf, ListenerRefusal, NamespaceRefusal } from '../../model/fact.ts';
import type { ObjectRef } from '../../model/ref.ts';
import { enumerate, nameOf, otherNames, typeName } from './names.ts';
import { selectorText } from './selector-text.ts';
import type { Sentences } from './sentence.ts';

/** Whether routes and ListenerSets attach. */
export const ATTACHMENTS = {
  foreignParent: ({ type }) => `only its controller knows whether routes attach to ${typeName(type)}`,
  notAParentKind: ({ type, near }) => `${typeName(type)} is not a kind: did you mean ${near}?`,
  idleListenerSet: ({ because }, say) =>
    `the ListenerSet carries no traffic (${say(because)}), and a controller may refuse the route for that reason`,
  listenerMissing: ({ parent, listener, near, known, holder }) =>
    `${nameOf(parent)} has no listener ${listener}${holder === undefined ? otherNames(near, known) : `, but ${nameOf(holder)} has: name it in the parentRef (${parentWords(holder, parent)})`}`,
  listenerOnOtherPort: ({ parent, listener, port, wanted }) =>
    `listener ${listener} of ${nameOf(parent)} is on port ${port ?? 'none'}, not on port ${wanted ?? ''}`,
  noListenerOnPort: ({ parent, port, ports }) => {
    const known = ports.first.length === 0 ? '' : `, only on ${enumerate(ports)}`;
    return `${nameOf(parent)} has no listener${port === undefined ? '' : ` on port ${port}${known}`}`;
  },
  foreignListenerProtocol: ({ listener, protocol }) =>
    `only its controller knows what listener ${listener} does with protocol ${protocol}`,
  kindNotTaken: sayRefusal,
  namespaceNotTaken: sayRefusal,
  noHostnameShared: ({ listeners, hostnames }) => {
    const served = enumerate(listeners, ({ listener, hostname }) => `listener ${listener} serves ${hostname}`);
    return `${served}, but no hostname of the route matches (${enumerate(hostnames)}): change spec.hostnames or the listener's hostname`;
  },
  noListenerTakes: ({ parent, refusals: { first, more } }) => {
    const reasons = first.map((refusal) => {
      // A reason among others: what it rests on stands in brackets.
      const [reason, ...grounds] = refusalParts(refusal);
      return [reason, ...grounds.map((ground) => `(${ground})`)].join(' ');
    });
    return `no listener of ${nameOf(parent)} accepts the route: ${reasons.join(', ')}${more === 0 ? '' : `, and ${more} more`}`;
  },
  unknownNamespacesFrom: ({ from }) => `namespaces.from ${from} is not a value that the API defines`,
  invalidNamespaceSelector: () => 'the namespace selector is not valid',
  servicePortMissing: ({ service, name, port, near, ports }) => {
    const wanted = [name, port].filter((part) => part !== undefined).join(' ');
    const first = ports.first.map(
      (known) => `${known.name === undefined ? '' : `${known.name} `}${known.number ?? ''}`,
    );
    return `${nameOf(service)} has no port ${wanted}${otherNames(near, { first, more: ports.more })}`;
  },
  strongerRoute: ({ route, service }) =>
    `${nameOf(route)} is attached to the same port of ${nameOf(service)}, and only the kind of route with the highest precedence applies (GRPCRoute, HTTPRoute, TLSRoute, TCPRoute)`,
  unsuitableService: ({ trait }) =>
    `the Service is ${trait === 'headless' ? trait : `of type ${trait}`}, and the specification leaves it to the mesh whether routes apply to it`,
  parentRefMissing: () => 'the ListenerSet has no spec.parentRef',
  foreignListenerSetParent: ({ kind }) => `only its controller knows whether a ListenerSet can attach to ${kind}`,
  listenerSetNotTaken: ({ gateway, refusal }) =>
    `${nameOf(gateway)} allows ListenerSets ${namespaceParts(refusal).join('; ')}: change its spec.allowedListeners`,
  hostnamesTaken: ({ hostnames, listener, by, isElsewhere }) => {
    const other = `listener ${by.section ?? ''}${isElsewhere ? ` of ${nameOf({ ...by, section: undefined })}` : ''}`;
    return `requests for ${enumerate(hostnames)} go to ${other}, which is more specific than listener ${listener}: attach the route to it`;
  },
  hostnamesIgnored: ({ hostnames }) => {
    const verb = hostnames.first.length + hostnames.more === 1 ? 'is' : 'are';
    return `${enumerate(hostnames)} ${verb} ignored: no listener that the route attaches to serves ${verb === 'is' ? 'it' : 'them'}`;
  },
  listenerTaken: ({ route, listener, kind, precedence }) =>
    `${nameOf(route)} ${FIRST_BY[precedence]} and gets all the traffic of listener ${listener}: attach only one ${kind} to it`,
} satisfies Sentences<keyof AttachmentFacts>;

/** The same as `noListenerTakes` in lines: what is so, then a listener a line with what to change. */
export function sayPerListener({ parent, refusals: { first, more } }: FactOf<'noListenerTakes'>): readonly string[] {
  return [
    `no listener of ${nameOf(parent)} accepts the route:`,
    ...first.map((refusal) => `- ${sayRefusal(refusal)}`),
    ...(more === 0 ? [] : [`- and ${more} more ${more === 1 ? 'listener' : 'listeners'}`]),
  ];
}

function sayRefusal(refusal: ListenerRefusal): string {
  return `${refusalParts(refusal).join('; ')}${remedyOf(refusal)}`;
}

/** What to change so that a listener takes the route; nothing where its protocol cannot carry it. */
function remedyOf(refusal: ListenerRefusal): string {
  if (refusal.code === 'kindNotTaken') return '';
  const widen = 'change its allowedRoutes.namespaces';
  return refusal.refusal.by === 'Selector' ? `: label the namespace, or ${widen}` : `: ${widen}`;
}

/** The fields by which a parentRef names one object instead of another. */
function parentWords({ group, kind, namespace, name }: ObjectRef, other: ObjectRef): string {
  const fields = [
    ...(group === other.group ? [] : [`group: ${group}`]),
    ...(kind === other.kind ? [] : [`kind: ${kind}`]),
    ...(namespace === undefined || namespace === other.namespace ? [] : [`namespace: ${namespace}`]),
  ];
  return [...fields, `name: ${name}`].join(', ');
}

/** Why one object comes before another. */
const FIRST_BY: Readonly<Record<FactOf<'listenerTaken'>['precedence'], string>> = {
  older: 'is older',
  name: 'comes first by name',
  notCreated: 'comes first by name',
};

/** What a listener allows, which is something else, and why. */
function refusalParts(fact: ListenerRefusal): readonly string[] {
  if (fact.code === 'namespaceNotTaken') {
    const [allowed, ...grounds] = namespaceParts(fact.refusal);
    return [`listener ${fact.listener} allows routes ${allowed}`, ...grounds];
  }
  const allowed = fact.kinds.length === 0 ? 'no kind of route' : fact.kinds.join(' and ');
  return [`listener ${fact.listener} (${fact.protocol}) allows ${allowed}, not ${fact.kind}`];
}

/** `from namespaces with label team=shop`, `namespace cart has team=cart` */
function namespaceParts(refusal: NamespaceRefusal): readonly [allowed: string, ...grounds: readonly string[]] {
  switch (refusal.by) {
    case 'Same':
      return [`from its own namespace ${refusal.own}, not from namespace ${refusal.namespace}`];
    case 'None':
      return ['from no namespace'];
    case 'absentSelector':
      return ['from selected namespaces, but has no selector'];
    case 'Selector': {
      const has = refusal.labels.map(([key, value]) => (value === undefined ? `no label ${key}` : `${key}=${value}`));
      return [
        `from namespaces with label ${selectorText(refusal.selector)}`,
        `namespace ${refusal.namespace} has ${has.join(', ')}`,
      ];
    }
  }
}
