import { GATEWAY_API_TYPES } from '../../../gateway-api/kinds.ts';
import type { KubernetesObject } from '../../../model/object.ts';
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
        for (const { path, text } of hiddenIn(object)) {
          const characters = [...new Set(text.match(HIDDEN))].map(codeOf);
          yield { subject: refOf(object), path, args: { characters } };
        }
      }
    }
  },
  say: ({ characters }, words) => `has ${words.list(characters)}, which a reader does not see`,
});

function codeOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

interface HiddenText {
  readonly path: string;
  readonly text: string;
}

/** The texts of an object that have such characters. Of ten thousand objects hardly one has: where a text stands is only put into words there. */
function hiddenIn(object: KubernetesObject): readonly HiddenText[] {
  const found: HiddenText[] = [];
  const steps: (string | number)[] = [];
  const visit = (value: unknown): void => {
    if (typeof value === 'string') {
      if (value.search(HIDDEN) >= 0) found.push({ path: pathOf(steps), text: value });
    } else if (steps.length < DEEPEST && typeof value === 'object' && value !== null) {
      for (const [key, item] of Array.isArray(value) ? value.entries() : Object.entries(value)) {
        // Who last wrote which field is the server's own record.
        if (key === 'managedFields') continue;
        steps.push(key);
        visit(item);
        steps.pop();
      }
    }
  };
  visit(object);
  return found;
}

function pathOf(steps: readonly (string | number)[]): string {
  return steps
    .map((step, at) => {
      if (typeof step === 'number') return `[${step}]`;
      return /^[\w-]+$/.test(step) ? `${at === 0 ? '' : '.'}${step}` : `['${step}']`;
    })
    .join('');
}
