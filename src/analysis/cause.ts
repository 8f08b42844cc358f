import type { Graph } from '../graph/graph.ts';
import { GATEWAY } from '../gateway-api/kinds.ts';
import type { Fact, FactCode } from '../model/fact.ts';
import { refKey, sameGroupKind, wholeOf } from '../model/ref.ts';
import type { ObjectRef } from '../model/ref.ts';
import type { Symptom } from './problem.ts';
import { reasonOf } from './verdict.ts';
import type { Because } from './verdict.ts';

/**
 * What is wrong, as a key: symptoms with one key have one cause, whatever objects they are seen at. A Secret that does not exist
 * is one fault for all the listeners that name it.
 */
export function causeOf(graph: Graph, symptom: Symptom): string {
  const { subject, path, because } = symptom;
  const fact = factOf(because);
  const shared = fact === undefined ? undefined : keyOfFact(graph, subject, rootOf(fact));
  if (shared !== undefined) return shared;
  // Of an object and its parts a controller has looked at neither.
  if (because.code === 'stale') return `stale ${refKey(wholeOf(subject))} ${because.controllerName}`;
  return `own ${refKey(subject)} ${path} ${reasonOf(because)}`;
}

/** What the rules found, where a reason comes from them. */
function factOf(because: Because): Fact | undefined {
  if (because.code === 'computed' || because.code === 'tlsFails') return because.condition.because;
  return because.code === 'reference' ? because.edge.because : undefined;
}

/** What a fact comes from in the end. */
export function rootOf(fact: Fact): Fact {
  if (fact.code === 'andMore') return rootOf(fact.first);
  return 'because' in fact && fact.because !== undefined ? rootOf(fact.because) : fact;
}

/** The key of a fact that may be seen at several objects; undefined where it is one object's own. */
function keyOfFact(graph: Graph, subject: ObjectRef, fact: Fact): string | undefined {
  if (fact.code === 'objectMissing') return `missing ${refKey(wholeOf(fact.ref))}`;
  if (fact.code === 'refNotPermitted') {
    return `grant ${fact.from.kind} ${fact.from.namespace ?? ''} ${refKey(wholeOf(fact.to))}`;
  }
  if (fact.code === 'portMissing') return `port ${refKey(wholeOf(fact.ref))} ${fact.port}`;
  if (CONTENTS.has(fact.code) && 'ref' in fact) return `content ${refKey(wholeOf(fact.ref))}`;
  if (fact.code === 'listenerMissing') return `listener ${refKey(fact.parent)} ${fact.listener}`;
  if (fact.code === 'noListenerOnPort') return `port ${refKey(fact.parent)} ${fact.port ?? ''}`;
  if (fact.code === 'hostnameConflict') {
    return `hostname ${gatewayKey(graph, subject)} ${fact.port ?? ''} ${fact.hostname ?? ''}`;
  }
  if (fact.code === 'protocolConflict') return `protocol ${gatewayKey(graph, subject)} ${fact.port ?? ''}`;
  return undefined;
}

/** What is wrong with what a Secret or ConfigMap holds. */
const CONTENTS: ReadonlySet<FactCode> = new Set([
  'certificateKeyMissing',
  'malformedCertificate',
  'authorityKeyMissing',
  'noPem',
]);

/** The Gateway on which listeners conflict. */
function gatewayKey(graph: Graph, subject: ObjectRef): string {
  const holder = wholeOf(subject);
  if (sameGroupKind(holder, GATEWAY)) return refKey(holder);
  const [parent] = graph.outgoing(holder, 'parent');
  return refKey(parent?.to ?? holder);
}
