import { GATEWAY_API_TYPES } from '../../../gateway-api/kinds.ts';
import { isRecord } from '../../../model/read.ts';
import { refOf } from '../../../model/ref.ts';
import { EXAMPLE_CLASS } from '../examples.ts';
import { defineRule } from '../rule.ts';

interface Hidden {
  readonly characters: readonly string[];
}

/** Controls but for line breaks and tabs, changes of direction, and what has no width. */
const HIDDEN =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu;

/** So deep are the objects that are looked through. */
const DEEPEST = 40;

export const hiddenCharacters = defineRule<Hidden>({
  code: 'GW8008',
  name: 'hidden-characters',
  severity: 'warning',
  inputs: GATEWAY_API_TYPES,
  reach: 'namespace',
  what: 'A text of an object has control characters, changes of direction, or characters without width.',
  why: 'What a person reads there is not what is written: a terminal may be steered, a header may differ from the one that is reviewed (CVE-2021-42574).',
  how: 'Remove the characters. `get -o json` shows them to a script, and escaped to a terminal.',
  beside: EXAMPLE_CLASS,
  bad: `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: web, annotations: {note: "safe\\u202Egpj.exe"}}
spec:
  gatewayClassName: acme
  listeners: [{name: http, port: 80, protocol: HTTP}]
`,
  good: `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: web, annotations: {note: "two lines\\nof text, \\u00e9"}}
spec:
  gatewayClassName: acme
  listeners: [{name: http, port: 80, protocol: HTTP}]
`,
  *check(world) {
    for (const kind of GATEWAY_API_TYPES) {
      for (const object of world.snapshot.list(kind)) {
        if (!world.wants(object)) continue;
        for (const { path, text } of textsOf(object, '', 0)) {
          const characters = [...new Set(text.match(HIDDEN))].map(codeOf);
          if (characters.length > 0) yield { subject: refOf(object), path, args: { characters } };
        }
      }
    }
  },
  say: ({ characters }, words) => `has ${words.list(characters)}, which a reader does not see`,
});

function codeOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

function* textsOf(
  value: unknown,
  path: string,
  depth: number,
): Generator<{ readonly path: string; readonly text: string }> {
  if (depth > DEEPEST) return;
  if (typeof value === 'string') yield { path, text: value };
  else if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* textsOf(item, `${path}[${index}]`, depth + 1);
  } else if (isRecord(value)) {
    for (const [key, item] of Object.entries(value)) {
      // Who last wrote which field is the server's own record.
      if (key === 'managedFields') continue;
      const name = /^[\w-]+$/.test(key) ? `${path === '' ? '' : '.'}${key}` : `['${key}']`;
      yield* textsOf(item, `${path}${name}`, depth + 1);
    }
  }
}
