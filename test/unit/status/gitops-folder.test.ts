import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { runMain } from '../../support/run-main.ts';

const TEAMS = Array.from({ length: 24 }, (_, index) => `team-${String.fromCodePoint(97 + index)}`);

const GATEWAY = `apiVersion: gateway.networking.k8s.io/v1
kind: GatewayClass
metadata: {name: edge}
spec: {controllerName: example.com/edge}
---
# a document without a word
---
null
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: front, namespace: infra}
spec:
  gatewayClassName: edge
  listeners:
  - {name: http, port: 80, protocol: HTTP, allowedRoutes: {namespaces: {from: All}}}
`;

function route(team: string, section: string, port: number): string {
  return `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web, namespace: ${team}}
spec:
  parentRefs: [{name: front, namespace: infra, sectionName: ${section}}]
  hostnames: [${team}.example.com]
  rules:
  - backendRefs: [{name: web, port: ${port}}]
`;
}

function service(team: string): string {
  return `apiVersion: v1\nkind: Service\nmetadata: {name: web, namespace: ${team}}\nspec:\n  ports: [{port: 8080}]\n`;
}

/** What stands beside the manifests of a team, and is no object of a cluster. */
function beside(team: string): Readonly<Record<string, string>> {
  const chart = `apps/${team}/chart`;
  return {
    [`apps/${team}/kustomization.yaml`]:
      'resources: [route.yaml, service.yaml]\npatches: [{path: patch.yaml}, {path: hosts.yaml}]\n',
    [`apps/${team}/patch.yaml`]: '- op: replace\n  path: /spec/replicas\n  value: 3\n',
    [`apps/${team}/hosts.yaml`]: `apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata: {name: web, namespace: ${team}}\nspec: {hostnames: [${team}.example.org]}\n`,
    [`apps/${team}/.sops.yaml`]: 'creation_rules: []\n',
    [`${chart}/Chart.yaml`]: `apiVersion: v2\nname: ${team}\nversion: 1.0.0\n`,
    [`${chart}/values.yaml`]: 'kind: Deployment\nimage: {tag: "1"}\nservice: {port: 80}\nspec: {}\n',
    [`${chart}/values.schema.json`]: '{"$schema": "https://json-schema.org/schema", "type": "object"}',
    [`${chart}/templates/route.yaml`]:
      '{{- if .Values.on }}\napiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata:\n  name: {{ include "x" . }}\nspec: {}\n{{- end }}\n',
    [`${chart}/templates/quoted.yaml`]:
      'apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata: {name: fixed}\nspec: {hostnames: ["{{ .Values.host }}"]}\n',
    [`${chart}/templates/service.yaml`]:
      'apiVersion: v1\nkind: Service\nmetadata:\n  name: {{ .Release.Name }}\nspec:\n  ports:\n  {{- range .Values.ports }}\n  - port: {{ . }}\n  {{- end }}\n',
    [`ci/${team}.yml`]: 'name: test\non: [push]\njobs: {a: {steps: [{run: "echo ${{ github.sha }}"}]}}\n',
    [`ci/${team}-gitlab.yml`]: 'job:\n  script: !reference [.setup, script]\n',
    [`ci/${team}-stack.yaml`]: 'Resources:\n  Bucket: {Type: "AWS::S3::Bucket", Name: !Sub "${Name}-x"}\n',
    [`dashboards/${team}.json`]: `{"title": "${team}", "panels": [{"targets": [{"expr": "up{job=\\"${team}\\"}"}]}]}`,
    [`compose/${team}.yaml`]: 'services: {web: {image: nginx}}\nvolumes: {}\n',
  };
}

const ONCE: Readonly<Record<string, string>> = {
  'infra/gateway.yaml': GATEWAY,
  'infra/job.yaml': 'apiVersion: batch/v1\nkind: Job\nmetadata: {generateName: migrate-}\nspec: {}\n',
  'infra/components/kustomization.yaml': 'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\n',
  'infra/kind.yaml': 'apiVersion: kind.x-k8s.io/v1alpha4\nkind: Cluster\nnodes: [{role: control-plane}]\n',
  'infra/drone.yml': 'kind: pipeline\ntype: docker\nname: default\nsteps: []\n',
  'infra/broken-deployment.yaml': 'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: x\n bad: 1\n',
  'infra/alerts.yaml':
    'apiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\nmetadata: {name: up, namespace: infra}\nspec: {groups: [{name: a, rules: [{alert: Down, annotations: {summary: "{{ $labels.job }} is down"}}]}]}\n',
  'infra/generator.yaml':
    "apiVersion: argoproj.io/v1alpha1\nkind: ApplicationSet\nmetadata: {name: all, namespace: argocd}\nspec: {template: {metadata: {name: 'app-{{.cluster}}'}}}\n",
  'renovate.json': '{\n  // comments are no JSON\n  "extends": ["config:base"]\n}\n',
  'mkdocs.yml': 'site_name: docs\nmarkdown_extensions:\n- emoji: {index: !!python/name:material.emoji.twemoji ""}\n',
};

describe('a folder as a GitOps repository has it, not rendered', () => {
  let cwd = '';
  const files = new Map(Object.entries(ONCE));
  before(() => {
    cwd = mkdtempSync(join(tmpdir(), 'gwctl-gitops-'));
    for (const team of TEAMS) {
      const section = team === 'team-d' ? 'htpp' : 'http';
      files.set(`apps/${team}/route.yaml`, route(team, section, team === 'team-k' ? 8081 : 8080));
      files.set(`apps/${team}/service.yaml`, service(team));
      for (const [name, text] of Object.entries(beside(team))) files.set(name, text);
    }
    for (const [name, text] of files) {
      mkdirSync(dirname(join(cwd, name)), { recursive: true });
      writeFileSync(join(cwd, name), text);
    }
  });
  after(() => {
    rmSync(cwd, { recursive: true });
  });

  test('tells its two faults and nothing else', async () => {
    assert.ok(files.size > 300, String(files.size));
    const { out, err, code } = await runMain(['status', '-A', '--check', '--problems=0', '--from', '.'], '', { cwd });
    assert.match(out, /\nProblems \(2\):\n/);
    const problems = out.slice(out.indexOf('\nProblems'));
    assert.match(problems, /httproute team-d\/web +Accepted: NoMatchingParent /);
    assert.match(problems, /httproute team-k\/web +ResolvedRefs: BackendNotFound /);
    assert.match(out, /infra\/front .* 23 +1\n/);
    assert.equal(code, 1);
    assert.deepEqual(
      err.split('\n').filter((line) => !line.startsWith('Note: ')),
      ['Warning: cannot read infra/broken-deployment.yaml:5: bad indentation of a mapping entry', ''],
    );
    assert.deepEqual(
      err.split('\n').flatMap((line) => /^Note: (\d+ .*?)(?:: |$)/.exec(line)?.[1] ?? []),
      [
        '196 files hold no Kubernetes objects',
        '72 files are templates ({{ … }})',
        '48 files are patches of Kustomizations',
        '25 files are Kustomizations',
        '1 file holds only objects with metadata.generateName and no name yet',
      ],
    );
  });

  test('is right once they are mended, and every number is known', async () => {
    writeFileSync(join(cwd, 'apps/team-d/route.yaml'), route('team-d', 'http', 8080));
    writeFileSync(join(cwd, 'apps/team-k/route.yaml'), route('team-k', 'http', 8080));
    const { out, code } = await runMain(['status', '-A', '--check', '--from', '.'], '', { cwd });
    assert.match(out, /Routes: +24 \(24 attached\)\nProblems:\n {2}✓ none\n/);
    assert.equal(code, 0);
  });
});
