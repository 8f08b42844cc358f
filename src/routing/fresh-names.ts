import { ANY_HOSTNAME } from '../graph/attach/hostname.ts';
import type { TextTest } from './field-test.ts';

/** Words that no row of a table names. */
export interface FreshWords {
  /** For an element of a path, a gRPC service or method. */
  readonly word: string;
  /** For a method of HTTP. */
  readonly method: string;
}

/** Words that are none of those that rows ask for. */
export function freshWords(words: ReadonlySet<string>): FreshWords {
  return {
    word: numbered('other', (word) => !words.has(word)),
    method: numbered('PROPFIND', (method) => !words.has(method)),
  };
}

/**
 * A host that a hostname covers and no more specific one of the table: the hostname itself, or of a wildcard (or any) one more
 * label that nobody names.
 */
export function freshHost(hostname: string, hostnames: Pick<ReadonlySet<string>, 'has'>): string {
  if (hostname !== ANY_HOSTNAME && !hostname.startsWith('*.')) return hostname;
  // One label alone is covered by no wildcard.
  const suffix = hostname === ANY_HOSTNAME ? '' : hostname.slice(1);
  const first = hostname === ANY_HOSTNAME ? 'any-host' : 'any';
  return numbered(first, (label) => !hostnames.has(`${label}${suffix}`)) + suffix;
}

function numbered(word: string, isFree: (word: string) => boolean): string {
  if (isFree(word)) return word;
  for (let number = 1; ; number++) if (isFree(`${word}-${number}`)) return `${word}-${number}`;
}

/**
 * A text that an expression may match: the expression read as plain text where it nearly is. Whether it matches is for the
 * engine to say.
 */
export function sampleOf({ value, pattern }: TextTest): string {
  const plain = value.replace(/^\^/, '').replace(/\$$/, '');
  const tries = [
    plain,
    plain.replaceAll(/\\(.)/g, '$1'),
    plain
      .replaceAll(/\\d/g, '1')
      .replaceAll(/\\w/g, 'a')
      .replaceAll(/\(\?:|[()]/g, '')
      .replaceAll(/\[([^\]^])[^\]]*\]/g, '$1')
      .replaceAll(/\.[*+]/g, 'a')
      .replaceAll(/[*+?]|\{[^}]*\}/g, '')
      .replaceAll(/\|.*$/g, '')
      .replaceAll(/\\(.)/g, '$1'),
    plain.replaceAll(/\([^)]*\)[?*]|\.[*?]/g, '').replaceAll(/\\(.)/g, '$1'),
  ];
  return tries.find((text) => pattern?.matches(text) === true) ?? plain;
}
