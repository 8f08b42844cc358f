/** One file, or another stream of bytes, that objects are read from. */
export interface Input {
  /** As the user knows it: the path as it was given, below a folder with the folder's path in front; `stdin`. */
  readonly name: string;
  /** Of a regular file in UTF-8, which can be written: its absolute path, without links. */
  readonly path?: string | undefined;
  /** The bytes once more, as UTF-8, to find a field's line; undefined when they are gone. */
  readonly read: () => Promise<Buffer | undefined>;
  /** Blanks out a stretch of bytes that are kept in memory: a Secret's. Absent where nothing is kept. */
  readonly forget?: ((start: number, end: number) => void) | undefined;
}
