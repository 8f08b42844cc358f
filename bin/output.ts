import { fstatSync, writeSync } from 'node:fs';

/** Standard output, of which every byte is written or the program fails. */
export interface Output {
  /** Writes a text; resolves when more can be taken. What nobody reads any more is dropped. */
  readonly write: (text: string) => Promise<void>;
  /** Aborted when the reader has closed its end, as `head` does. */
  readonly closed: AbortSignal;
}

/**
 * Opens standard output. Of a file Node writes what fits and drops the rest without a word, and bun says of a device that all
 * is well, so both are written here; pipes and terminals are their streams.
 * @param fail ends the program because something could not be written.
 */
export function openOutput(stream: NodeJS.WriteStream & { readonly fd: number }, fail: (error: Error) => void): Output {
  const closed = new AbortController();
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') closed.abort();
    else fail(error);
  });
  const kind = fstatSync(stream.fd);
  const isFile = kind.isFile() || (kind.isCharacterDevice() && !stream.isTTY);
  return {
    closed: closed.signal,
    write: (text) =>
      new Promise((resolve) => {
        // A stream that failed has told it by its event.
        if (closed.signal.aborted) resolve();
        else if (!isFile) stream.write(text, () => resolve());
        else if (writeWhole(stream.fd, text, fail)) resolve();
      }),
  };
}

/** Writes until everything is written. @returns whether it is. */
function writeWhole(fd: number, text: string, fail: (error: Error) => void): boolean {
  const bytes = Buffer.from(text);
  try {
    for (let written = 0; written < bytes.length;) written += writeSync(fd, bytes, written);
    return true;
  } catch (error) {
    fail(error instanceof Error ? error : new Error(String(error)));
    return false;
  }
}
