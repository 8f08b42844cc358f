import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** A program that is measured. */
export interface Subject {
  /** As the table and the budgets call it. */
  readonly name: string;
  readonly argv: readonly string[];
  /** It never ends by itself: it is measured until it has printed this many lines, and ended then. */
  readonly untilLine?: number | undefined;
  /** It measures a part of itself, and prints the figures as JSON. */
  readonly reports?: boolean | undefined;
  /** It logs its requests with `-v=6`, as kubectl does. */
  readonly logsRequests?: boolean | undefined;
}

/** One run's figures: milliseconds, megabytes (1024 * 1024), counts. */
export interface Figures {
  readonly wall: number;
  /** User and system time of all threads. */
  readonly cpu: number;
  /** The most memory that was resident at one time; undefined where there is no /proc. */
  readonly memory?: number | undefined;
  /** What V8 held at most; only of programs that report it. */
  readonly heap?: number | undefined;
}

/** The program's surroundings: nothing of the user's own. */
export interface Environment {
  readonly home: string;
  readonly folder: string;
}

/**
 * Bash's `time` gives wall time and the CPU time that the kernel counted for the ended child, on every machine, for any
 * program. The peak of resident memory is read from /proc while the program runs: the kernel keeps it, so a look every
 * few milliseconds misses only what is added at the very end.
 */
const LAUNCHER = `
TIMEFORMAT='time %3R %3U %3S'
exec 4>&2 2>&3
time { "$@" 2>&4 3>&- 4>&- & echo "pid $!" >&3; wait $!; code=$?; }
echo "exit $code" >&3
`;
const POLL_MS = 4;

/** Runs a program once and measures it. @throws Error with what it printed on stderr when it failed. */
export async function measure(subject: Subject, environment: Environment): Promise<Figures> {
  const run = await launch(subject.argv, environment, subject.untilLine);
  if (subject.untilLine === undefined && run.code !== 0)
    throw new Error(`${subject.name}: ${subject.argv.join(' ')} ended with ${run.code}: ${run.stderr.slice(-2000)}`);
  if (subject.reports !== true) return run.figures;
  const reported: unknown = JSON.parse(run.stdout);
  const read = (figure: string): number => {
    const value: unknown =
      typeof reported === 'object' && reported !== null ? Reflect.get(reported, figure) : undefined;
    if (typeof value !== 'number') throw new Error(`${subject.name} reports no ${figure}`);
    return value;
  };
  return { wall: read('wall'), cpu: read('cpu'), heap: read('heap'), memory: run.figures.memory };
}

/** The paths of the requests that a program makes, in a run of its own. */
export async function listRequests(subject: Subject, environment: Environment): Promise<readonly string[]> {
  const { stderr } = await launch([...subject.argv, '-v=6'], environment, subject.untilLine);
  return [...stderr.matchAll(/"Response" verb="GET" url="https?:\/\/[^/]+([^"]*)"/g)].map(([, path = '']) => path);
}

interface Run {
  readonly figures: Figures;
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

async function launch(argv: readonly string[], environment: Environment, untilLine: number | undefined): Promise<Run> {
  const child = spawn('bash', ['-c', LAUNCHER, 'bench', ...argv], {
    cwd: environment.folder,
    env: { PATH: process.env['PATH'] ?? '', HOME: environment.home },
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  let pid: number | undefined;
  let peak = 0;
  let said = '';
  let stderr = '';
  const tail: string[] = [];
  let lines = 0;
  const timer = setInterval(() => {
    if (pid !== undefined) peak = Math.max(peak, readPeak(pid));
  }, POLL_MS);
  child.stdio[3]?.on('data', (bytes: Buffer) => {
    said += bytes.toString();
    pid ??= numberIn(/^pid (\d+)$/m, said);
  });
  child.stderr?.on('data', (bytes: Buffer) => {
    stderr += bytes.toString();
  });
  child.stdout?.on('data', (bytes: Buffer) => {
    if (untilLine === undefined) {
      // Only what reports its own figures is read; that is short.
      if (tail.length < 16) tail.push(bytes.toString());
      return;
    }
    for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) lines++;
    if (lines < untilLine || pid === undefined) return;
    peak = Math.max(peak, readPeak(pid));
    process.kill(pid, 'SIGKILL');
  });
  await new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', () => resolve());
  });
  clearInterval(timer);
  const seconds = /^time ([\d.]+) ([\d.]+) ([\d.]+)$/m.exec(said.replaceAll(',', '.'));
  if (seconds === null) throw new Error(`${argv.join(' ')}: ${said}${stderr}`);
  const [, wall, user, system] = seconds.map((text) => Number(text) * 1000);
  return {
    figures: {
      wall: wall ?? 0,
      cpu: (user ?? 0) + (system ?? 0),
      memory: peak === 0 ? undefined : peak,
    },
    code: numberIn(/^exit (\d+)$/m, said) ?? 1,
    stdout: tail.join(''),
    stderr,
  };
}

/** The most memory that was resident, in MB; 0 where that cannot be read. */
function readPeak(pid: number): number {
  try {
    return (numberIn(/^VmHWM:\s+(\d+) kB$/m, readFileSync(`/proc/${pid}/status`, 'utf8')) ?? 0) / 1024;
  } catch {
    return 0;
  }
}

function numberIn(pattern: RegExp, text: string): number | undefined {
  const found = pattern.exec(text)?.[1];
  return found === undefined ? undefined : Number(found);
}
