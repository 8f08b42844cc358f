import { isRecord } from '../../../model/read.ts';
import type { JsonRecord } from '../../../model/read.ts';
import type { AuthProviderEntry, ClusterEntry, ContextEntry, ExecEntry, Kubeconfig, UserEntry } from './kubeconfig.ts';

/** Reserved name of the cluster extension that is meant for exec plugins. */
const EXEC_EXTENSION = 'client.authentication.k8s.io/exec';

/** client-go defaults `interactiveMode` for these versions only. */
const OLD_EXEC_VERSIONS = new Set(['client.authentication.k8s.io/v1beta1', 'client.authentication.k8s.io/v1alpha1']);

/**
 * Reads the parsed document of one kubeconfig file. Unknown fields are ignored, wrong types are not: a password that is
 * a number must not silently become none.
 * @param origin path of the file, kept at each entry.
 * @throws Error with kubectl's words for what does not fit; values are never part of them.
 */
export function decodeKubeconfig(document: unknown, origin: string): Kubeconfig {
  if (document === undefined || document === null) return EMPTY;
  if (!isRecord(document)) {
    throw new Error(
      `couldn't get version/kind; json parse error: json: cannot unmarshal ${typeName(document)} into Go value of type struct { APIVersion string "json:\\"apiVersion,omitempty\\""; Kind string "json:\\"kind,omitempty\\"" }`,
    );
  }
  const kind = readText(document, 'kind', 'Config');
  const apiVersion = readText(document, 'apiVersion', 'Config');
  if ((kind !== '' && kind !== 'Config') || (apiVersion !== '' && apiVersion !== 'v1')) {
    throw new Error(`no kind "${kind || 'Config'}" is registered for version "${apiVersion || 'v1'}"`);
  }
  return {
    currentContext: readText(document, 'current-context', 'Config'),
    clusters: readNamed(document, 'clusters', 'cluster', 'Cluster', (entry) => readCluster(entry, origin)),
    users: readNamed(document, 'users', 'user', 'AuthInfo', (entry) => readUser(entry, origin)),
    contexts: readNamed(document, 'contexts', 'context', 'Context', readContext),
  };
}

const EMPTY: Kubeconfig = { currentContext: '', clusters: new Map(), users: new Map(), contexts: new Map() };

function readNamed<Entry>(
  document: JsonRecord,
  list: string,
  field: string,
  goType: string,
  read: (entry: JsonRecord) => Entry,
): Map<string, Entry> {
  const entries = new Map<string, Entry>();
  for (const item of readItems(document, list, 'Config')) {
    const name = readText(item, 'name', `Named${goType}`);
    // client-go prints the whole list here, credentials included; the name is enough.
    if (entries.has(name)) {
      throw new Error(
        `error converting *[]Named${goType} into *map[string]*api.${goType}: duplicate name "${name}" in list`,
      );
    }
    entries.set(name, read(readObject(item, field, `Named${goType}`) ?? {}));
  }
  return entries;
}

function readCluster(entry: JsonRecord, origin: string): ClusterEntry {
  const extensions = readItems(entry, 'extensions', 'Cluster');
  return {
    origin,
    server: readText(entry, 'server', 'Cluster'),
    tlsServerName: readText(entry, 'tls-server-name', 'Cluster'),
    insecureSkipTlsVerify: readFlag(entry, 'insecure-skip-tls-verify', 'Cluster'),
    certificateAuthority: readText(entry, 'certificate-authority', 'Cluster'),
    certificateAuthorityData: readBase64(entry, 'certificate-authority-data', 'Cluster'),
    proxyUrl: readText(entry, 'proxy-url', 'Cluster'),
    disableCompression: readFlag(entry, 'disable-compression', 'Cluster'),
    execConfig: extensions.find((extension) => extension['name'] === EXEC_EXTENSION)?.['extension'],
  };
}

function readUser(entry: JsonRecord, origin: string): UserEntry {
  return {
    origin,
    clientCertificate: readText(entry, 'client-certificate', 'AuthInfo'),
    clientCertificateData: readBase64(entry, 'client-certificate-data', 'AuthInfo'),
    clientKey: readText(entry, 'client-key', 'AuthInfo'),
    clientKeyData: readBase64(entry, 'client-key-data', 'AuthInfo'),
    token: readText(entry, 'token', 'AuthInfo'),
    tokenFile: readText(entry, 'tokenFile', 'AuthInfo'),
    impersonate: readText(entry, 'as', 'AuthInfo'),
    impersonateUid: readText(entry, 'as-uid', 'AuthInfo'),
    impersonateGroups: readTexts(entry, 'as-groups', 'AuthInfo'),
    impersonateUserExtra: readExtra(entry),
    username: readText(entry, 'username', 'AuthInfo'),
    password: readText(entry, 'password', 'AuthInfo'),
    authProvider: readAuthProvider(entry),
    exec: readExec(entry),
  };
}

function readContext(entry: JsonRecord): ContextEntry {
  return {
    cluster: readText(entry, 'cluster', 'Context'),
    user: readText(entry, 'user', 'Context'),
    namespace: readText(entry, 'namespace', 'Context'),
  };
}

function readExtra(entry: JsonRecord): ReadonlyMap<string, readonly string[]> {
  const extra = readObject(entry, 'as-user-extra', 'AuthInfo') ?? {};
  return new Map(Object.keys(extra).map((key) => [key, readTexts(extra, key, 'AuthInfo.as-user-extra')]));
}

function readAuthProvider(entry: JsonRecord): AuthProviderEntry | undefined {
  const provider = readObject(entry, 'auth-provider', 'AuthInfo');
  if (provider === undefined) return undefined;
  const config = readObject(provider, 'config', 'AuthProviderConfig') ?? {};
  return {
    name: readText(provider, 'name', 'AuthProviderConfig'),
    config: new Map(Object.keys(config).map((key) => [key, readText(config, key, 'AuthProviderConfig.config')])),
  };
}

function readExec(entry: JsonRecord): ExecEntry | undefined {
  const exec = readObject(entry, 'exec', 'AuthInfo');
  if (exec === undefined) return undefined;
  const apiVersion = readText(exec, 'apiVersion', 'ExecConfig');
  const mode = readText(exec, 'interactiveMode', 'ExecConfig');
  return {
    command: readText(exec, 'command', 'ExecConfig'),
    args: readTexts(exec, 'args', 'ExecConfig'),
    env: readItems(exec, 'env', 'ExecConfig').map((variable) => ({
      name: readText(variable, 'name', 'ExecEnvVar'),
      value: readText(variable, 'value', 'ExecEnvVar'),
    })),
    apiVersion,
    installHint: readText(exec, 'installHint', 'ExecConfig'),
    provideClusterInfo: readFlag(exec, 'provideClusterInfo', 'ExecConfig'),
    interactiveMode: mode === '' && OLD_EXEC_VERSIONS.has(apiVersion) ? 'IfAvailable' : mode,
  };
}

function readText(record: JsonRecord, field: string, goType: string): string {
  const value = readOwn(record, field);
  if (value === undefined || value === null) return '';
  if (typeof value !== 'string') throw wrongType(value, field, goType, 'string');
  return value;
}

function readFlag(record: JsonRecord, field: string, goType: string): boolean {
  const value = readOwn(record, field);
  if (value === undefined || value === null) return false;
  if (typeof value !== 'boolean') throw wrongType(value, field, goType, 'bool');
  return value;
}

function readBase64(record: JsonRecord, field: string, goType: string): string {
  const text = readText(record, field, goType).replaceAll(/[\r\n]/g, '');
  // Buffer.from skips what is no base64; a broken certificate must not become a shorter one.
  const bad = /[^A-Za-z0-9+/]/.exec(text.replace(/={0,2}$/, ''));
  if (bad !== null) throw new Error(`illegal base64 data at input byte ${bad.index}`);
  if (text.length % 4 !== 0) throw new Error(`illegal base64 data at input byte ${text.length - (text.length % 4)}`);
  return text;
}

function readTexts(record: JsonRecord, field: string, goType: string): readonly string[] {
  const value = readOwn(record, field);
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw wrongType(value, field, goType, '[]string');
  return value.map((item: unknown) => {
    if (typeof item !== 'string') throw wrongType(item, field, goType, 'string');
    return item;
  });
}

function readObject(record: JsonRecord, field: string, goType: string): JsonRecord | undefined {
  const value = readOwn(record, field);
  if (value === undefined || value === null) return undefined;
  if (!isRecord(value)) throw wrongType(value, field, goType, 'object');
  return value;
}

function readItems(record: JsonRecord, field: string, goType: string): readonly JsonRecord[] {
  const value = readOwn(record, field);
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw wrongType(value, field, goType, 'list');
  return value.map((item: unknown) => {
    if (!isRecord(item)) throw wrongType(item, field, goType, 'object');
    return item;
  });
}

function readOwn(record: JsonRecord, field: string): unknown {
  return Object.hasOwn(record, field) ? record[field] : undefined;
}

function wrongType(value: unknown, field: string, goType: string, wanted: string): Error {
  return new Error(
    `json: cannot unmarshal ${typeName(value)} into Go struct field ${goType}.${field} of type ${wanted}`,
  );
}

function typeName(value: unknown): string {
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'boolean') return 'bool';
  return typeof value;
}
