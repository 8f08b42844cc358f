import type { Command } from '../../cli/define-command.ts';
import type { Io } from '../../cli/io.ts';
import { NAMESPACE, ROUTE_KINDS, SERVICE, isGatewayApiGroup } from '../../gateway-api/kinds.ts';
import { labelsOf } from '../../model/object.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { sameGroupKind } from '../../model/ref.ts';
import type { GroupKind } from '../../model/ref.ts';
import type { ResourceCatalog, ResourceType } from '../../model/resource-type.ts';
import type { Source } from '../../model/source.ts';
import { discoverPolicyKinds } from '../../policy/discover.ts';
import { readCrds } from '../../world/read-crds.ts';
import { understandType } from '../select/requested-type.ts';
import { openSource } from '../scope.ts';
import type { ScopeFlags } from '../scope.ts';
import { flagsOf } from './read-line.ts';
import type { CompletionRequest } from './read-line.ts';
import { globalFlags } from '../../cli/global-flags.ts';

/** One proposal, with a short description that shells may show. */
export interface Candidate {
  readonly text: string;
  readonly description?: string | undefined;
}

/** The proposals for one unfinished line. */
export interface Completion {
  readonly candidates: readonly Candidate[];
  /** Files complete it: the shell knows them better. */
  readonly files: boolean;
  /** No blank behind the proposal: more of the same word follows (`gateway/`, `app=`). */
  readonly noSpace: boolean;
}

const NOTHING: Completion = { candidates: [], files: false, noSpace: false };
const FILES: Completion = { candidates: [], files: true, noSpace: false };
/** Flags whose value is a file or folder. */
const FILE_FLAGS = new Set([
  'from',
  'filename',
  'kustomize',
  'kubeconfig',
  'certificate-authority',
  'client-certificate',
  'client-key',
  'cache-dir',
  'policy-catalogue',
]);
/** Types that no graph draws. */
const UNDRAWN = new Set(['backends', 'conformancereports', 'policycrds']);
/** What every object can be sorted by. */
const SORT_KEYS: readonly string[] = ['.metadata.name', '.metadata.namespace', '.metadata.creationTimestamp'];
/** Objects read to propose names or labels: more than a person picks from, and quick. */
const MOST_NAMES = 500;

/**
 * Proposes what may follow on an unfinished command line. What needs a cluster or files is read with the flags on the
 * line; whoever calls decides what to do with errors.
 */
export async function proposeCandidates(
  request: CompletionRequest,
  commands: readonly Command[],
  io: Io,
): Promise<Completion> {
  const { target, command } = request;
  if (target.part === 'value') return proposeValues(request, target.flag, target.before, io);
  if (target.part === 'word') return proposeWords(request, io);
  if (target.part === 'flag') return only(proposeFlags(command));
  return only([
    ...commands.map(({ name, summary }) => ({ text: name, description: summary })),
    { text: 'help', description: 'Show help' },
  ]);
}

function proposeFlags(command: Command | undefined): readonly Candidate[] {
  const flags = Object.entries(flagsOf(command, globalFlags));
  return flags.map(([name, flag]) => ({ text: `--${name}`, description: flag.describe }));
}

async function proposeWords(request: CompletionRequest, io: Io): Promise<Completion> {
  const completes = request.command?.completes ?? 'none';
  if (completes === 'resources') return proposeResources(request, io);
  if (completes === 'files') return FILES;
  if (completes === 'none' || request.words.length > 0) return NOTHING;
  if (completes === 'namespaces')
    return only((await withSource(request, io, readNamespaces)).map((text) => ({ text })));
  return only(completes.map((text) => ({ text })));
}

function only(candidates: readonly Candidate[]): Completion {
  return { candidates, files: false, noSpace: false };
}

async function proposeValues(request: CompletionRequest, flag: string, before: string, io: Io): Promise<Completion> {
  if (FILE_FLAGS.has(flag)) return FILES;
  const choices = flagsOf(request.command, globalFlags)[flag]?.choices;
  if (choices !== undefined) return prefixed(choices.map(String), before);
  switch (flag) {
    case 'output': {
      const outputs = request.command?.outputs ?? [];
      return { ...prefixed(outputs, before), noSpace: outputs.some((format) => format.endsWith('=')) };
    }
    case 'context':
    case 'cluster':
    case 'user': {
      const { listKubeconfigNames } = await import('../../source/live/kubeconfig/list-names.ts');
      return prefixed(await listKubeconfigNames(flag, scopeOf(request), io), before);
    }
    case 'namespace':
      return prefixed(await withSource(request, io, readNamespaces), before);
    case 'selector':
    case 'label-columns': {
      const labels = await withSource(request, io, (source) => readLabelKeys(source, request));
      return flag === 'selector'
        ? {
            ...prefixed(
              labels.map((key) => `${key}=`),
              before,
            ),
            noSpace: true,
          }
        : prefixed(labels, before);
    }
    case 'for':
      return withSource(request, io, (source) => proposeWord(source, request, [], request.prefix));
    case 'kinds': {
      // Types with commas between them: what stands before the last comma stays.
      const given = request.prefix.slice(0, request.prefix.lastIndexOf(',') + 1);
      const types = await withSource(request, io, readTypeWords);
      return prefixed(
        types.filter((word) => !UNDRAWN.has(word)).map((word) => given + word),
        before,
      );
    }
    case 'kind':
      return prefixed(await withSource(request, io, readPolicyKinds), before);
    case 'sort-by':
      return prefixed(SORT_KEYS, before);
    default:
      return NOTHING;
  }
}

function prefixed(values: readonly string[], before: string): Completion {
  return only(values.map((value) => ({ text: before + value })));
}

function proposeResources(request: CompletionRequest, io: Io): Promise<Completion> {
  return withSource(request, io, (source) => proposeWord(source, request, request.words, request.prefix));
}

/** A type, the name behind a type, or `TYPE/NAME`. */
async function proposeWord(
  source: Source,
  request: CompletionRequest,
  words: readonly string[],
  prefix: string,
): Promise<Completion> {
  const [first] = words;
  const slash = prefix.indexOf('/');
  if (slash >= 0) {
    const type = prefix.slice(0, slash);
    const names = await readNames(source, type, request);
    return only(names.map((name) => ({ text: `${type}/${name}` })));
  }
  if (first === undefined) {
    const comma = prefix.lastIndexOf(',');
    const before = prefix.slice(0, comma + 1);
    const types = await readTypeWords(source);
    return only(types.map((text) => ({ text: before + text })));
  }
  if (first.includes('/')) {
    const types = await readTypeWords(source);
    return { ...only(types.map((text) => ({ text: `${text}/` }))), noSpace: true };
  }
  const given = new Set(words.slice(1));
  const names = await Promise.all(first.split(',').map((type) => readNames(source, type, request)));
  return only([...new Set(names.flat())].filter((name) => !given.has(name)).map((text) => ({ text })));
}

/** The words for types: ours, the Gateway API's and policies' plurals, and the core kinds that gwctl knows. */
async function readTypeWords(source: Source): Promise<readonly string[]> {
  const catalog = await source.catalog();
  const policies = await findPolicyTypes(source, catalog);
  const known = catalog.types.filter(
    (type) => isGatewayApiGroup(type.group) || sameGroupKind(type, NAMESPACE) || sameGroupKind(type, SERVICE),
  );
  const words = [...known, ...policies].map(({ plural }) => plural);
  return [...new Set([...words, 'routes', 'backends', 'policies', 'policycrds'])].toSorted();
}

async function findPolicyTypes(source: Source, catalog: ResourceCatalog): Promise<readonly ResourceType[]> {
  const reading = await readCrds(source, catalog);
  const crds = reading.state === 'read' ? reading.crds : undefined;
  const kinds = discoverPolicyKinds({ crds, catalog: reading.catalog });
  return reading.catalog.types.filter((type) => kinds.some((kind) => sameGroupKind(kind, type)));
}

async function readPolicyKinds(source: Source): Promise<readonly string[]> {
  const types = await findPolicyTypes(source, await source.catalog());
  return types.map(({ kind }) => kind);
}

async function readNames(source: Source, word: string, request: CompletionRequest): Promise<readonly string[]> {
  const names = new Set<string>();
  for (const type of await typesOf(source, word)) {
    for (const { metadata } of await readSome(source, type, request)) names.add(metadata.name);
  }
  return [...names].toSorted();
}

async function typesOf(source: Source, word: string): Promise<readonly ResourceType[]> {
  const { requested, catalog } = await understandType(word, source);
  const types = await Promise.all(
    requested.map(async (entry) => {
      if (entry.kind === 'resource') return [entry.type];
      if (entry.virtual === 'routes') return findTypes(catalog, ROUTE_KINDS);
      return entry.virtual === 'policies' ? findPolicyTypes(source, catalog) : [];
    }),
  );
  return types.flat();
}

function findTypes(catalog: ResourceCatalog, kinds: readonly GroupKind[]): readonly ResourceType[] {
  return catalog.types.filter((type) => kinds.some((kind) => sameGroupKind(kind, type)));
}

async function readNamespaces(source: Source): Promise<readonly string[]> {
  const [type] = findTypes(await source.catalog(), [NAMESPACE]);
  const names = new Set<string>();
  if (type !== undefined)
    for (const { metadata } of await readFirstPage(source, type, undefined)) names.add(metadata.name);
  return [...names].toSorted();
}

async function readLabelKeys(source: Source, request: CompletionRequest): Promise<readonly string[]> {
  const [word] = request.words;
  if (word === undefined) return [];
  const keys = new Set<string>();
  for (const type of await typesOf(source, word.split('/', 1)[0] ?? '')) {
    for (const object of await readSome(source, type, request))
      for (const key of labelsOf(object).keys()) keys.add(key);
  }
  return [...keys].toSorted();
}

function readSome(
  source: Source,
  type: ResourceType,
  request: CompletionRequest,
): Promise<readonly KubernetesObject[]> {
  const everywhere = request.flags.get('all-namespaces')?.at(-1) === 'true';
  const namespace =
    everywhere || !type.namespaced ? undefined : (lastOf(request, 'namespace') ?? source.defaultNamespace);
  return readFirstPage(source, type, namespace);
}

async function readFirstPage(
  source: Source,
  type: ResourceType,
  namespace: string | undefined,
): Promise<readonly KubernetesObject[]> {
  for await (const page of source.list({ type, namespace, chunkSize: MOST_NAMES, metadataOnly: true })) {
    return page.slice(0, MOST_NAMES);
  }
  return [];
}

async function withSource<Result>(
  request: CompletionRequest,
  io: Io,
  use: (source: Source) => Promise<Result>,
): Promise<Result> {
  const source = await openSource(scopeOf(request), io);
  try {
    return await use(source);
  } finally {
    source.close();
  }
}

function lastOf(request: CompletionRequest, flag: string): string | undefined {
  return request.flags.get(flag)?.at(-1);
}

/** The scope flags on the line; a slow cluster must not hold up the prompt. */
function scopeOf(request: CompletionRequest): ScopeFlags {
  const last = (flag: string): string | undefined => lastOf(request, flag);
  return {
    from: request.flags.get('from'),
    namespace: last('namespace'),
    kubeconfig: last('kubeconfig'),
    context: last('context'),
    cluster: last('cluster'),
    user: last('user'),
    server: last('server'),
    token: last('token'),
    as: last('as'),
    asGroup: request.flags.get('as-group'),
    asUid: last('as-uid'),
    asUserExtra: request.flags.get('as-user-extra'),
    certificateAuthority: last('certificate-authority'),
    clientCertificate: last('client-certificate'),
    clientKey: last('client-key'),
    insecureSkipTlsVerify: last('insecure-skip-tls-verify') === 'true' || undefined,
    tlsServerName: last('tls-server-name'),
    requestTimeout: last('request-timeout') ?? '2s',
    cacheDir: last('cache-dir'),
    disableCompression: last('disable-compression') === 'true' || undefined,
    username: last('username'),
    password: last('password'),
  };
}
