import { refKey } from '../../../model/ref.ts';
import type { ObjectRef } from '../../../model/ref.ts';
import type { Known } from '../../../routing/implementations/behaviours.ts';
import { implementationOf } from '../../../routing/implementations/index.ts';
import { defineRule } from '../rule.ts';
import type { Hit } from '../rule.ts';
import { TO_CART, gatewayOf, routeOf } from './examples.ts';

interface Ignored {
  readonly name: string;
  readonly version: string;
  /** On what it depends: `without Plus`. */
  readonly condition: string | undefined;
  readonly known: Known<unknown>;
}

/** A name changes nothing by itself. */
const HARMLESS: ReadonlySet<string> = new Set(['name']);

export const fieldIgnored = defineRule<Ignored>({
  code: 'GW9012',
  name: 'field-ignored',
  severity: 'warning',
  inputs: ['traffic'],
  what: 'This controller accepts the route, and does nothing about one of its fields.',
  why: 'Timeouts, retries or session persistence look configured and are not: `Accepted=True` does not tell.',
  how: 'Use a policy of the controller in its place, or remove the field.',
  beside: gatewayOf('traefik.io/gateway-controller'),
  bad: routeOf('shop', `  - timeouts: {request: 10s}\n    ${TO_CART}`),
  good: routeOf('shop', `  - ${TO_CART}`),
  check(world) {
    const hits = new Map<string, Hit<Ignored>>();
    for (const { gateway, rows } of world.traffic()) {
      const implementation = implementationOf(gateway.controller);
      const known = implementation?.behaviours.ignoredFields;
      if (implementation === undefined || known === undefined) continue;
      const { name, version } = implementation;
      for (const { row } of rows) {
        for (const { field, condition } of known.value.map(readField)) {
          if (HARMLESS.has(field) || row.rule.source[field] === undefined) continue;
          const path = `spec.rules[${row.rule.index}].${field}`;
          const key = `${refKey(row.ref)} ${path} ${name}`;
          const related: readonly ObjectRef[] = [gateway.ref];
          hits.set(key, { subject: row.ref, path, args: { name, version, condition, known }, related });
        }
      }
    }
    return hits.values();
  },
  say: ({ name, version, condition, known }, words) =>
    `${name} does nothing about it${condition === undefined ? '' : ` ${condition}`} (${words.confidence(known)}, ${version}: ${known.source})`,
});

/** `rules[].sessionPersistence (without Plus)` */
function readField(text: string): { readonly field: string; readonly condition: string | undefined } {
  const [, field = '', condition] = /^rules\[\]\.(\w+)(?: \((.*)\))?$/.exec(text) ?? [];
  return { field, condition };
}
