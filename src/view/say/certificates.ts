import type { CertificateFacts } from '../../model/fact.ts';
import { nameOf, typeName } from './names.ts';
import type { Sentences } from './sentence.ts';

/** Certificates and certificate authorities. */
export const CERTIFICATES = {
  noTrustBundles: () => 'the cluster does not serve ClusterTrustBundle: refer to a ConfigMap',
  notAnAuthorityKind: ({ type }) =>
    `${typeName(type)} is not a supported kind of certificate authority: refer to a ConfigMap`,
  foreignAuthority: ({ type }) =>
    `controllers may support ${typeName(type)}; the specification only requires ConfigMap`,
  noPem: ({ ref, field }) => `${nameOf(ref)} has no PEM certificate in ${field}`,
  authorityKeyMissing: ({ ref, key }) => `${nameOf(ref)} has no key ${key}`,
  foreignAuthorityKey: () =>
    'controllers may take the only certificate that there is; the specification only requires the key ca.crt',
  notACertificateKind: ({ type }) => `${typeName(type)} is not a supported kind of certificate: refer to a Secret`,
  foreignCertificate: ({ type }) => `only its controller knows whether ${typeName(type)} can be a certificate`,
  certificateKeyMissing: ({ ref, key }) => `${nameOf(ref)} has no key ${key}: a certificate needs tls.crt and tls.key`,
  malformedCertificate: ({ ref }) => `${nameOf(ref)} has no PEM certificate in tls.crt: store one there`,
  clientsNotVerified: ({ because }, say) => `clients cannot be verified: ${say(because)}`,
} satisfies Sentences<keyof CertificateFacts>;
