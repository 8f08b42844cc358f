import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { root } from '../bundle.ts';

/** The time of all files of a release, in seconds since 1970: as reproducible builds are told it, else that of the commit. */
export async function releaseTime(): Promise<number> {
  const given = process.env['SOURCE_DATE_EPOCH'];
  if (given !== undefined && /^\d+$/.test(given)) return Number(given);
  const { stdout } = await promisify(execFile)('git', ['log', '-1', '--format=%ct'], { cwd: root });
  return Number(stdout.trim());
}
