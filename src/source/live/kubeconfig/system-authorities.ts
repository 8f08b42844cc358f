/**
 * The certificates that the machine trusts, the company's own authorities included, beside Node's own list: without a CA
 * in the kubeconfig kubectl trusts the machine, and Node by itself does not.
 */
export async function systemAuthorities(): Promise<readonly string[]> {
  const { getCACertificates } = await import('node:tls');
  return [...getCACertificates('default'), ...getCACertificates('system')];
}
