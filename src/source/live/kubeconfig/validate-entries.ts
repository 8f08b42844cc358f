import { open } from 'node:fs/promises';
import { describeFileError } from '../../file-error.ts';
import type { ClusterEntry, ExecEntry, UserEntry } from './kubeconfig.ts';
import { parseProxyUrl } from './proxy.ts';

const INTERACTIVE_MODES = new Set(['Never', 'IfAvailable', 'Always']);

/** What is wrong with a cluster's settings, in client-go's words (clientcmd/validation.go). */
export async function findClusterMistakes(name: string, cluster: ClusterEntry): Promise<readonly string[]> {
  const mistakes: string[] = [];
  if (cluster.proxyUrl !== '') {
    const parsed = parseProxyUrl(cluster.proxyUrl);
    if (typeof parsed === 'string') {
      mistakes.push(`invalid 'proxy-url' "${hidePassword(cluster.proxyUrl)}" for cluster "${name}": ${parsed}`);
    }
  }
  if (cluster.certificateAuthority !== '' && cluster.certificateAuthorityData !== '') {
    mistakes.push(
      `certificate-authority-data and certificate-authority are both specified for ${name}. certificate-authority-data will override.`,
    );
  }
  await checkReadable(cluster.certificateAuthority, 'certificate-authority', name, mistakes);
  return mistakes;
}

/** What is wrong with a user's settings, in client-go's words (clientcmd/validation.go). */
export async function findUserMistakes(name: string, user: UserEntry): Promise<readonly string[]> {
  const mistakes: string[] = [];
  if (user.clientCertificate !== '' || user.clientCertificateData !== '') {
    if (user.clientCertificate !== '' && user.clientCertificateData !== '') {
      mistakes.push(`client-cert-data and client-cert are both specified for ${name}. client-cert-data will override.`);
    }
    if (user.clientKey !== '' && user.clientKeyData !== '') {
      mistakes.push(`client-key-data and client-key are both specified for ${name}; client-key-data will override`);
    }
    if (user.clientKey === '' && user.clientKeyData === '') {
      mistakes.push(
        `client-key-data or client-key must be specified for ${name} to use the clientCert authentication method.`,
      );
    }
    await checkReadable(user.clientCertificate, 'client-cert', name, mistakes);
    await checkReadable(user.clientKey, 'client-key', name, mistakes);
  }
  if (user.exec !== undefined) mistakes.push(...findExecMistakes(name, user.exec, user.authProvider !== undefined));
  if (user.token !== '' && (user.username !== '' || user.password !== '')) {
    mistakes.push(
      `more than one authentication method found for ${name}; found [token basicAuth], only one is allowed`,
    );
  }
  const impersonates =
    user.impersonateUid !== '' || user.impersonateGroups.length > 0 || user.impersonateUserExtra.size > 0;
  if (impersonates && user.impersonate === '') {
    mistakes.push(`requesting uid, groups or user-extra for ${name} without impersonating a user`);
  }
  return mistakes;
}

function findExecMistakes(name: string, exec: ExecEntry, hasProvider: boolean): readonly string[] {
  const mistakes: string[] = [];
  if (hasProvider) mistakes.push(`authProvider cannot be provided in combination with an exec plugin for ${name}`);
  if (exec.command === '') mistakes.push(`command must be specified for ${name} to use exec authentication plugin`);
  if (exec.apiVersion === '') {
    mistakes.push(`apiVersion must be specified for ${name} to use exec authentication plugin`);
  }
  for (const variable of exec.env) {
    if (variable.name === '') {
      mistakes.push(`env variable name must be specified for ${name} to use exec authentication plugin`);
    }
  }
  if (exec.interactiveMode === '') {
    mistakes.push(`interactiveMode must be specified for ${name} to use exec authentication plugin`);
  } else if (!INTERACTIVE_MODES.has(exec.interactiveMode)) {
    mistakes.push(`invalid interactiveMode for ${name}: "${exec.interactiveMode}"`);
  }
  return mistakes;
}

async function checkReadable(path: string, what: string, name: string, mistakes: string[]): Promise<void> {
  if (path === '') return;
  try {
    const file = await open(path);
    await file.close();
  } catch (error) {
    mistakes.push(`unable to read ${what} ${path} for ${name} due to ${describeFileError(error, path)}`);
  }
}

/** A proxy URL may carry a password; an error must not. */
function hidePassword(url: string): string {
  return url.replace(/:\/\/[^@/]*@/, '://***@');
}
