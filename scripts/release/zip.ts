import { crc32, deflateRawSync } from 'node:zlib';
import { sortEntries } from './file-entry.ts';
import type { FileEntry } from './file-entry.ts';

/** Version 2.0 of the format, of a writer on Unix, whose modes readers then keep. */
const [NEEDS, MADE_BY] = [20, 0x0314];
const DEFLATED = 8;
/** Paths are UTF-8. */
const FLAGS = 0x0800;

/**
 * A zip archive that says nothing of the machine it was made on: sorted, every file of the same time.
 * @param seconds the time of all entries, since 1970, in UTC; the format begins with 1980 and knows even seconds only.
 * @throws Error for a link, which Windows would not make.
 */
export function writeZip(entries: readonly FileEntry[], seconds: number): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  const [date, time] = dosTime(seconds);
  let offset = 0;
  for (const entry of sortEntries(entries)) {
    if ('target' in entry) throw new Error(`no links in zip: ${entry.path}`);
    const path = Buffer.from(entry.path);
    const data = deflateRawSync(entry.content, { level: 6 });
    const common = Buffer.alloc(26);
    common.writeUInt16LE(NEEDS, 0);
    common.writeUInt16LE(FLAGS, 2);
    common.writeUInt16LE(DEFLATED, 4);
    common.writeUInt16LE(time, 6);
    common.writeUInt16LE(date, 8);
    common.writeUInt32LE(crc32(entry.content), 10);
    common.writeUInt32LE(data.length, 14);
    common.writeUInt32LE(entry.content.length, 18);
    common.writeUInt16LE(path.length, 22);
    const local = Buffer.concat([Buffer.from('PK\u{3}\u{4}', 'latin1'), common, path, data]);
    parts.push(local);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(((0o100000 | (entry.executable ? 0o755 : 0o644)) << 16) >>> 0, 6);
    rest.writeUInt32LE(offset, 10);
    const made = Buffer.alloc(2);
    made.writeUInt16LE(MADE_BY);
    directory.push(Buffer.from('PK\u{1}\u{2}', 'latin1'), made, common, rest, path);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\u{5}\u{6}', 'latin1');
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, central, end]);
}

/** Date and time as MS-DOS writes them. */
function dosTime(seconds: number): readonly [date: number, time: number] {
  const at = new Date(Math.max(seconds, Date.UTC(1980, 0, 1) / 1000) * 1000);
  return [
    ((at.getUTCFullYear() - 1980) << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate(),
    (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1),
  ];
}
