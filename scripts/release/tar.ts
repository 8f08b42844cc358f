import { gzipSync } from 'node:zlib';
import { sortEntries } from './file-entry.ts';
import type { FileEntry } from './file-entry.ts';

const BLOCK = 512;
const [FILE, LINK, FOLDER] = ['0', '2', '5'];

/**
 * A tar archive (ustar, POSIX.1-1988) that says nothing of the machine it was made on: sorted, without owner, every file of
 * the same time. Folders have entries of their own, since some readers make none by themselves.
 * @param seconds the time of all entries, since 1970.
 * @throws Error for a path that the format has no room for.
 */
export function writeTar(entries: readonly FileEntry[], seconds: number): Buffer {
  const parts: Buffer[] = [];
  const folders = new Set<string>();
  for (const entry of sortEntries(entries)) {
    const steps = entry.path.split('/').slice(0, -1);
    for (const [index] of steps.entries()) {
      const folder = `${steps.slice(0, index + 1).join('/')}/`;
      if (folders.has(folder)) continue;
      folders.add(folder);
      parts.push(header(folder, FOLDER, 0o755, 0, '', seconds));
    }
    if ('target' in entry) {
      parts.push(header(entry.path, LINK, 0o777, 0, entry.target, seconds));
      continue;
    }
    const { path, content, executable } = entry;
    parts.push(header(path, FILE, executable ? 0o755 : 0o644, content.length, '', seconds), content);
    parts.push(Buffer.alloc((BLOCK - (content.length % BLOCK)) % BLOCK));
  }
  parts.push(Buffer.alloc(2 * BLOCK));
  return Buffer.concat(parts);
}

/** The same, compressed; the header of gzip names neither time nor system. */
export function writeTarGz(entries: readonly FileEntry[], seconds: number): Buffer {
  const compressed = gzipSync(writeTar(entries, seconds), { level: 6 });
  compressed.writeUInt32LE(0, 4);
  compressed.writeUInt8(255, 9);
  return compressed;
}

function header(
  path: string,
  type: string | undefined,
  mode: number,
  size: number,
  target: string,
  seconds: number,
): Buffer {
  if (Buffer.byteLength(path) > 100 || Buffer.byteLength(target) > 100) throw new Error(`too long for tar: ${path}`);
  const block = Buffer.alloc(BLOCK);
  const octal = (value: number, at: number, width: number): void => {
    block.write(`${value.toString(8).padStart(width - 1, '0')}\0`, at, 'latin1');
  };
  block.write(path, 0);
  octal(mode, 100, 8);
  octal(0, 108, 8);
  octal(0, 116, 8);
  octal(size, 124, 12);
  octal(seconds, 136, 12);
  block.write(' '.repeat(8), 148, 'latin1');
  block.write(type ?? '', 156, 'latin1');
  block.write(target, 157);
  block.write('ustar\u{0}00', 257, 'latin1');
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return block;
}
