import type { CertificateFacts } from '../../model/fact.ts';
import { nameOf, typeName } from './names.ts';
import type { Sentences } from './sentence.ts';

/** Certificates and certificate authorities. */
export const CERTIFICATES = {
  noTrustBundles: () => 'the cluster does not serve ClusterTrustBundle: refer to a ConfigMap',
  notAnAuthorityKind: ({ type }) =>
    `${typeName(type)} is not a supported kind of certificate authority: refer to a ConfigMap`,
  foreignAuthority: ({ type }) =>
    `left to the implementation: a controller may take certificate authorities from ${typeName(type)}, a stricter one only from ConfigMap`,
  otherAuthorityKey: ({ key }) => `a controller may take the certificates of key ${key}, a stricter one only ca.crt`,
  noPem: ({ ref, field }) => `${nameOf(ref)} has no PEM certificate in ${field}`,
  authorityKeyMissing: ({ ref, key }) => `${nameOf(ref)} has no key ${key}`,
  notACertificateKind: ({ type }) => `${typeName(type)} is not a supported kind of certificate: refer to a Secret`,
  foreignCertificate: ({ type }) => `only its controller knows whether ${typeName(type)} can be a certificate`,
  certificateKeyMissing: ({ ref, key }) => `${nameOf(ref)} has no key ${key}: a certificate needs tls.crt and tls.key`,
  malformedCertificate: ({ ref }) => `${nameOf(ref)} has no PEM certificate in tls.crt: store one there`,
  clientsNotVerified: ({ because }, say) => `clients cannot be verified: ${say(because)}`,
} satisfies Sentences<keyof CertificateFacts>;
