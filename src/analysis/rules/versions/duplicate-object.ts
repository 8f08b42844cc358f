import type { Gap } from '../../../model/gap.ts';
import { defineRule } from '../rule.ts';

export const duplicateObject = defineRule<Gap>({
  code: 'GW7103',
  name: 'duplicate-object',
  severity: 'warning',
  inputs: [],
  what: 'An object stands in the files twice, and the two differ.',
  why: 'Which of them holds depends on the order in which the files are applied; here the later one is looked at.',
  how: 'Remove one of the two, or give it a name of its own.',
  bad: `
apiVersion: v1
kind: ConfigMap
metadata: {name: cart}
data: {a: b}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: cart}
data: {a: c}
`,
  good: `
apiVersion: v1
kind: ConfigMap
metadata: {name: cart}
data: {a: b}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: cart}
data: {a: b}
`,
  *check({ snapshot }) {
    for (const gap of snapshot.gaps) {
      const { isDuplicate, group, kind, namespace, name } = gap;
      if (isDuplicate !== true || group === undefined || kind === undefined || name === undefined) continue;
      yield { subject: { group, kind, namespace, name }, path: '', args: gap };
    }
  },
  say: ({ message }) => message,
});
