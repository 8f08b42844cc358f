import { CannotRunError } from '../../../model/errors.ts';
import type { CredentialsContext, TokenSource } from './credentials.ts';
import type { AuthProviderEntry } from './kubeconfig.ts';

/** What kubectl says of the providers that it lost. */
const REMOVED: ReadonlyMap<string, string> = new Map([
  [
    'azure',
    'error: The azure auth plugin has been removed.\nPlease use the https://github.com/Azure/kubelogin kubectl/client-go credential plugin instead.\nSee https://kubernetes.io/docs/reference/access-authn-authz/authentication/#client-go-credential-plugins for further details',
  ],
  [
    'gcp',
    'error: The gcp auth plugin has been removed.\nPlease use the "gke-gcloud-auth-plugin" kubectl/client-go credential plugin instead.\nSee https://cloud.google.com/blog/products/containers-kubernetes/kubectl-auth-changes-in-gke for further details',
  ],
]);

/** The `auth-provider` of a user: only `oidc` is left of them. @throws CannotRunError for any other, in kubectl's words. */
export async function openAuthProvider(provider: AuthProviderEntry, context: CredentialsContext): Promise<TokenSource> {
  if (provider.name === 'oidc') {
    const { openOidc } = await import('./oidc.ts');
    return openOidc(provider.config, context);
  }
  throw new CannotRunError(REMOVED.get(provider.name) ?? `error: no Auth Provider found for name "${provider.name}"`);
}
