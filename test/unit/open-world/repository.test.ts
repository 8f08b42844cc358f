import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { readPath, readRecords } from '../../../src/model/read.ts';
import { runMain } from '../../support/run-main.ts';

/** The teams of a repository, each with a folder and some routes to its own services. */
const TEAMS: Readonly<Record<string, readonly string[]>> = {
  shop: ['cart', 'checkout', 'catalog', 'search', 'wishlist', 'reviews', 'images'],
  pay: ['invoices', 'payments', 'refunds', 'ledger', 'vouchers'],
  media: ['player', 'upload', 'thumbnails', 'captions'],
  docs: ['manual', 'api-v1', 'api-v2', 'feedback'],
};

/** What routes say that is not as in all others, by their names. */
type Mistakes = Readonly<
  Record<string, { readonly service?: string; readonly port?: number; readonly section?: string }>
>;

const PLANTED: Mistakes = {
  checkout: { service: 'chekout' },
  ledger: { port: 8088 },
  player: { section: 'htps' },
};

/** Services of other repositories: operators make them, or other teams. */
const ELSEWHERE: ReadonlySet<string> = new Set(['images', 'refunds', 'captions', 'api-v2']);

function routeOf(team: string, name: string, mistakes: Mistakes): object {
  const { service = name, port = 8080, section = 'https' } = mistakes[name] ?? {};
  return {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: { name, namespace: team, labels: { 'app.kubernetes.io/managed-by': 'flux' } },
    spec: {
      parentRefs: [{ name: 'public', namespace: 'edge', sectionName: section }],
      hostnames: [`${name}.example.net`],
      rules: [{ backendRefs: [{ name: service, port }] }],
    },
  };
}

const GATEWAY = {
  apiVersion: 'gateway.networking.k8s.io/v1',
  kind: 'Gateway',
  metadata: { name: 'public', namespace: 'edge', annotations: { 'cert-manager.io/cluster-issuer': 'acme' } },
  spec: {
    gatewayClassName: 'envoy',
    listeners: [
      {
        name: 'https',
        port: 443,
        protocol: 'HTTPS',
        hostname: '*.example.net',
        tls: { certificateRefs: [{ name: 'wildcard' }] },
        allowedRoutes: { namespaces: { from: 'All' } },
      },
    ],
  },
};

const CERTIFICATE = {
  apiVersion: 'cert-manager.io/v1',
  kind: 'Certificate',
  metadata: { name: 'wildcard-example-net', namespace: 'edge' },
  spec: { secretName: 'wildcard', dnsNames: ['*.example.net'], issuerRef: { name: 'acme' } },
};

/** What else a chart renders for each of its services. */
const BESIDE: readonly (readonly [apiVersion: string, kind: string])[] = [
  ['v1', 'ConfigMap'],
  ['v1', 'ServiceAccount'],
  ['v1', 'PersistentVolumeClaim'],
  ['autoscaling/v2', 'HorizontalPodAutoscaler'],
  ['policy/v1', 'PodDisruptionBudget'],
  ['networking.k8s.io/v1', 'NetworkPolicy'],
  ['rbac.authorization.k8s.io/v1', 'Role'],
  ['rbac.authorization.k8s.io/v1', 'RoleBinding'],
  ['batch/v1', 'CronJob'],
  ['monitoring.coreos.com/v1', 'ServiceMonitor'],
  ['monitoring.coreos.com/v1', 'PrometheusRule'],
  ['external-secrets.io/v1', 'ExternalSecret'],
  ['argoproj.io/v1alpha1', 'Rollout'],
];

/** Writes the repository as its rendering: one file an object. */
async function writeRepository(folder: string, mistakes: Mistakes): Promise<void> {
  const write = async (path: string, object: object): Promise<void> => {
    await mkdir(join(folder, path, '..'), { recursive: true });
    await writeFile(join(folder, path), JSON.stringify(object));
  };
  await write('edge/gateway.json', GATEWAY);
  await write('edge/certificate.json', CERTIFICATE);
  for (const [team, names] of Object.entries(TEAMS)) {
    for (const name of names) {
      await write(`${team}/${name}/route.json`, routeOf(team, name, mistakes));
      const metadata = { name, namespace: team };
      await write(`${team}/${name}/deployment.json`, { apiVersion: 'apps/v1', kind: 'Deployment', metadata, spec: {} });
      for (const [apiVersion, kind] of BESIDE) {
        await write(`${team}/${name}/${kind}.json`, { apiVersion, kind, metadata, spec: {} });
      }
      if (ELSEWHERE.has(name)) continue;
      const spec = { selector: { app: name }, ports: [{ name: 'http', port: 8080 }] };
      await write(`${team}/${name}/service.json`, { apiVersion: 'v1', kind: 'Service', metadata, spec });
    }
  }
}

describe('a rendered repository of manifests', () => {
  let folder = '';

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gwctl-repository-'));
    await writeRepository(folder, PLANTED);
    const files = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.json'));
    assert.ok(files.length > 300, `${files.length} files`);
  });

  after(() => rm(folder, { recursive: true }));

  test('status --check tells the three planted mistakes and nothing else', async () => {
    const { out, err, code } = await runMain(['status', '-A', '--check', '--from', folder, '-o', 'json']);
    const report: unknown = JSON.parse(out);
    assert.deepEqual(
      readRecords(readPath(report, 'problems')).map(
        ({ subject, path, reason, message }) =>
          `${String(readPath(subject, 'name'))} ${String(path)} ${String(reason)}: ${String(message)}`,
      ),
      [
        'player spec.parentRefs[0] NoMatchingParent: Gateway edge/public has no listener htps; did you mean https?',
        'ledger spec.rules[0].backendRefs[0] BackendNotFound: Service pay/ledger has no port 8088: it has 8080',
        'checkout spec.rules[0].backendRefs[0] BackendNotFound: Service shop/chekout does not exist; did you mean checkout?',
      ],
    );
    // The class, the Secret and four Services.
    assert.equal(readPath(report, 'openReferences'), 6);
    assert.deepEqual(readPath(report, 'routes'), {
      total: 20,
      attached: 19,
      partial: 0,
      refused: 1,
      unknown: 0,
      detached: 0,
    });
    assert.deepEqual([err, code], ['', 1]);
  });

  test('without the mistakes it is green', async () => {
    await writeRepository(folder, {});
    const { out, code } = await runMain(['status', '-A', '--check', '--from', folder]);
    assert.match(
      out,
      /Problems:\n +✓ none\nOpen:\n +\? \d+ references lead outside these files; --complete counts them as missing\n$/,
    );
    assert.equal(code, 0);
  });
});
