import { ServerError, UsageError } from './errors.ts';
import type { KubernetesObject } from './object.ts';
import { readPath } from './read.ts';
import { groupKindKey } from './ref.ts';
import type { ResourceType } from './resource-type.ts';

/** One term of a field selector: all of them must hold. */
export interface FieldTerm {
  /** `metadata.name` */
  readonly field: string;
  readonly operator: '=' | '!=';
  readonly value: string;
}

/**
 * Parses a field selector as `--field-selector` and the API take it (apimachinery `fields.ParseSelector`): `a=b`, `a==b`
 * and `a!=b`, joined by commas; `\` before `\`, `,` and `=` in a value.
 * @throws UsageError in apimachinery's words.
 */
export function parseFieldSelector(text: string): readonly FieldTerm[] {
  const terms: FieldTerm[] = [];
  for (const part of splitTerms(text).toSorted()) {
    if (part === '') continue;
    const match = /^(.*?)(!=|==|=)(.*)$/s.exec(part);
    if (match === null) throw new UsageError(`invalid selector: '${text}'; can't understand '${part}'`);
    const [, field = '', operator = '', value = ''] = match;
    // Neither a field nor a value selects everything.
    if (field === '' && value === '') continue;
    terms.push({ field, operator: operator === '!=' ? '!=' : '=', value: unescapeValue(value) });
  }
  return terms;
}

/**
 * Which objects of a type fulfil the terms, by the fields that the API server can select by: name and namespace, the few
 * that it knows of its own kinds, and what a CRD declares as selectable.
 * @param selectable field paths of the CRD's `selectableFields`, each with its leading dot.
 * @throws ServerError 400 in the API server's words for any other field.
 */
export function fieldMatcher(
  terms: readonly FieldTerm[],
  type: ResourceType,
  selectable: readonly string[] = [],
): (object: KubernetesObject) => boolean {
  const known = OWN_FIELDS.get(groupKindKey(type));
  const readers = terms.map(({ field, operator, value }) => {
    const read = readerOf(field, type, known, selectable);
    return (object: KubernetesObject): boolean => (read(object) === value) === (operator === '=');
  });
  return (object) => readers.every((holds) => holds(object));
}

type FieldReader = (object: KubernetesObject) => string;

function readerOf(
  field: string,
  type: ResourceType,
  known: ReadonlyMap<string, FieldReader> | undefined,
  selectable: readonly string[],
): FieldReader {
  if (field === 'metadata.name') return (object) => object.metadata.name;
  if (field === 'metadata.namespace' && type.namespaced) return readField('metadata', 'namespace');
  const own = known?.get(field);
  if (own !== undefined) return own;
  if (selectable.includes(`.${field}`)) return readField(...field.split('.'));
  // Kinds without fields of their own answer in other words than those that list them (apimachinery runtime/conversion.go).
  const builtIn = known === undefined && isBuiltIn(type.group);
  const why = builtIn
    ? `${JSON.stringify(field)} is not a known field selector: only "metadata.name", "metadata.namespace"`
    : `field label not supported: ${field}`;
  throw new ServerError(400, 'BadRequest', why);
}

/** Groups of the API server itself have no dot or end in one of these; CRDs of `*.k8s.io` are no exception worth a list. */
function isBuiltIn(group: string): boolean {
  return !group.includes('.') || BUILT_IN_GROUPS.has(group);
}

const BUILT_IN_GROUPS = new Set([
  'admissionregistration.k8s.io',
  'apiextensions.k8s.io',
  'certificates.k8s.io',
  'coordination.k8s.io',
  'discovery.k8s.io',
  'events.k8s.io',
  'networking.k8s.io',
  'rbac.authorization.k8s.io',
  'storage.k8s.io',
]);

/** A field as text; absent reads as empty, which a selector cannot tell from the empty text either. */
function readField(...path: readonly string[]): FieldReader {
  return readFieldOr('', ...path);
}

function readFieldOr(absent: string, ...path: readonly string[]): FieldReader {
  return (object) => {
    const value = readPath(object, ...path);
    return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
      ? String(value)
      : absent;
  };
}

function fields(...names: readonly string[]): [string, FieldReader][] {
  return names.map((name) => [name, readField(...name.split('.'))]);
}

const INVOLVED = ['kind', 'namespace', 'name', 'uid', 'apiVersion', 'resourceVersion', 'fieldPath'];

/** `source` of an Event falls back to the field of the newer form (registry/core/event/strategy.go). */
const EVENT_SOURCE: FieldReader = (object) =>
  readField('source', 'component')(object) || readField('reportingComponent')(object);

/** Fields that the API server selects by beside name and namespace (`AddFieldLabelConversionFunc` of each group). */
const OWN_FIELDS: ReadonlyMap<string, ReadonlyMap<string, FieldReader>> = new Map([
  [
    '/Pod',
    new Map([
      ...fields('spec.nodeName', 'spec.restartPolicy', 'spec.schedulerName', 'spec.serviceAccountName'),
      ...fields('status.phase', 'status.podIP', 'status.nominatedNodeName'),
      ['spec.hostNetwork', readFieldOr('false', 'spec', 'hostNetwork')],
      ['spec.host', readField('spec', 'nodeName')],
    ]),
  ],
  ['/Node', new Map([['spec.unschedulable', readFieldOr('false', 'spec', 'unschedulable')]])],
  ['/Namespace', new Map(fields('status.phase'))],
  ['/Secret', new Map([['type', readFieldOr('Opaque', 'type')]])],
  ['/Service', new Map([...fields('spec.clusterIP'), ['spec.type', readFieldOr('ClusterIP', 'spec', 'type')]])],
  ['/ReplicationController', new Map([['status.replicas', readFieldOr('0', 'status', 'replicas')]])],
  [
    '/Event',
    new Map([
      ...fields(...INVOLVED.map((name) => `involvedObject.${name}`), 'reason', 'type', 'reportingComponent'),
      ['source', EVENT_SOURCE],
    ]),
  ],
  [
    'events.k8s.io/Event',
    new Map(fields(...INVOLVED.map((name) => `regarding.${name}`), 'reason', 'type', 'reportingController')),
  ],
  ['batch/Job', new Map([['status.successful', readFieldOr('0', 'status', 'succeeded')]])],
  ['certificates.k8s.io/CertificateSigningRequest', new Map(fields('spec.signerName'))],
]);

/** Cuts at commas; an escaped comma is part of the value. */
function splitTerms(text: string): string[] {
  const terms: string[] = [];
  let start = 0;
  for (let index = 0; index < text.length; index++) {
    const character = text.charAt(index);
    if (character === '\\') index++;
    else if (character === ',') {
      terms.push(text.slice(start, index));
      start = index + 1;
    }
  }
  terms.push(text.slice(start));
  return terms;
}

function unescapeValue(value: string): string {
  let result = '';
  let escaped = false;
  for (const character of value) {
    if (escaped) {
      if (!'\\,='.includes(character)) {
        throw new UsageError(`invalid field selector: invalid escape sequence: \\${character}`);
      }
      result += character;
      escaped = false;
    } else if (character === '\\') {
      escaped = true;
    } else if (character === '=' || character === ',') {
      // Go prints the character's code, and so do we.
      const code = character.charCodeAt(0);
      throw new UsageError(`invalid field selector: unescaped character in value: ${code}`);
    } else {
      result += character;
    }
  }
  if (escaped) throw new UsageError('invalid field selector: invalid escape sequence: \\');
  return result;
}
