/**
 * The texts of a `Warning` header, as client-go reads them (apimachinery/pkg/util/net: `ParseWarningHeaders`):
 * `299 agent "text" "date", …`. What is malformed ends its header silently.
 */
export function parseWarningHeader(header: string): readonly string[] {
  const texts: string[] = [];
  let rest = header.trim();
  while (rest !== '') {
    const head = /^\d{3} [^ \p{Cc}]+ (?=")/u.exec(rest);
    if (head === null) break;
    const quoted = readQuoted(rest.slice(head[0].length));
    if (quoted === undefined) break;
    const text = decodeWords(quoted.text);
    if (/\p{Cc}/u.test(text)) break;
    const tail = /^\s*(?:"[^"]*"\s*)?(?:,\s*|$)/.exec(quoted.rest);
    if (tail === null) break;
    texts.push(text);
    rest = quoted.rest.slice(tail[0].length);
  }
  return texts;
}

/** A quoted string with backslash escapes at the start of the text, and what follows it. */
function readQuoted(text: string): { readonly text: string; readonly rest: string } | undefined {
  const match = /^"((?:[^"\\]|\\.)*)"/s.exec(text);
  if (match === null) return undefined;
  return { text: (match[1] ?? '').replaceAll(/\\(.)/gs, '$1'), rest: text.slice(match[0].length).trimStart() };
}

/** Encoded words of RFC 2047, which older servers may send. */
function decodeWords(text: string): string {
  if (!text.includes('=?')) return text;
  return text.replaceAll(
    /=\?(utf-8|us-ascii|iso-8859-1)\?([bq])\?([^?]*)\?=/gi,
    (_word, charset: string, encoding: string, content: string) => {
      const bytes =
        encoding.toLowerCase() === 'b'
          ? Buffer.from(content, 'base64')
          : Buffer.from(
              content
                .replaceAll('_', ' ')
                .replaceAll(/=([0-9a-f]{2})/gi, (_code, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
              'latin1',
            );
      return bytes.toString(charset.toLowerCase() === 'iso-8859-1' ? 'latin1' : 'utf8');
    },
  );
}
