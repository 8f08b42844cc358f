/** A file of an archive, or a link to one beside it. Paths have slashes and no slash in front. */
export type FileEntry =
  | { readonly path: string; readonly content: Buffer; readonly executable: boolean }
  | { readonly path: string; readonly target: string };

/** Entries in the one order that every archive has them in: by the bytes of their paths. */
export function sortEntries(entries: readonly FileEntry[]): readonly FileEntry[] {
  return entries.toSorted((a, b) => Buffer.compare(Buffer.from(a.path), Buffer.from(b.path)));
}
