import type { Target } from './target.ts';

/** The archive of a target, as channels name it. */
export interface Artefact {
  readonly target: Target;
  /** The name of the file: `gwctl-0.1.0-linux-x64.tar.gz`. */
  readonly file: string;
  /** The one folder that it holds: `gwctl-0.1.0-linux-x64`. */
  readonly folder: string;
  /** Of the archive, in hexadecimal digits. */
  readonly sha256: string;
  /** Bytes of the files that it holds. */
  readonly unpacked: number;
}

/** Whether it is for every machine of its system and processor: of musl's only the installer knows what to do with them. */
export function isCommon({ target }: Artefact): boolean {
  return !target.musl;
}

/** The checksums of files in the words of `sha256sum --check`. */
export function checksums(files: readonly { readonly file: string; readonly sha256: string }[]): string {
  const lines = files.map(({ file, sha256 }) => `${sha256}  ${file}\n`);
  return lines.toSorted((a, b) => (a.slice(66) < b.slice(66) ? -1 : 1)).join('');
}
