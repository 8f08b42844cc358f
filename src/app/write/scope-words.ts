import type { GlobalFlags } from '../../cli/global-flags.ts';

/**
 * The flags that another command needs to look at the same place, with a blank before each: ` --from shop.yaml`. Credentials
 * are never among them.
 */
export function scopeWords(flags: GlobalFlags): string {
  const words: string[] = [];
  for (const path of flags.from ?? []) words.push('--from', quote(path));
  if (flags.demo === true) words.push('--demo');
  if (flags.complete === true) words.push('--complete');
  for (const [name, value] of [
    ['--kubeconfig', flags.kubeconfig],
    ['--context', flags.context],
    ['--cluster', flags.cluster],
    ['--user', flags.user],
    ['--as', flags.as],
  ] as const) {
    if (value !== undefined && value !== '') words.push(name, quote(value));
  }
  return words.map((word) => ` ${word}`).join('');
}

/** For a shell: quoted where it is not a plain word. */
function quote(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
