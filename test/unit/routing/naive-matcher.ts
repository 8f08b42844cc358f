import type { KubernetesObject } from '../../../src/model/object.ts';
import { isRecord, readPath, readRecords, readStrings } from '../../../src/model/read.ts';
import type { RoutedRequest } from '../../../src/routing/routed-request.ts';

/**
 * A second matcher, written from the specification alone: it tries every triple of route, rule and match at the listener with the
 * most specific hostname, and sorts those that match by the definition. It shares no code with the engine.
 */
export function naiveAnswer(objects: readonly KubernetesObject[], request: RoutedRequest): string | undefined {
  const [gateway, ...routes] = objects;
  const listeners = readRecords(readPath(gateway, 'spec', 'listeners'));
  const covering = listeners.filter(({ hostname }) => covers(text(hostname), request.host));
  const [listener] = covering.toSorted((a, b) => specificity(text(b['hostname'])) - specificity(text(a['hostname'])));
  if (listener === undefined) return undefined;
  const candidates = routes.flatMap((route) => triplesAt(route, listener, request));
  const [best] = candidates.toSorted((a, b) => compare(a.keys, b.keys));
  return best?.name;
}

interface Triple {
  readonly name: string;
  /** What decides, the first that differs: smaller wins. */
  readonly keys: readonly (number | string)[];
}

function triplesAt(route: KubernetesObject, listener: unknown, request: RoutedRequest): readonly Triple[] {
  const sections = readRecords(readPath(route, 'spec', 'parentRefs')).map(({ sectionName }) => sectionName);
  if (!sections.some((section) => section === undefined || section === readPath(listener, 'name'))) return [];
  const own = readStrings(readPath(route, 'spec', 'hostnames'));
  const hostnames = (own.length === 0 ? [''] : own).filter(
    (hostname) => covers(hostname, request.host) && overlaps(hostname, text(readPath(listener, 'hostname'))),
  );
  if (hostnames.length === 0) return [];
  const hostname = Math.max(...hostnames.map(specificity));
  const created = route.metadata['creationTimestamp'];
  const age = typeof created === 'string' ? created : '9999';
  return readRecords(readPath(route, 'spec', 'rules')).flatMap((rule, ruleIndex) => {
    const written = readRecords(rule['matches']);
    const matches = written.length === 0 ? [{}] : written;
    return matches.flatMap((match, matchIndex): readonly Triple[] => {
      const keys = route.kind === 'GRPCRoute' ? grpcKeys(match, request) : httpKeys(match, request);
      if (keys === undefined) return [];
      return [
        {
          name: `${route.metadata.name} ${ruleIndex} ${matchIndex}`,
          keys: [-hostname, ...keys, age, `shop/${route.metadata.name}`, ruleIndex, matchIndex],
        },
      ];
    });
  });
}

function httpKeys(match: unknown, request: RoutedRequest): readonly number[] | undefined {
  const type = text(readPath(match, 'path', 'type')) || 'PathPrefix';
  const value = text(readPath(match, 'path', 'value')) || '/';
  const [pathname = ''] = request.path.split('?');
  const isExact = type === 'Exact';
  const prefix = elements(value).filter((element, at, all) => at < all.length - 1 || element !== '');
  const isPrefix = prefix.every((element, at) => elements(pathname)[at] === element);
  if (isExact ? value !== pathname : !isPrefix) return undefined;
  const method = text(readPath(match, 'method'));
  if (method !== '' && method !== request.method) return undefined;
  const headers = headerTests(match);
  if (!headers.every(([name, wanted]) => headerOf(request, name) === wanted)) return undefined;
  const query = new URLSearchParams(request.path.split('?')[1] ?? '');
  const tests = new Map(
    readRecords(readPath(match, 'queryParams')).map((one) => [text(one['name']), text(one['value'])]),
  );
  if (![...tests].every(([name, wanted]) => query.get(name) === wanted)) return undefined;
  return [
    isExact ? 0 : 1,
    isExact ? 0 : -prefix.map((element) => `/${element}`).join('').length,
    method === '' ? 1 : 0,
    -headers.length,
    -tests.size,
  ];
}

function grpcKeys(match: unknown, request: RoutedRequest): readonly number[] | undefined {
  const service = text(readPath(match, 'method', 'service'));
  const method = text(readPath(match, 'method', 'method'));
  if (service !== '' && service !== request.grpc?.service) return undefined;
  if (method !== '' && method !== request.grpc?.method) return undefined;
  const headers = headerTests(match);
  if (!headers.every(([name, wanted]) => headerOf(request, name) === wanted)) return undefined;
  return [-service.length, -method.length, -headers.length];
}

/** Of names that differ in case only the first counts. */
function headerTests(match: unknown): readonly (readonly [string, string])[] {
  const tests: (readonly [string, string])[] = [];
  for (const { name, value } of readRecords(readPath(match, 'headers'))) {
    const lower = text(name).toLowerCase();
    if (!tests.some(([known]) => known === lower)) tests.push([lower, text(value)]);
  }
  return tests;
}

function headerOf(request: RoutedRequest, name: string): string | undefined {
  const values = request.headers.filter(([given]) => given.toLowerCase() === name).map(([, value]) => value);
  return values.length === 0 ? undefined : values.join(',');
}

/** A wildcard covers one label or more; nothing covers an address but what names no hostname. */
function covers(hostname: string, host: string): boolean {
  if (hostname === '') return true;
  if (/^[\d.]+$/.test(host)) return false;
  if (!hostname.startsWith('*.')) return hostname === host;
  return new RegExp(`^.+${hostname.slice(1).replaceAll('.', String.raw`\.`)}$`).test(host);
}

/** Whether two hostnames share any host. */
function overlaps(a: string, b: string): boolean {
  if (a === '' || b === '' || a === b) return true;
  if (isWide(a) && isWide(b)) return a.endsWith(b.slice(1)) || b.endsWith(a.slice(1));
  if (isWide(a)) return covers(a, b);
  return isWide(b) && covers(b, a);
}

/** Exact ones first, then the longer; none last. */
function specificity(hostname: string): number {
  if (hostname === '') return 0;
  return hostname.startsWith('*') ? hostname.length : 1000 + hostname.length;
}

function compare(a: readonly (number | string)[], b: readonly (number | string)[]): number {
  for (const [at, key] of a.entries()) {
    const other = b[at];
    if (other === undefined || key === other) continue;
    return key < other ? -1 : 1;
  }
  return 0;
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : isRecord(value) ? '' : '';
}

function elements(path: string): readonly string[] {
  return path.split('/').slice(1);
}

function isWide(hostname: string): boolean {
  return hostname.startsWith('*.');
}
