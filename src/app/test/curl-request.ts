import { translateCurl } from '../../cli/curl-line.ts';
import { UsageError } from '../../model/errors.ts';
import type { TestedRequest } from '../../routing-tests/routing-test.ts';

/** What a command line of curl says of a request. */
export interface CurlRequest {
  readonly url: string | undefined;
  readonly method: string | undefined;
  /** Lines `Name: value`. */
  readonly header: readonly string[];
  readonly resolve: readonly string[];
  readonly data: readonly string[];
}

/** The one flag of trace beside a request's own that a body needs. */
const TABLE = { data: { type: 'string', array: true, completes: 'none', describe: '' } } as const;

/** Reads what curl would send. @throws UsageError for what curl would not take. */
export function curlRequest(curl: NonNullable<TestedRequest['curl']>): CurlRequest {
  const words = translateCurl(['curl', ...curl], TABLE);
  const start = words.findIndex((word) => word.startsWith('--'));
  const urls = start < 0 ? words : words.slice(0, start);
  if (urls.length > 1) throw new UsageError(`curl is given ${urls.length} URLs: a test sends one request`);
  const given = new Map<string, string[]>();
  for (let at = start; at >= 0 && at + 1 < words.length; at += 2) {
    const name = words[at] ?? '';
    given.set(name, [...(given.get(name) ?? []), words[at + 1] ?? '']);
  }
  if (given.get('--data')?.some((text) => text.startsWith('@')) === true) {
    throw new UsageError('a body is not read from a file: give the text itself');
  }
  return {
    url: urls[0],
    method: given.get('--request')?.at(-1),
    header: given.get('--header') ?? [],
    resolve: given.get('--resolve') ?? [],
    data: given.get('--data') ?? [],
  };
}
