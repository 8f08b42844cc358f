import type { Skipped, SkippedReason } from '../../model/skipped.ts';
import { someOf } from '../../model/some.ts';

/** What holds something: one, several; and what is to be done about it. */
type Words = readonly [one: string, several: string, advice: string];

const WHOLE_FILES: Readonly<Record<SkippedReason, Words>> = {
  notKubernetes: ['file holds no Kubernetes objects', 'files hold no Kubernetes objects', ''],
  kustomization: [
    'file is a Kustomization',
    'files are Kustomizations',
    ', not objects of a cluster: build them first, for example with kubectl kustomize',
  ],
  template: [
    'file is a template, not a manifest ({{ … }})',
    'files are templates, not manifests ({{ … }})',
    ': render them first, for example with helm template',
  ],
  generateName: [
    'file holds only what has metadata.generateName and no name yet',
    'files hold only what has metadata.generateName and no name yet',
    '',
  ],
};

const PARTS: Readonly<Record<SkippedReason, Words>> = {
  notKubernetes: ['document is no Kubernetes object', 'documents are no Kubernetes objects', ''],
  kustomization: ['document is a Kustomization', 'documents are Kustomizations', WHOLE_FILES.kustomization[2]],
  template: [
    'document is a template, not a manifest ({{ … }})',
    'documents are templates, not manifests ({{ … }})',
    WHOLE_FILES.template[2],
  ],
  generateName: [
    'object has only metadata.generateName and no name yet',
    'objects have only metadata.generateName and no name yet',
    '',
  ],
};

/** One sentence for all of a kind that is no object: how many, what to do, and where the first of them are. */
export function sayOfSkipped(skipped: readonly Skipped[]): readonly string[] {
  return [...Map.groupBy(skipped, ({ reason }) => reason)].flatMap(([reason, members]) => {
    const files = new Set(members.flatMap(({ file, isWholeFile }) => (isWholeFile ? [file] : [])));
    const places = members.flatMap(({ file, line, isWholeFile }) => (isWholeFile ? [] : [`${file}:${line}`]));
    return [...sentence(WHOLE_FILES[reason], [...files]), ...sentence(PARTS[reason], places)];
  });
}

function sentence([one, several, advice]: Words, places: readonly string[]): readonly string[] {
  if (places.length === 0) return [];
  const { first, more } = someOf(places);
  const rest = more === 0 ? '' : ` and ${more} more`;
  return [`${places.length} ${places.length === 1 ? one : several}${advice}: ${first.join(', ')}${rest}`];
}
