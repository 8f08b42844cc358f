import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** A program with its arguments. */
export type Command = readonly [program: string, ...args: string[]];

/** What one run of a program took. */
export interface Sample {
  readonly wallMs: number;
  /** User and system time. */
  readonly cpuMs: number;
  /** The most memory it held; undefined where the system does not tell (only Linux does). */
  readonly rssMb: number | undefined;
}

/** bash measures what Node cannot: the CPU time of a child. `exec`-free, so that its own start is not counted. */
const TIMED = 'TIMEFORMAT="%R %U %S"; { time "$@" >/dev/null 2>&1; } 2>&1';

/**
 * Runs a program once with its output thrown away.
 * @param env the whole environment.
 */
export function measure(command: Command, env: Readonly<Record<string, string>>): Promise<Sample> {
  return new Promise((resolve, reject) => {
    const child = spawn('bash', ['-c', TIMED, 'bash', ...command], { env, stdio: ['ignore', 'pipe', 'inherit'] });
    let rssMb: number | undefined;
    const poll = setInterval(() => {
      rssMb = Math.max(rssMb ?? 0, peakOfChildren(child.pid)) || rssMb;
    }, 5);
    let text = '';
    child.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString();
    });
    child.once('error', reject);
    child.once('close', () => {
      clearInterval(poll);
      const [wall = Number.NaN, user = Number.NaN, system = Number.NaN] = text.trim().split(' ').map(Number);
      resolve({ wallMs: wall * 1000, cpuMs: (user + system) * 1000, rssMb });
    });
  });
}

function peakOfChildren(pid: number | undefined): number {
  try {
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ');
    return Math.max(...children.map(peakOf));
  } catch {
    return 0;
  }
}

function peakOf(pid: string): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) / 1024;
}

function middle(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

/** The median of each figure. */
export function median(samples: readonly Sample[]): Sample {
  const memory = samples.flatMap(({ rssMb }) => (rssMb === undefined ? [] : [rssMb]));
  return {
    wallMs: middle(samples.map(({ wallMs }) => wallMs)),
    cpuMs: middle(samples.map(({ cpuMs }) => cpuMs)),
    rssMb: memory.length === 0 ? undefined : middle(memory),
  };
}
