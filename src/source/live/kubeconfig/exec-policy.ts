import { readFile } from 'node:fs/promises';
import { basename, join, normalize } from 'node:path';
import { CannotRunError } from '../../../model/errors.ts';
import { readList, readPath, readString } from '../../../model/read.ts';
import { escapeControl } from '../../../text/escape.ts';
import { codeOf, describeFileError } from '../../file-error.ts';
import { findExecutable } from './find-executable.ts';
import type { LookupIo } from './find-executable.ts';
import { homeFolder } from './home-folder.ts';
import { parseYamlFile } from './parse-yaml-file.ts';

/** Which exec plugins the user's kuberc lets run. */
export interface PluginPolicy {
  readonly type: string;
  /** Undefined when the file has no list. */
  readonly allowlist: readonly string[] | undefined;
}

const ALLOW_ALL: PluginPolicy = { type: 'AllowAll', allowlist: undefined };

/**
 * Reads `credentialPluginPolicy` of kuberc: the file that KUBERC names, else `~/.kube/kuberc`; `KUBERC=off` turns it off.
 * As kubectl: the default file may be missing, and a broken one is warned of; a named one must be right.
 * @throws CannotRunError for a named file that cannot be read, and for a policy that contradicts itself.
 */
export async function readPluginPolicy(
  io: LookupIo & { readonly writeError: (text: string) => void },
): Promise<PluginPolicy> {
  const named = io.env['KUBERC'] ?? '';
  if (named === 'off') return ALLOW_ALL;
  const path = named === '' ? join(await homeFolder(io), '.kube', 'kuberc') : named;
  let preference: unknown;
  try {
    preference = findPreference(await parseYamlFile(await readFile(path, 'utf8')), path);
  } catch (error) {
    const isMissing = codeOf(error) === 'ENOENT';
    if (named === '' && isMissing) return ALLOW_ALL;
    const reason = codeOf(error) === '' && error instanceof Error ? error.message : describeFileError(error, path);
    if (named !== '') throw wrongPreferences(`kuberc error kuberc: ${reason}`);
    io.writeError(`kuberc: no preferences loaded from ${path}: ${escapeControl(reason)}\n`);
    return ALLOW_ALL;
  }
  const policy = readPolicy(preference);
  const mistake = findPolicyMistake(policy);
  if (mistake !== undefined) throw wrongPreferences(mistake);
  return policy;
}

/** @throws CannotRunError in client-go's words when the policy forbids the plugin. */
export async function checkPluginPolicy(
  policy: PluginPolicy,
  command: string,
  found: string | undefined,
  io: LookupIo,
): Promise<void> {
  if (policy.type === 'DenyAll') throw forbidden(`plugin "${normalize(command)}" not allowed: policy set to "DenyAll"`);
  if (policy.type !== 'Allowlist') return;
  const allowed = policy.allowlist ?? [];
  if (allowed.includes(normalize(command))) return;
  if (found === undefined) {
    throw forbidden(
      `plugin path "${command}" cannot be resolved for credential plugin allowlist check: exec: "${command}": executable file not found in $PATH`,
    );
  }
  if (allowed.includes(found)) return;
  for (const entry of allowed) {
    if (basename(entry) === basename(found) && (await findExecutable(entry, io)) === found) return;
  }
  throw forbidden(`plugin path "${found}" is not permitted by the credential plugin allowlist`);
}

/** v1alpha1 knows no policy: the fields of such a file mean nothing, as in kubectl. */
function findPreference(document: unknown, path: string): unknown {
  if (document === undefined || document === null) return undefined;
  const version = readString(readPath(document, 'apiVersion')) ?? '';
  if (readPath(document, 'kind') !== 'Preference' || !version.startsWith('kubectl.config.k8s.io/')) {
    throw new Error(`no valid preferences found in ${path}, use --v=5 to see details`);
  }
  return version === 'kubectl.config.k8s.io/v1alpha1' ? undefined : document;
}

function readPolicy(preference: unknown): PluginPolicy {
  const list = readPath(preference, 'credentialPluginAllowlist');
  return {
    type: readString(readPath(preference, 'credentialPluginPolicy')) ?? '',
    allowlist: Array.isArray(list)
      ? readList(list).map((entry) => readString(readPath(entry, 'command')) ?? '')
      : undefined,
  };
}

/** client-go's ValidatePluginPolicy: a security setting that cannot be what was meant stops everything. */
function findPolicyMistake({ type, allowlist }: PluginPolicy): string | undefined {
  if (type === '' || type === 'AllowAll' || type === 'DenyAll') {
    if (allowlist === undefined) return undefined;
    return `misconfigured credential plugin allowlist: plugin policy is "${type}" but allowlist is non-nil`;
  }
  if (type !== 'Allowlist') return `unknown plugin policy: "${type}"`;
  if (allowlist === undefined) return 'credential plugin policy set to "Allowlist", but allowlist is unspecified';
  if (allowlist.length === 0) {
    return 'credential plugin policy set to "Allowlist", but allowlist is empty; use "DenyAll" policy instead';
  }
  for (const [index, command] of allowlist.entries()) {
    if (command === '') return `misconfigured credential plugin allowlist: empty allowlist entry #${index + 1}`;
    if (normalize(command) !== command) return `non-normalized file path: "${command}" vs "${normalize(command)}"`;
  }
  return undefined;
}

function wrongPreferences(reason: string): CannotRunError {
  return new CannotRunError(`error occurred while applying preferences ${reason}`);
}

function forbidden(reason: string): CannotRunError {
  return new CannotRunError(`Unable to connect to the server: getting credentials: ${reason}`);
}
