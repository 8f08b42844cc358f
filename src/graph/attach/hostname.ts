/** What stands for "any hostname" in answers. The API itself leaves the field out. */
export const ANY_HOSTNAME = '*';

/**
 * The hostname that both a listener and a route serve, the more specific of the two (semantics.md 2.5). A wildcard covers
 * one or more labels, never none: `*.example.com` covers `a.b.example.com` but not `example.com`.
 * @param a,b absent, empty or `*` mean any hostname.
 * @returns undefined where they share none, `*` where both are any.
 */
export function intersectHostname(a: string | undefined, b: string | undefined): string | undefined {
  const [one, other] = [a || ANY_HOSTNAME, b || ANY_HOSTNAME];
  if (one === other || other === ANY_HOSTNAME) return one;
  if (one === ANY_HOSTNAME) return other;
  if (covers(one, other)) return other;
  if (covers(other, one)) return one;
  return undefined;
}

/**
 * The hostnames that a route serves at a listener, each once, in the route's order; empty where they share none.
 * @param hostnames the route's; empty means any.
 */
export function intersectHostnames(listener: string | undefined, hostnames: readonly string[]): readonly string[] {
  if (hostnames.length === 0) return [listener || ANY_HOSTNAME];
  const shared = new Set<string>();
  for (const hostname of hostnames) {
    const both = intersectHostname(listener, hostname);
    if (both !== undefined) shared.add(both);
  }
  return [...shared];
}

/** Whether a wildcard covers a hostname or a longer wildcard. */
function covers(wildcard: string, hostname: string): boolean {
  if (!wildcard.startsWith('*.')) return false;
  const suffix = wildcard.slice(1);
  return hostname.length > suffix.length && hostname.endsWith(suffix);
}

/** The wildcards that cover a hostname, the nearest first, and at last no hostname: `*.b.com`, `*.com`, empty. */
export function widerHostnames(hostname: string): readonly string[] {
  if (hostname === '') return [];
  const labels = hostname.split('.');
  const skipped = labels[0] === '*' ? 2 : 1;
  const suffixes = labels.slice(skipped).map((_, index) => `*.${labels.slice(skipped + index).join('.')}`);
  return [...suffixes, ''];
}
