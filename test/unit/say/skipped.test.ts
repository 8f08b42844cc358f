import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Skipped } from '../../../src/model/skipped.ts';
import { sayOfSkipped } from '../../../src/view/say/skipped.ts';

function skipped(reason: Skipped['reason'], file: string, line = 1, isWholeFile = true): Skipped {
  return { reason, file, line, isWholeFile };
}

test('one sentence for each kind of file that holds no objects, however many there are', () => {
  const workflows = ['a.yml', 'b.yml', 'c.yml', 'd.yml', 'e.yml'].map((file) => skipped('notKubernetes', file));
  assert.deepEqual(
    sayOfSkipped([
      ...workflows,
      skipped('notKubernetes', 'a.yml', 7),
      skipped('kustomization', 'kustomization.yaml'),
      skipped('patch', 'patch.yaml'),
      skipped('template', 'x/svc.yaml'),
      skipped('template', 'x/gw.yaml'),
      skipped('generateName', 'jobs.yaml'),
      skipped('outside', 'manifests/root'),
    ]),
    [
      '5 files hold no Kubernetes objects: a.yml, b.yml, c.yml and 2 more',
      '1 file is a Kustomization: build it first, for example with kubectl kustomize: kustomization.yaml',
      '1 file is a patch of a Kustomization: build it first, for example with kubectl kustomize: patch.yaml',
      '2 files are templates ({{ … }}): render them first, for example with helm template: x/svc.yaml, x/gw.yaml',
      '1 file holds only objects with metadata.generateName and no name yet: jobs.yaml',
      '1 link leads out of its folder and was not followed: manifests/root',
    ],
  );
});

test('what stands beside objects is named with its line', () => {
  assert.deepEqual(
    sayOfSkipped([
      skipped('notKubernetes', 'all.yaml', 3, false),
      skipped('notKubernetes', 'all.yaml', 9, false),
      skipped('kustomization', 'all.yaml', 12, false),
      skipped('template', 'all.yaml', 20, false),
      skipped('generateName', 'all.yaml', 28, false),
    ]),
    [
      '2 documents are not Kubernetes objects: all.yaml:3, all.yaml:9',
      '1 document is a Kustomization: build it first, for example with kubectl kustomize: all.yaml:12',
      '1 document is a template ({{ … }}): render it first, for example with helm template: all.yaml:20',
      '1 object has metadata.generateName, but no name yet: all.yaml:28',
    ],
  );
});
