import { GATEWAY_API, GATEWAY_API_TYPES, SERVICE, isGatewayApiGroup } from '../../gateway-api/kinds.ts';
import { COMMON_TYPES } from '../../gateway-api/well-known-types.ts';
import type { Gap } from '../../model/gap.ts';
import { groupOf } from '../../model/object.ts';
import { isRecord, readRecord, readString } from '../../model/read.ts';
import type { JsonRecord } from '../../model/read.ts';
import { groupKindKey, sameGroupKind } from '../../model/ref.ts';
import type { GroupKind } from '../../model/ref.ts';
import type { SkippedReason } from '../../model/skipped.ts';
import { hideSecretValues } from '../certificates/hide-secret-values.ts';
import { noteAuthorities } from '../certificates/note-certificates.ts';
import { conformanceReportName } from './conformance-report-name.ts';
import type { Document, Span } from './document.ts';
import { guessName } from './guess-name.ts';
import { guessType } from './guess-type.ts';
import type { Input } from './input.ts';
import { isKustomization, patchFilesOf } from './kustomization.ts';
import { ParseError, parseDocument } from './parse-document.ts';
import type { Part, ParsedDocument } from './parse-document.ts';
import { splitDocuments } from './split-documents.ts';

/** An object as an input holds it, with a checked identity, and where it stands. */
export interface FoundObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace: string | undefined;
  readonly value: JsonRecord;
  readonly place: Place;
}

/** Where an object stands: enough to name it, and to find a field's line later. */
export interface Place {
  readonly input: Input;
  readonly start: number;
  readonly end: number;
  readonly line: number;
  readonly column: number;
  /** From the piece's root to the object. */
  readonly path: readonly (string | number)[];
}

/** What is known of an object that was not read. */
type Identity = Pick<Gap, 'group' | 'kind' | 'namespace' | 'name'>;

/** What an input held. */
export interface Reading {
  readonly objects: readonly FoundObject[];
  /** All else, in its order. */
  readonly refused: readonly Refused[];
  /** The files that Kustomizations of the input apply as patches, relative to it. */
  readonly patches: readonly string[];
}

/** What was not read as an object: a gap where it may be one, else noted only. */
export interface Refused extends Gap {
  readonly line: number;
  readonly skipped?: SkippedReason | undefined;
}

/**
 * Reads the objects of one input. What is broken, or no object of a cluster, is refused with file and line; the rest
 * is read. Secrets lose their values here.
 * @param keepSecretValues for what is sent to a server as it stands, and never printed.
 */
export function readObjects(input: Input, bytes: Buffer, keepSecretValues = false): Reading {
  const reader = new ObjectReader(input, bytes, keepSecretValues);
  for (const document of splitDocuments(bytes)) reader.readDocument(document);
  return { objects: reader.objects, refused: reader.refused, patches: reader.patches };
}

class ObjectReader {
  readonly objects: FoundObject[] = [];
  readonly refused: Refused[] = [];
  readonly patches: string[] = [];
  readonly #input: Input;
  readonly #bytes: Buffer;
  readonly #keepSecretValues: boolean;
  #saidTemplate = false;

  constructor(input: Input, bytes: Buffer, keepSecretValues: boolean) {
    this.#input = input;
    this.#bytes = bytes;
    this.#keepSecretValues = keepSecretValues;
  }

  readDocument(document: Document): void {
    try {
      const { whole, items } = parseDocument(this.#bytes, document);
      if (items === undefined) this.#read(whole);
      else this.#readCutList(document, whole, items);
    } catch (error) {
      if (!(error instanceof ParseError)) throw error;
      this.#refuseUnparsed(document, document, error);
    }
  }

  /** What does not parse may still say which kind it would be; what says none is no object. */
  #refuseUnparsed({ syntax }: Document, piece: Span, { message, line }: ParseError): void {
    const text = this.#beginningOf(piece);
    const type = guessType(text, syntax, piece.column);
    const isWhole = type?.group !== undefined && type.kind !== undefined && syntax === 'yaml' && piece.column === 1;
    const identity = isWhole ? guessName(text, line - piece.line + 1) : undefined;
    this.#refuse(piece, message, line, type === undefined ? 'notKubernetes' : { ...type, ...identity });
  }

  #beginningOf({ start, end }: Span): string {
    // UTF-16 that does not say so is ASCII with NULs between.
    return this.#bytes.toString('utf8', start, Math.min(end, start + MAX_GUESSED)).replaceAll('\0', '');
  }

  /** An item of a list is an object, whether or not its text says of which kind. */
  #refuseItem(list: JsonRecord, { syntax }: Document, piece: Span, { message, line }: ParseError): void {
    const type = guessType(this.#beginningOf(piece), syntax, piece.column);
    this.#refuse(piece, message, line, type ?? itemTypeOf(list) ?? {});
  }

  /** A list that was cut at its items: the list itself stands in `whole`, without them. */
  #readCutList(document: Document, whole: Part, items: NonNullable<ParsedDocument['items']>): void {
    const list = readRecord(whole.value);
    const kind = readString(list['kind']);
    if (kind !== undefined && !kind.endsWith('List')) {
      this.#readWithItems(whole, list, items);
      return;
    }
    if (kind === undefined && list['apiVersion'] === undefined && !items.some(hasKind)) {
      throw new ParseError(NO_TYPE, document.line);
    }
    const cutOff = document.truncated || kind === undefined;
    // Of JSON the last item is whole. YAML may have lost its end and look whole all the same.
    const certain = cutOff && document.syntax === 'yaml' ? items.slice(0, -1) : items;
    for (const item of certain) {
      if (item instanceof ParseError) this.#refuseItem(list, document, item.span ?? document, item);
      else this.#read({ ...item, value: withTypeOf(list, item.value) });
    }
    if (cutOff) {
      const read = `${certain.length} ${certain.length === 1 ? 'item was' : 'items were'} read`;
      const message = `this list is incomplete: is the input truncated? ${read}`;
      // Of each kind that it held there may have been more.
      const types = typesOf(list, items);
      for (const type of types) this.#refuse(document, message, document.line, type);
      if (types.length === 0) this.#refuse(document, message, document.line, {});
    }
  }

  /** An object of another kind that happens to have `items`. */
  #readWithItems(whole: Part, object: JsonRecord, items: NonNullable<ParsedDocument['items']>): void {
    const values: unknown[] = [];
    for (const item of items) {
      if (item instanceof ParseError) throw item;
      values.push(item.value);
    }
    this.#read({ ...whole, value: { ...object, items: values } });
  }

  #read(part: Part): void {
    const { value } = part;
    if (value === null || value === undefined) return;
    if (!isRecord(value)) {
      const what = Array.isArray(value) ? 'a list' : `a ${typeof value}`;
      this.#push(`${what}, not a Kubernetes object`, part.line, 'notKubernetes');
      return;
    }
    // What is written for gwctl itself, such as routing tests, may lie beside manifests.
    if (readString(value['apiVersion'])?.startsWith(OWN_GROUP) === true) return;
    const kind = readString(value['kind']);
    const items = value['items'];
    if (kind?.endsWith('List') === true && (Array.isArray(items) || items === null)) {
      for (const [index, item] of (Array.isArray(items) ? items : []).entries()) {
        this.#read({ ...part, path: [...part.path, 'items', index], value: withTypeOf(value, item) });
      }
      return;
    }
    this.#accept(part, kind === 'ConformanceReport' ? named(value) : value);
  }

  #accept(part: Part, value: JsonRecord): void {
    const apiVersion = readString(value['apiVersion']);
    const kind = readString(value['kind']);
    const metadata = value['metadata'];
    const name = readString(readRecord(metadata)['name']);
    const namespace = readString(readRecord(metadata)['namespace']);
    const reason = whyNoObject(value);
    if (reason !== undefined || apiVersion === undefined || kind === undefined || name === undefined) {
      const skipped = whySkipped(value);
      if (skipped === 'kustomization') this.patches.push(...patchFilesOf(value));
      // A workflow has `${{ … }}` as well: what reads without being rendered, and is no object, becomes none by it.
      if (skipped === 'notKubernetes') this.#push(reason ?? NO_TYPE, part.line, skipped);
      else this.#refuse(part, reason ?? NO_TYPE, part.line, skipped ?? { ...typeOf(value), namespace });
      return;
    }
    const { start, end, line, column, path } = part;
    const template = this.#bytes.subarray(start, end).indexOf('{{');
    if (template >= 0 && isTemplate(value)) {
      this.#refuseTemplate(part, template);
      return;
    }
    const place = { input: this.#input, start, end, line, column, path };
    const shown = this.#keepSecretValues ? value : hideSecretValues(value);
    if (shown !== value) this.#input.forget?.(start, end);
    this.objects.push({ apiVersion, kind, name, namespace, value: noteAuthorities(shown), place });
  }

  /** @param what why it is no object, or of which object it may be. */
  #refuse(piece: Span, message: string, line: number, what: SkippedReason | Identity): void {
    const template = this.#bytes.toString('latin1', piece.start, piece.end).search(/\{[{%]/);
    if (template >= 0) this.#refuseTemplate(piece, template);
    else this.#push(message, line, what);
  }

  /** One chart template is full of places that do not parse, so it is said once an input. */
  #refuseTemplate({ start, line }: Span, offset: number): void {
    if (this.#saidTemplate) return;
    this.#saidTemplate = true;
    const before = this.#bytes.toString('latin1', start, start + offset);
    this.#push(TEMPLATE, line + before.split('\n').length - 1, 'template');
  }

  #push(message: string, line: number, what: SkippedReason | Identity): void {
    const more = typeof what === 'string' ? { skipped: what } : what;
    this.refused.push({ ...more, line, what: `${this.#input.name}:${line}`, reason: 'failed', message });
  }
}

/** The group of gwctl's own files and documents, which no cluster holds. */
const OWN_GROUP = 'gwctl.dev/';
/** How much of a piece is searched for its kind. */
const MAX_GUESSED = 64 * 1024;
const NO_TYPE = 'not a Kubernetes object: neither apiVersion nor kind';
const TEMPLATE = 'a template, not a manifest ({{ … }}): render it first, for example with helm template';

/** Items of a typed list (`HTTPRouteList`, as `kubectl get --raw` and `cluster-info dump` write it) do not repeat their type. */
function withTypeOf(list: JsonRecord, item: unknown): unknown {
  const kind = itemTypeOf(list)?.kind;
  if (!isRecord(item) || kind === undefined || Object.hasOwn(item, 'kind')) return item;
  return { apiVersion: list['apiVersion'], kind, ...item };
}

/** `HTTPRoute` of an `HTTPRouteList`; undefined for a `List`. */
function itemTypeOf(list: JsonRecord): GroupKind | undefined {
  const kind = readString(list['kind'])?.replace(/List$/, '') ?? '';
  return kind === '' ? undefined : { group: groupOf(readString(list['apiVersion']) ?? ''), kind };
}

function hasKind(item: Part | ParseError): boolean {
  return !(item instanceof ParseError) && isRecord(item.value) && item.value['kind'] !== undefined;
}

/** The types of a list's items. */
function typesOf(list: JsonRecord, items: readonly (Part | ParseError)[]): readonly GroupKind[] {
  const types = new Map<string, GroupKind>();
  for (const item of items) {
    const value = item instanceof ParseError ? undefined : readRecord(withTypeOf(list, item.value));
    const apiVersion = readString(value?.['apiVersion']);
    const kind = readString(value?.['kind']);
    if (apiVersion !== undefined && kind !== undefined)
      types.set(`${groupOf(apiVersion)}/${kind}`, { group: groupOf(apiVersion), kind });
  }
  return [...types.values()];
}

/** A ConformanceReport with a name; one old report has no apiVersion either. */
function named(report: JsonRecord): JsonRecord {
  const metadata = readRecord(report['metadata']);
  return {
    apiVersion: `${GATEWAY_API}/v1alpha1`,
    ...report,
    metadata: { ...metadata, name: readString(metadata['name']) ?? conformanceReportName(report) },
  };
}

/** The type that a document says of itself, as far as it says it: nothing else can be hidden by it. */
function typeOf(value: JsonRecord): Pick<Gap, 'group' | 'kind'> {
  const apiVersion = readString(value['apiVersion']);
  const kind = readString(value['kind']);
  return {
    ...(apiVersion === undefined ? {} : { group: groupOf(apiVersion) }),
    ...(kind === undefined ? {} : { kind }),
  };
}

const KNOWN_TYPES: ReadonlySet<string> = new Set([...COMMON_TYPES, ...GATEWAY_API_TYPES].map(groupKindKey));
/** Kinds by their name alone: values of charts like to say `kind: Deployment`, too. */
const KNOWN_KINDS: ReadonlySet<string> = new Set(GATEWAY_API_TYPES.map(({ kind }) => kind));

/**
 * Why a document that is no object cannot be meant as one. Objects say their type and have metadata; charts, and the
 * configuration files of programs, lack the one or the other.
 */
function whySkipped(value: JsonRecord): SkippedReason | undefined {
  if (isKustomization(value)) return 'kustomization';
  const { group, kind } = typeOf(value);
  if (group === undefined && kind === undefined) return 'notKubernetes';
  const { metadata } = value;
  if (!isRecord(metadata)) return kind !== undefined && isWellKnown(group, kind) ? undefined : 'notKubernetes';
  const isNamed = readString(metadata['name']) !== undefined;
  return !isNamed && readString(metadata['generateName']) !== undefined ? 'generateName' : undefined;
}

function isWellKnown(group: string | undefined, kind: string): boolean {
  return group === undefined ? KNOWN_KINDS.has(kind) : KNOWN_TYPES.has(groupKindKey({ group, kind }));
}

/**
 * Whether an object that holds `{{` is to be rendered first. In other kinds than the Gateway API's and Services it may be meant
 * so: rules of alerts, workflows, and generators of other objects have templates of their own.
 */
function isTemplate(value: JsonRecord): boolean {
  const { apiVersion, kind, metadata, spec } = value;
  const { name, namespace } = readRecord(metadata);
  if (`${String(apiVersion)}${String(kind)}${String(name)}${String(namespace)}`.includes('{{')) return true;
  const group = groupOf(String(apiVersion));
  const isRead = isGatewayApiGroup(group) || sameGroupKind({ group, kind: String(kind) }, SERVICE);
  return isRead && JSON.stringify(spec ?? null).includes('{{');
}

/** What keeps a document from being an object of a cluster, in one sentence. */
function whyNoObject(value: JsonRecord): string | undefined {
  const { apiVersion, kind, metadata } = value;
  if (isKustomization(value)) {
    return 'a Kustomization, not an object of a cluster: build it first, for example with kubectl kustomize';
  }
  if (apiVersion === undefined && kind === undefined) return NO_TYPE;
  if (readString(kind) === undefined)
    return kind === undefined ? 'object has no kind' : 'kind must be a non-empty string';
  if (readString(apiVersion) === undefined) {
    return apiVersion === undefined ? `${String(kind)} has no apiVersion` : 'apiVersion must be a non-empty string';
  }
  if (!isRecord(metadata))
    return `${String(kind)} has ${metadata === undefined ? 'no metadata' : 'metadata that is no object'}`;
  if (readString(metadata['name']) === undefined) {
    const generated = readString(metadata['generateName']);
    if (generated !== undefined)
      return `${String(kind)} has only metadata.generateName "${generated}": it has no name yet`;
    return metadata['name'] === undefined
      ? `${String(kind)} has no metadata.name`
      : `${String(kind)} has a metadata.name that is not a non-empty string`;
  }
  const { namespace } = metadata;
  if (namespace !== undefined && namespace !== null && typeof namespace !== 'string') {
    return `${String(kind)} "${String(metadata['name'])}" has a metadata.namespace that is not a string`;
  }
  return undefined;
}
