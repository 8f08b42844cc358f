/**
 * Whether two Location headers lead to the same place: the port that a scheme implies may be written or not (the conformance
 * suite takes both), and a host is compared without its case. The path and the query must be equal as they are written.
 */
export function sameLocation(a: string, b: string): boolean {
  return plain(a) === plain(b);
}

const PARTS = /^([a-z]+):\/\/([^/?#]*)(.*)$/is;
const IMPLIED: Readonly<Record<string, string>> = { http: ':80', https: ':443' };

function plain(location: string): string {
  const match = PARTS.exec(location);
  if (match === null) return location;
  const scheme = (match[1] ?? '').toLowerCase();
  const implied = Object.hasOwn(IMPLIED, scheme) ? (IMPLIED[scheme] ?? '') : '';
  const authority = (match[2] ?? '').toLowerCase();
  const host = implied !== '' && authority.endsWith(implied) ? authority.slice(0, -implied.length) : authority;
  // RFC 9110 §4.2.3: an empty path is /.
  const rest = match[3] ?? '';
  return `${scheme}://${host}${rest.startsWith('/') ? '' : '/'}${rest}`;
}
