import { ANY_HOSTNAME } from '../graph/attach/hostname.ts';
import type { TextTest } from './field-test.ts';

/** The names that a table knows: a fresh one is none of them. */
export interface FreshNames {
  readonly hostnames: ReadonlySet<string>;
  /** Elements of paths, gRPC services and methods, HTTP methods. */
  readonly words: ReadonlySet<string>;
}

/**
 * A host that a hostname covers and no more specific one of the table: the hostname itself, or of a wildcard (or any) one more
 * label that nobody names.
 */
export function freshHost(hostname: string, hostnames: ReadonlySet<string>): string {
  if (hostname !== ANY_HOSTNAME && !hostname.startsWith('*.')) return hostname;
  // One label alone is covered by no wildcard.
  const suffix = hostname === ANY_HOSTNAME ? '' : hostname.slice(1);
  const first = hostname === ANY_HOSTNAME ? 'any-host' : 'any';
  return numbered(first, (label) => !hostnames.has(`${label}${suffix}`)) + suffix;
}

/** A word that no row names. */
export function freshWord(words: ReadonlySet<string>): string {
  return numbered('other', (word) => !words.has(word));
}

/** A method that no row names. */
export function freshMethod(words: ReadonlySet<string>): string {
  return numbered('PROPFIND', (method) => !words.has(method));
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
