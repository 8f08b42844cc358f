import { editPathText } from '../../../model/edit.ts';
import type { EditPath } from '../../../model/edit.ts';
import { isRecord } from '../../../model/read.ts';
import { EXAMPLE_SHOP } from '../examples.ts';
import { defineRule } from '../rule.ts';

/** What people write for the group of Kubernetes' own kinds, whose name is empty. */
const MISNOMERS: readonly unknown[] = ['core', 'v1'];
/** Kinds of that group that references of the Gateway API name. */
const KINDS: readonly unknown[] = ['ConfigMap', 'Namespace', 'Pod', 'Secret', 'Service', 'ServiceAccount'];

interface Misnomer {
  readonly group: unknown;
  readonly kind: unknown;
  readonly path: EditPath;
}

export const coreGroup = defineRule<Misnomer>({
  code: 'GW7105',
  name: 'core-group',
  severity: 'error',
  inputs: ['judgements'],
  what: 'A reference or grant names a kind of the core group with the group `core` or `v1`.',
  why: 'The name of the core group is the empty text. No API has a group `core`: the reference leads nowhere (InvalidKind, status 500), and a grant permits nothing.',
  how: "Write `group: ''`, or leave the field out where the core group is the default.",
  beside: EXAMPLE_SHOP,
  bad: `
apiVersion: gateway.networking.k8s.io/v1
kind: ReferenceGrant
metadata: {name: store}
spec:
  from: [{group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: store}]
  to: [{group: core, kind: Service}]
`,
  good: `
apiVersion: gateway.networking.k8s.io/v1
kind: ReferenceGrant
metadata: {name: store}
spec:
  from: [{group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: store}]
  to: [{group: '', kind: Service}]
`,
  *check({ judgements }) {
    for (const { ref, object } of judgements()) {
      for (const found of misnomersIn(object['spec'], ['spec'])) {
        yield { subject: ref, path: editPathText(found.path), args: found };
      }
    }
  },
  say: ({ group, kind }) => `${String(kind)} is of the core group, whose name is empty and not ${String(group)}`,
  fix: () => `group: ''`,
  edits: ({ path }) => [{ op: 'set', path, value: '' }],
});

/** No list of the API is deeper. */
const MOST_DEPTH = 16;

function* misnomersIn(value: unknown, path: EditPath): Generator<Misnomer> {
  if (path.length > MOST_DEPTH) return;
  if (Array.isArray(value)) {
    for (const [index, entry] of value.entries()) yield* misnomersIn(entry, [...path, index]);
  } else if (isRecord(value)) {
    const { group, kind } = value;
    if (MISNOMERS.includes(group) && KINDS.includes(kind)) yield { group, kind, path: [...path, 'group'] };
    for (const [key, field] of Object.entries(value)) yield* misnomersIn(field, [...path, key]);
  }
}
