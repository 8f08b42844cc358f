import { RULES } from '../../src/analysis/rules/registry.ts';
import { analyze } from '../../src/app/analyze.ts';
import { describeCommand } from '../../src/app/describe-command.ts';
import { effective } from '../../src/app/effective.ts';
import { get } from '../../src/app/get.ts';
import { graph } from '../../src/app/graph.ts';
import { status } from '../../src/app/status.ts';
import { table } from '../../src/app/table.ts';
import { test as testVerb } from '../../src/app/test.ts';
import { trace } from '../../src/app/trace.ts';
import type { ExitCode, Io } from '../../src/cli/io.ts';
import type { KubernetesObject } from '../../src/model/object.ts';
import { namespaceOf } from '../../src/model/object.ts';
import { groupKindOf, sameGroupKind } from '../../src/model/ref.ts';
import { qualifiedName } from '../../src/model/resource-type.ts';
import type { ResourceType } from '../../src/model/resource-type.ts';
import type { Source } from '../../src/model/source.ts';
import { referencesOf } from '../../src/gateway-api/references.ts';
import { openFilesSource } from '../../src/source/files/files-source.ts';
import { NOW, openCluster } from '../support/fake-cluster.ts';
import type { Trouble } from '../support/fake-cluster.ts';
import { runVerb } from '../support/run-verb.ts';
import type { AskedSource, Outcome } from '../support/run-verb.ts';

/** Of a cluster certificates are looked at when that is asked for; and what a server has stored is not judged as what somebody writes. */
const AS_STORED = {
  certificates: true,
  skip: RULES.filter(({ inputs }) => inputs.includes('judgements')).map(({ code }) => code),
};

/** What is asked: a verb with its words and flags. */
export interface Question {
  /** As a person would type it. */
  readonly text: string;
  readonly run: (io: Io, open: () => Promise<Source>) => Promise<ExitCode>;
}

/** Asks a cluster that holds a manifest, or the manifest itself. */
export function answerAll(question: Question, manifest: string, trouble: Trouble): Promise<Outcome> {
  return answerFrom(question, () => openCluster(manifest, trouble), NOW);
}

/** Asks a source of any sort. @param now milliseconds since 1970: what ages are counted from. */
export function answerFrom(question: Question, open: () => Promise<AskedSource>, now: number): Promise<Outcome> {
  return runVerb(question.run, open, { env: { LC_ALL: 'C.UTF-8' }, now: () => now, cwd: '/' });
}

/** A cluster as its dump shows it, and every question about each of its objects. */
export interface DumpedCluster {
  readonly manifest: string;
  readonly questions: readonly Question[];
}

/** Reads files as the dump of a cluster. */
export async function readDump(paths: readonly string[]): Promise<DumpedCluster> {
  return dumpCluster(
    await openFilesSource(paths, { namespace: 'default', cwd: '/', now: () => NOW, readInput: noInput }),
  );
}

/** A cluster of some objects. */
export async function clusterOf(objects: readonly KubernetesObject[]): Promise<DumpedCluster> {
  return dumpCluster(await openCluster(objects));
}

/**
 * Reads a cluster whole.
 * @param isSubject which of its objects are asked about.
 */
export async function dumpCluster(
  source: Source,
  isSubject: (object: KubernetesObject) => boolean = () => true,
): Promise<DumpedCluster> {
  const { types } = await source.catalog();
  const secretTypes = await readSecretTypes(source, types);
  const objects: KubernetesObject[] = [];
  const named: { readonly type: string; readonly object: KubernetesObject }[] = [];
  for (const type of types) {
    if (!type.verbs.includes('list')) continue;
    for await (const page of source.list({ type, chunkSize: 0 })) {
      for (const object of page) {
        objects.push(withoutValues(object, secretTypes));
        if (!IGNORED.has(object.kind) && isSubject(object)) named.push({ type: qualifiedName(type), object });
      }
    }
  }
  return { manifest: dumpOf(objects), questions: questionsOn(named) };
}

/** What is no subject of a question. */
const IGNORED = new Set(['Event', 'ConformanceReport']);

async function* noInput(): AsyncGenerator<Uint8Array> {
  yield await Promise.reject(new Error('nothing is read from standard input'));
}

/** The types of Secrets by `namespace/name`, as the server's table tells them. */
async function readSecretTypes(source: Source, types: readonly ResourceType[]): Promise<ReadonlyMap<string, unknown>> {
  const found = new Map<string, unknown>();
  const type = types.find(({ group, kind }) => group === '' && kind === 'Secret');
  if (type === undefined || source.kind !== 'live') return found;
  for await (const { columns, rows } of source.listTable({ type })) {
    const at = columns.findIndex(({ name }) => name === 'Type');
    for (const { object, cells } of rows) found.set(`${namespaceOf(object) ?? ''}/${object.metadata.name}`, cells[at]);
  }
  return found;
}

/** The values of Secrets never leave the server. */
function withoutValues(object: KubernetesObject, secretTypes: ReadonlyMap<string, unknown>): KubernetesObject {
  if (!sameGroupKind(groupKindOf(object), { group: '', kind: 'Secret' })) return object;
  const { data: _data, stringData: _stringData, ...rest } = object;
  const type = object['type'] ?? secretTypes.get(`${namespaceOf(object) ?? ''}/${object.metadata.name}`);
  return { ...rest, type, apiVersion: object.apiVersion, kind: object.kind, metadata: object.metadata };
}

/** What every cluster has: the endpoints of its API server. */
const ALWAYS_THERE = [
  {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: { name: 'kubernetes', namespace: 'default', labels: { 'kubernetes.io/service-name': 'kubernetes' } },
    addressType: 'IPv4',
    endpoints: [{ addresses: ['10.0.0.2'] }],
  },
];

/** As `kubectl get -o yaml` writes it: a server's objects stand in namespaces that are there. */
function dumpOf(objects: readonly KubernetesObject[]): string {
  const known = new Set(objects.filter(({ kind }) => kind === 'Namespace').map(({ metadata }) => metadata.name));
  const named = objects.flatMap((object) => referencesOf(object)).filter(({ ref }) => ref.kind === 'Namespace');
  const all = [...objects.flatMap((object) => namespaceOf(object) ?? []), ...named.map(({ ref }) => ref.name)];
  const missing = new Set(all.filter((name) => !known.has(name)));
  const namespaces = [...missing].map((name) => ({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name, labels: { 'kubernetes.io/metadata.name': name } },
  }));
  const items = [...namespaces, ...objects, ...trustBundles(objects), ...ALWAYS_THERE];
  return JSON.stringify({ apiVersion: 'v1', kind: 'List', items: items.map(withIdentity) });
}

/** A server gives every object a uid. */
function withIdentity<Item extends { readonly kind: string; readonly metadata: { readonly name: string } }>(
  item: Item,
  index: number,
): Item {
  const uid = `00000000-0000-4000-8000-${index.toString(16).padStart(12, '0')}`;
  return { ...item, metadata: { uid, ...item.metadata } };
}

/** Files never say that a ClusterTrustBundle is missing: those that are named are there. */
function trustBundles(objects: readonly KubernetesObject[]): readonly KubernetesObject[] {
  const known = new Set(
    objects.filter(({ kind }) => kind === 'ClusterTrustBundle').map(({ metadata }) => metadata.name),
  );
  const named = objects
    .flatMap((object) => referencesOf(object))
    .filter(({ ref }) => ref.kind === 'ClusterTrustBundle');
  return [...new Set(named.map(({ ref }) => ref.name))]
    .filter((name) => !known.has(name))
    .map((name) => ({
      apiVersion: 'certificates.k8s.io/v1',
      kind: 'ClusterTrustBundle',
      metadata: { name },
      spec: { trustBundle: '-----BEGIN CERTIFICATE-----' },
    }));
}

/** Every reading verb on each object, and on all of them together. */
function questionsOn(
  named: readonly { readonly type: string; readonly object: KubernetesObject }[],
): readonly Question[] {
  const questions: Question[] = [];
  const add = (text: string, run: Question['run']): void => void questions.push({ text, run });
  for (const { type, object } of named) {
    const namespace = namespaceOf(object);
    const flags = namespace === undefined ? {} : { namespace };
    const word = `${type}/${object.metadata.name}`;
    const where = namespace === undefined ? '' : ` -n ${namespace}`;
    add(`describe ${word}${where}`, (io, open) => describeCommand([word], { ...flags, showEvents: false }, io, open));
    add(`describe ${word}${where} -o json`, (io, open) =>
      describeCommand([word], { ...flags, showEvents: false, output: 'json' }, io, open),
    );
    add(`graph ${word}${where}`, (io, open) => graph([word], flags, io, open));
    add(`graph ${word}${where} -o json`, (io, open) => graph([word], { ...flags, output: 'json' }, io, open));
    add(`effective ${word}${where} -o json`, (io, open) => effective([word], { ...flags, output: 'json' }, io, open));
    if (object.kind === 'Gateway') {
      add(`analyze ${word}${where} -o json`, (io, open) =>
        analyze([word], { ...flags, ...AS_STORED, output: 'json' }, io, open),
      );
      const gateway = `${namespace ?? ''}/${object.metadata.name}`;
      add(`table ${word}${where} -o json`, (io, open) => table([word], { ...flags, output: 'json' }, io, open));
      for (const url of ['http://shop.example.com/pay', 'https://shop.example.com/', 'tls://db.example.com:443']) {
        add(`trace ${url} --gateway ${gateway} -o json`, (io, open) =>
          trace([url], { gateway, output: 'json' }, io, open),
        );
      }
    }
    if (object.kind === 'Service') {
      const mesh = `${namespace ?? ''}/${object.metadata.name}`;
      add(`trace / --mesh ${mesh} --client-namespace web -o json`, (io, open) =>
        trace(['/'], { mesh, clientNamespace: 'web', output: 'json' }, io, open),
      );
    }
    const related = 'gateways,routes,services,policies,referencegrants,secrets,configmaps,gatewayclasses';
    add(`get ${related} --for ${word}${where}`, (io, open) =>
      get([related], { ...flags, for: word, output: 'name', ignoreNotFound: true }, io, open),
    );
  }
  for (const namespace of new Set(named.flatMap(({ object }) => namespaceOf(object) ?? []))) {
    add(`status ${namespace}`, (io, open) => status([namespace], { problems: 0 }, io, open));
    add(`analyze -n ${namespace}`, (io, open) => analyze([], { namespace, ...AS_STORED }, io, open));
    add(`graph -n ${namespace}`, (io, open) => graph([], { namespace }, io, open));
    add(`effective httproutes -n ${namespace}`, (io, open) => effective(['httproutes'], { namespace }, io, open));
    add(`effective services -n ${namespace}`, (io, open) => effective(['services'], { namespace }, io, open));
  }
  add('trace http://shop.example.com/pay', (io, open) => trace(['http://shop.example.com/pay'], {}, io, open));
  add('test --generate', (io, open) => testVerb([], { generate: true }, io, open));
  add('table -A', (io, open) => table([], { allNamespaces: true }, io, open));
  add('status -A', (io, open) => status([], { allNamespaces: true, problems: 0 }, io, open));
  add('analyze -A', (io, open) => analyze([], { allNamespaces: true, ...AS_STORED, show: 'info' }, io, open));
  add('graph -A -o json', (io, open) => graph([], { allNamespaces: true, output: 'json' }, io, open));
  add('describe gateways -A', (io, open) =>
    describeCommand(['gateways'], { allNamespaces: true, showEvents: false }, io, open),
  );
  add('describe httproutes -A -o json', (io, open) =>
    describeCommand(['httproutes'], { allNamespaces: true, showEvents: false, output: 'json' }, io, open),
  );
  for (const type of ['gateways', 'routes', 'backends', 'policies', 'gatewayclasses', 'services', 'namespaces']) {
    add(`get ${type} -A -o wide`, (io, open) => get([type], { allNamespaces: true, output: 'wide' }, io, open));
  }
  return questions;
}
