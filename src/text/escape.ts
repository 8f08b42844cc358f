/**
 * What must never reach a terminal raw: C0 and C1 controls, bidirectional and invisible format characters, line and
 * paragraph separators, lone surrogates. A cluster's strings are untrusted.
 */
const UNSAFE =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]|\p{Cs}/u;
const UNSAFE_ALL = new RegExp(UNSAFE.source, 'gu');
/** Zero-width joiner and non-joiner make emoji and scripts; alone they are harmless inside a word. */
const JOINER = /(?<=\p{Extended_Pictographic}\uFE0F?)\u200d(?=\p{Extended_Pictographic})/gu;

/** The text with every unsafe character written visibly: `\n`, `\x1b`, `\u202e`. Other text comes back unchanged. */
export function escapeControl(text: string): string {
  if (!UNSAFE.test(text)) return text;
  return text
    .split(JOINER)
    .map((part) => part.replace(UNSAFE_ALL, escapeCharacter))
    .join('\u200d');
}

/** Text of several lines for a terminal: line breaks and tabs stay, everything else unsafe is written visibly. */
export function escapeLines(text: string): string {
  if (!UNSAFE.test(text.replaceAll(/[\n\t]/g, ''))) return text;
  return text
    .split('\n')
    .map((line) => line.split('\t').map(escapeControl).join('\t'))
    .join('\n');
}

function escapeCharacter(character: string): string {
  if (character === '\n') return '\\n';
  if (character === '\r') return '\\r';
  if (character === '\t') return '\\t';
  const code = character.charCodeAt(0);
  // Above ASCII the form that JSON knows too: what a terminal shows of a document can be read back.
  return code < 0x7f ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`;
}
