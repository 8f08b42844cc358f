import type { Skipped, SkippedReason } from '../../model/skipped.ts';
import { someOf } from '../../model/some.ts';

/** What is said of one, and of several. */
type Words = readonly [one: string, several: string];

const BUILD = ', for example with kubectl kustomize';
const RENDER = ', for example with helm template';

/** Of files that hold nothing else, and of what stands beside objects. */
const WORDS: Readonly<Record<SkippedReason, { readonly files: Words; readonly parts: Words }>> = {
  notKubernetes: {
    files: ['file holds no Kubernetes objects', 'files hold no Kubernetes objects'],
    parts: ['document is not a Kubernetes object', 'documents are not Kubernetes objects'],
  },
  kustomization: {
    files: [`file is a Kustomization: build it first${BUILD}`, `files are Kustomizations: build them first${BUILD}`],
    parts: [
      `document is a Kustomization: build it first${BUILD}`,
      `documents are Kustomizations: build them first${BUILD}`,
    ],
  },
  patch: {
    files: [
      `file is a patch of a Kustomization: build it first${BUILD}`,
      `files are patches of Kustomizations: build them first${BUILD}`,
    ],
    parts: ['document is a patch', 'documents are patches'],
  },
  template: {
    files: [
      `file is a template ({{ … }}): render it first${RENDER}`,
      `files are templates ({{ … }}): render them first${RENDER}`,
    ],
    parts: [
      `document is a template ({{ … }}): render it first${RENDER}`,
      `documents are templates ({{ … }}): render them first${RENDER}`,
    ],
  },
  generateName: {
    files: [
      'file holds only objects with metadata.generateName and no name yet',
      'files hold only objects with metadata.generateName and no name yet',
    ],
    parts: ['object has metadata.generateName, but no name yet', 'objects have metadata.generateName, but no name yet'],
  },
  outside: {
    files: [
      'link leads out of its folder and was not followed',
      'links lead out of their folders and were not followed',
    ],
    parts: ['link leads out of its folder', 'links lead out of their folders'],
  },
};

/** One sentence for all of a kind that is no object: how many, what to do, and where the first of them are. */
export function sayOfSkipped(skipped: readonly Skipped[]): readonly string[] {
  return [...Map.groupBy(skipped, ({ reason }) => reason)].flatMap(([reason, members]) => {
    const files = new Set(members.flatMap(({ file, isWholeFile }) => (isWholeFile ? [file] : [])));
    const places = members.flatMap(({ file, line, isWholeFile }) => (isWholeFile ? [] : [`${file}:${line}`]));
    return [...sentence(WORDS[reason].files, [...files]), ...sentence(WORDS[reason].parts, places)];
  });
}

function sentence([one, several]: Words, places: readonly string[]): readonly string[] {
  if (places.length === 0) return [];
  const { first, more } = someOf(places);
  const rest = more === 0 ? '' : ` and ${more} more`;
  return [`${places.length} ${places.length === 1 ? one : several}: ${first.join(', ')}${rest}`];
}
