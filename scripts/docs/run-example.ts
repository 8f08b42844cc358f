import { execFile, spawn } from 'node:child_process';
import { promisify } from 'node:util';
import { formatOutcome, root, runLine } from '../../test/golden/harness.ts';

const execute = promisify(execFile);

/** A line of a page: one of gwctl's, what its output goes through, and whether the exit code is shown. */
const LINE = /^(.*?)(?: \| ((?:jq|head|sed|grep)\b.*?))?(; echo \$\?)?$/s;

/**
 * What a shell prints for a line of a page: `gwctl …`, also with `| jq …` or `; echo $?` behind it, or
 * `node examples/library/…`, an example of the library. The program runs in this
 * process, at the time of the transcripts.
 * @returns without the last newline; undefined where a program behind the pipe is not there.
 * @throws Error where the line is none of gwctl's.
 */
export async function runExample(line: string): Promise<string | undefined> {
  if (line.startsWith('node examples/library/')) return runLibraryExample(line);
  const [, own = '', filter, wantsCode] = LINE.exec(line) ?? [];
  const { out, err, code } = await runLine(own);
  const filtered = filter === undefined ? out : await pipe(filter, out);
  if (filtered === undefined) return undefined;
  const text = formatOutcome({ out: filtered + err, err: '', code: 0 });
  return wantsCode === undefined ? text : `${text}\n${code}`.trimStart();
}

/** What an example of the library prints. @throws Error where it fails. */
async function runLibraryExample(line: string): Promise<string> {
  const [, ...words] = line.split(' ');
  const fromSources = new URL('library-from-sources.ts', import.meta.url).href;
  const { stdout } = await execute(process.execPath, ['--import', fromSources, ...words], { cwd: root });
  return stdout.trimEnd();
}

/** What a filter makes of a text. @throws Error where it fails. */
function pipe(filter: string, input: string): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    const child = spawn('bash', ['-c', filter], { cwd: root, stdio: ['pipe', 'pipe', 'pipe'] });
    let out = '';
    let err = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => (out += chunk));
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => (err += chunk));
    child.once('error', reject);
    // `head` leaves before it has read everything.
    child.stdin.on('error', () => {});
    child.once('close', (code) => {
      if (code === 127 && process.env['CI'] !== 'true') resolve(undefined);
      else if (code !== 0) reject(new Error(`${filter}: exit ${code}: ${err}`));
      else resolve(out);
    });
    child.stdin.end(input);
  });
}
