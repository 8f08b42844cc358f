import { GATEWAY_API } from '../../gateway-api/kinds.ts';
import type { Gap } from '../../model/gap.ts';
import { groupOf } from '../../model/object.ts';
import { isRecord, readRecord, readString } from '../../model/read.ts';
import type { JsonRecord } from '../../model/read.ts';
import type { GroupKind } from '../../model/ref.ts';
import { conformanceReportName } from './conformance-report-name.ts';
import type { Document, Span } from './document.ts';
import { guessType } from './guess-type.ts';
import { hideSecretValues } from './hide-secret-values.ts';
import type { Input } from './input.ts';
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

/** What an input held. */
export interface Reading {
  readonly objects: readonly FoundObject[];
  readonly gaps: readonly Gap[];
}

/**
 * Reads the objects of one input. What is broken, or no object of a cluster, becomes a gap with file and line; the rest
 * is read. Secrets lose their values here.
 * @param keepSecretValues for what is sent to a server as it stands, and never printed.
 */
export function readObjects(input: Input, bytes: Buffer, keepSecretValues = false): Reading {
  const reader = new ObjectReader(input, bytes, keepSecretValues);
  for (const document of splitDocuments(bytes)) reader.readDocument(document);
  return { objects: reader.objects, gaps: reader.gaps };
}

class ObjectReader {
  readonly objects: FoundObject[] = [];
  readonly gaps: Gap[] = [];
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

  /** What does not parse may still say which kind it would be. */
  #refuseUnparsed({ syntax }: Document, piece: Span, { message, line }: ParseError): void {
    const text = this.#bytes.toString('utf8', piece.start, Math.min(piece.end, piece.start + MAX_GUESSED));
    this.#refuse(piece, message, line, guessType(text, syntax, piece.column));
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
      if (item instanceof ParseError) this.#refuseUnparsed(document, item.span ?? document, item);
      else this.#read({ ...item, value: withTypeOf(list, item.value) });
    }
    if (cutOff) {
      const read = `${certain.length} ${certain.length === 1 ? 'item was' : 'items were'} read`;
      const message = `this list is incomplete: is the input truncated? ${read}`;
      // Of each kind that it held there may have been more.
      const types = typesOf(list, items);
      for (const type of types) this.#refuse(document, message, document.line, type);
      if (types.length === 0) this.#refuse(document, message, document.line);
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
      this.#refuse(part, `${what}, not a Kubernetes object`, part.line);
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
    const type = apiVersion === undefined || kind === undefined ? undefined : { group: groupOf(apiVersion), kind };
    const reason = whyNoObject(value);
    if (reason !== undefined || apiVersion === undefined || kind === undefined || name === undefined) {
      this.#refuse(part, reason ?? 'not a Kubernetes object', part.line, { ...type, namespace });
      return;
    }
    if (`${apiVersion}${kind}${name}${namespace ?? ''}`.includes('{{')) {
      this.#refuseTemplate(part, this.#bytes.subarray(part.start, part.end).indexOf('{{'));
      return;
    }
    const { start, end, line, column, path } = part;
    const place = { input: this.#input, start, end, line, column, path };
    const shown = this.#keepSecretValues ? value : hideSecretValues(value);
    if (shown !== value) this.#input.forget?.(start, end);
    this.objects.push({ apiVersion, kind, name, namespace, value: shown, place });
  }

  #refuse(piece: Span, message: string, line: number, type: Pick<Gap, 'group' | 'kind' | 'namespace'> = {}): void {
    const template = this.#bytes.subarray(piece.start, piece.end).indexOf('{{');
    if (template >= 0) {
      this.#refuseTemplate(piece, template);
      return;
    }
    this.gaps.push({ ...type, what: `${this.#input.name}:${line}`, reason: 'failed', message });
  }

  /** One chart template is full of places that do not parse, so it is said once an input. */
  #refuseTemplate({ start, line }: Span, offset: number): void {
    if (this.#saidTemplate) return;
    this.#saidTemplate = true;
    const before = this.#bytes.toString('latin1', start, start + offset);
    const what = `${this.#input.name}:${line + before.split('\n').length - 1}`;
    this.gaps.push({ what, reason: 'failed', message: TEMPLATE });
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
  const kind = readString(list['kind'])?.replace(/List$/, '') ?? '';
  if (!isRecord(item) || kind === '' || Object.hasOwn(item, 'kind')) return item;
  return { apiVersion: list['apiVersion'], kind, ...item };
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

/** What keeps a document from being an object of a cluster, in one sentence. */
function whyNoObject(value: JsonRecord): string | undefined {
  const { apiVersion, kind, metadata } = value;
  const isKustomization = readString(apiVersion)?.startsWith('kustomize.config.k8s.io/') === true;
  if (isKustomization || (kind === undefined && looksLikeKustomization(value))) {
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

/** `kustomization.yaml` may leave out its type. */
function looksLikeKustomization(value: JsonRecord): boolean {
  return ['resources', 'patches', 'configMapGenerator', 'secretGenerator', 'namePrefix', 'components'].some(
    (field) => Object.hasOwn(value, field) && !Object.hasOwn(value, 'metadata'),
  );
}
