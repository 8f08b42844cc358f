const WORD = /(?:\$'(?:[^'\\]|\\.)*'|[^\s'"\\]|\\[\s\S]|'[^']*'|"(?:[^"\\]|\\[\s\S])*")+/g;
const PIECE = /\\\n|\\([\s\S])|\$'((?:[^'\\]|\\.)*)'|'([^']*)'|"((?:[^"\\]|\\[\s\S])*)"/g;

/**
 * Splits a command line as a POSIX shell does, with its quotes and backslashes (POSIX 2.2), line continuations and `$'…'` (what
 * browsers copy), without expanding anything.
 * @returns undefined where a quote is not closed.
 */
export function splitShellWords(line: string): readonly string[] | undefined {
  const words = line.match(WORD) ?? [];
  // What is in no word is blank, or the rest of a quotation.
  if (line.replaceAll(WORD, '').trim() !== '') return undefined;
  return words.flatMap((word) => {
    const text = word.replaceAll(PIECE, (_all, escaped?: string, ansi?: string, raw?: string, quoted?: string) => {
      if (escaped !== undefined) return escaped;
      if (ansi !== undefined) return ansi.replaceAll(/\\(u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|.)/g, unescapeAnsi);
      if (raw !== undefined) return raw;
      return quoted === undefined ? '' : quoted.replaceAll(/\\(?:\n|(["\\$`]))/g, '$1');
    });
    return text === '' && /^(?:\\\n)+$/.test(word) ? [] : [text];
  });
}

const ANSI: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

function unescapeAnsi(_all: string, code: string): string {
  if (code.length > 1) return String.fromCharCode(Number.parseInt(code.slice(1), 16));
  return Object.hasOwn(ANSI, code) ? (ANSI[code] ?? code) : code;
}
