import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { commands } from '../../commands/index.ts';
import { root } from '../../test/golden/harness.ts';

/** Questions that show what a verb asks of an API server that holds the bundled example. */
export interface RightsQuestions {
  /** Everywhere: they make the ClusterRole. */
  readonly everywhere: readonly string[];
  /** In the namespace shop: they make the Role. None where the verb asks for nothing that lies in a namespace. */
  readonly inNamespace: readonly string[];
  /** What makes the object that the questions change; it is run before each. */
  readonly before?: string;
}

/** By the name of the verb; one that asks no server has no questions. A verb without an entry does not pass the tests. */
export const RIGHTS: Readonly<Record<string, RightsQuestions>> = {
  get: {
    everywhere: [
      'get gatewayclasses,gateways,listenersets,routes,referencegrants -A -o wide',
      'get listeners,backends,policies -A -o wide',
    ],
    inNamespace: ['get gateways,listenersets,routes,referencegrants -n shop -o wide', 'get backends,policies -n shop'],
  },
  describe: {
    everywhere: [
      'describe gatewayclasses',
      'describe gateways,listenersets -A',
      'describe routes,services,policies -A',
      'describe httproute cart -n shop',
    ],
    inNamespace: ['describe gateways,routes,services,policies -n shop', 'describe httproute checkout -n shop'],
  },
  graph: {
    everywhere: ['graph -A', 'graph gateway/web -n infra'],
    inNamespace: ['graph -n shop', 'graph gateway/preview -n shop'],
  },
  status: { everywhere: ['status -A', 'status shop'], inNamespace: ['status shop'] },
  analyze: {
    everywhere: ['analyze -A', 'analyze httproute/checkout -n shop'],
    inNamespace: ['analyze -n shop', 'analyze httproute/checkout -n shop'],
  },
  // What you may read is asked of the server, which lets everybody ask; the answer differs with it.
  check: { everywhere: ['check'], inNamespace: [] },
  explain: { everywhere: [], inNamespace: [] },
  effective: {
    everywhere: ['effective routes -A', 'effective services -A'],
    inNamespace: ['effective httproutes -n shop', 'effective httproute/checkout -n shop'],
  },
  trace: {
    everywhere: [
      'trace https://shop.example.com/pay',
      'trace https://shop.example.com/cart',
      'trace / --mesh catalog/reviews --client-namespace shop',
    ],
    inNamespace: ['trace http://shop.example.com:8080/pay --gateway shop/preview'],
  },
  test: { everywhere: ['test shop.routes.yaml'], inNamespace: ['test preview.routes.yaml'] },
  table: {
    everywhere: ['table -A', 'table service/reviews -n catalog'],
    inNamespace: ['table gateway/preview -n shop'],
  },
  diff: {
    everywhere: ['diff context:test context:test'],
    inNamespace: ['diff context:test context:test -n shop'],
  },
  apply: { everywhere: ['apply -f route.yaml'], inNamespace: ['apply -f route.yaml'] },
  delete: {
    everywhere: [
      'delete -f route.yaml',
      'delete httproute scratch -n shop',
      'delete httproutes -l scratch=yes -n shop',
    ],
    inNamespace: [
      'delete -f route.yaml',
      'delete httproute scratch -n shop',
      'delete httproutes -l scratch=yes -n shop',
    ],
    before: 'apply -f route.yaml',
  },
  'api-resources': { everywhere: ['api-resources'], inNamespace: [] },
  completion: { everywhere: [], inNamespace: [] },
  version: { everywhere: ['version'], inNamespace: [] },
};

/** The file of a verb's role: the cluster suite writes it (`--update-golden`), applies it and uses it. */
export function roleFile(verb: string, kind: 'ClusterRole' | 'Role'): string {
  return `docs/rights/${verb}.${kind === 'Role' ? 'role' : 'cluster-role'}.yaml`;
}

/** The part of docs/rights.md that shows the roles of each verb. */
export async function rightsPart(): Promise<string> {
  const parts: string[] = [];
  for (const { name } of commands) {
    const { everywhere = [], inNamespace = [] } = RIGHTS[name] ?? {};
    parts.push(`### ${name}`);
    if (everywhere.length === 0) parts.push('Asks no server, and needs no rights.');
    else parts.push(await details('Everywhere', roleFile(name, 'ClusterRole')));
    if (inNamespace.length > 0) parts.push(await details('In one namespace', roleFile(name, 'Role')));
  }
  return parts.join('\n\n');
}

async function details(summary: string, file: string): Promise<string> {
  const text = await readFile(join(root, file), 'utf8');
  const [, kind = ''] = /^kind: (\w+)$/m.exec(text) ?? [];
  return `<details><summary>${summary}: ${kind}</summary>\n\n\`\`\`yaml\n${text}\`\`\`\n\n</details>`;
}
