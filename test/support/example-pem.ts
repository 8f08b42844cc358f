import { MATCHING_CERTIFICATE } from '../../src/analysis/rules/backends/example-certificates.ts';

/** A certificate for example.com and *.example.com, good until 2125, and the key that it was made with. */
export const EXAMPLE_PEM = blockOf('CERTIFICATE');
export const EXAMPLE_KEY = blockOf('PRIVATE KEY');

function blockOf(what: string): string {
  const block = new RegExp(`-----BEGIN ${what}-----[^]*?-----END ${what}-----`).exec(MATCHING_CERTIFICATE)?.[0] ?? '';
  return `${block.replaceAll(/^ +/gm, '')}\n`;
}
