/**
 * Why something in the files is no object of a cluster. It hides no object, so it is noted, and changes no answer:
 * `notKubernetes`: values, workflows, dashboards; `kustomization` and `template`: what objects are built from;
 * `patch`: a part of an object, which a Kustomization applies to it;
 * `generateName`: an object that gets its name, and comes to be, whenever it is created;
 * `outside`: a link that leads out of the folder that was named.
 */
export type SkippedReason = 'notKubernetes' | 'kustomization' | 'patch' | 'template' | 'generateName' | 'outside';

/** Something in the files that is no object of a cluster. */
export interface Skipped {
  readonly reason: SkippedReason;
  /** The file as the user named it; `stdin` for standard input. */
  readonly file: string;
  readonly line: number;
  /** Whether the file holds no object at all. */
  readonly isWholeFile: boolean;
}
