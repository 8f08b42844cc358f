import { REFERENCE_GRANT } from '../../../gateway-api/kinds.ts';
import { editPathText } from '../../../model/edit.ts';
import type { EditPath } from '../../../model/edit.ts';
import { readPath, readRecord } from '../../../model/read.ts';
import { refOf } from '../../../model/ref.ts';
import { defineRule } from '../rule.ts';

/** What people write for the group of Kubernetes' own kinds, whose name is empty. */
const MISNOMERS: ReadonlySet<unknown> = new Set(['core', 'v1', 'core/v1']);

interface Misnomer {
  readonly group: unknown;
  readonly kind: unknown;
  readonly path: EditPath;
}

export const grantCoreGroup = defineRule<Misnomer>({
  code: 'GW7105',
  name: 'grant-core-group',
  severity: 'error',
  inputs: [REFERENCE_GRANT],
  reach: 'namespace',
  what: 'A ReferenceGrant names a kind of the core group with the group `core` or `v1`.',
  why: 'The name of the core group is the empty text. No API has a group `core`: the grant permits nothing.',
  how: "Write `group: ''`.",
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
  *check({ snapshot }) {
    for (const grant of snapshot.list(REFERENCE_GRANT)) {
      for (const field of ['from', 'to']) {
        const entries = readPath(grant, 'spec', field);
        for (const [index, entry] of (Array.isArray(entries) ? entries : []).entries()) {
          const { group, kind } = readRecord(entry);
          if (!MISNOMERS.has(group)) continue;
          const path = ['spec', field, index];
          yield {
            subject: refOf(grant),
            path: editPathText(path),
            args: { group, kind, path: [...path, 'group'] },
          };
        }
      }
    }
  },
  say: ({ group, kind }) => `${String(kind)} is of the core group, whose name is empty and not ${String(group)}`,
  fix: () => `group: ''`,
  edits: ({ path }) => [{ op: 'set', path, value: '' }],
});
