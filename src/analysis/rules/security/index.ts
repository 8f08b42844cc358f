import type { Rule } from '../rule.ts';
import { grantOfAllSecrets } from './grant-of-all-secrets.ts';
import { hiddenCharacters } from './hidden-characters.ts';
import { hostnameOfTwoNamespaces } from './hostname-of-two-namespaces.ts';
import { insecureClientFallback } from './insecure-client-fallback.ts';
import { openListener } from './open-listener.ts';
import { plaintextBesideTls } from './plaintext-beside-tls.ts';
import { protectionLost } from './protection-lost.ts';
import { redirectToPlaintext } from './redirect-to-plaintext.ts';
import { selectorOfEverything } from './selector-of-everything.ts';

/** Security: GW8. */
export const SECURITY: readonly Rule[] = [
  openListener,
  selectorOfEverything,
  plaintextBesideTls,
  hostnameOfTwoNamespaces,
  grantOfAllSecrets,
  redirectToPlaintext,
  insecureClientFallback,
  hiddenCharacters,
  protectionLost,
];
