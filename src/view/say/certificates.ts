import type { CertificateFacts } from '../../model/fact.ts';
import { nameOf, typeName } from './names.ts';
import type { Sentences } from './sentence.ts';

/** Certificates and certificate authorities. */
export const CERTIFICATES = {
  noTrustBundles: () => 'the cluster does not serve ClusterTrustBundle: name a ConfigMap',
  notAnAuthorityKind: ({ type }) => `${typeName(type)} is no kind of certificate authority: name a ConfigMap`,
  foreignAuthority: ({ type }) => `controllers may support ${typeName(type)}, the specification only demands ConfigMap`,
  noPem: ({ ref, field }) => `${nameOf(ref)} holds no PEM certificate in ${field}`,
  authorityKeyMissing: ({ ref, key }) => `${nameOf(ref)} has no key ${key}`,
  notACertificateKind: ({ type }) => `${typeName(type)} is no kind of certificate: name a Secret`,
  foreignCertificate: ({ type }) => `whether ${typeName(type)} can be a certificate is known to its controller only`,
  certificateKeyMissing: ({ ref, key }) => `${nameOf(ref)} has no key ${key}: a certificate needs tls.crt and tls.key`,
  malformedCertificate: ({ ref }) => `${nameOf(ref)} holds no certificate in tls.crt: put PEM there`,
  clientsNotVerified: ({ because }, say) => `clients cannot be verified: ${say(because)}`,
} satisfies Sentences<keyof CertificateFacts>;
