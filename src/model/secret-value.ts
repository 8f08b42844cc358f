/**
 * What stands in place of a value of a Secret that is no certificate where one is due. The value itself is never kept;
 * that it cannot work is worth knowing (semantics.md 6.1: InvalidCertificateRef).
 */
export const NO_CERTIFICATE = '<no certificate>';
