import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { formatOutcome, readTranscript, root, runLinePacked } from '../golden/harness.ts';
import type { Step } from '../golden/harness.ts';
import { NODES } from './nodes.ts';
import { BINARY } from './runtimes.ts';
import type { Runtime } from './runtimes.ts';

const folder = join(root, 'test/golden');
const transcripts = readdirSync(folder)
  .filter((name) => name.endsWith('.txt'))
  .map((file) => ({ file, steps: readTranscript(join(folder, file)) }));

/** What a line loads: its program, its verb, the form of its output. */
function pathThrough(line: string): string {
  const [, program, verb] = /(?:^| )(gwctl|kubectl gw)(?: (\S+))?/.exec(line) ?? [];
  const [, output = 'text'] = /(?: -o[ =]?| --output[ =])([a-z-]+)/.exec(line) ?? [];
  return `${program} ${verb} ${output}`;
}

/**
 * One line for each way through the program, and all that once crashed. A process costs 0.15 s, of which the program's own
 * work is the smallest part: 250 lines on three Nodes are two minutes of a processor, on one Node and with these samples of
 * the others one.
 */
function* sample(): Generator<Step> {
  const seen = new Set<string>();
  for (const { file, steps } of transcripts) {
    for (const step of steps) {
      const path = pathThrough(step.line);
      if (file !== 'once-crashed.txt' && seen.has(path)) continue;
      seen.add(path);
      yield step;
    }
  }
}

function compare(steps: Iterable<Step>, on: Runtime): void {
  for (const { line, expected } of steps) {
    test(`$ ${line}`, async () => {
      assert.equal(formatOutcome(await runLinePacked(line, on)), expected);
    });
  }
}

// What the sources print, the packed program prints: all of it on the oldest Node, which knows the least, and in the single
// executable, which brings another engine.
const [oldest, ...others] = NODES;
const concurrency = availableParallelism();
for (const on of BINARY === undefined ? [oldest] : [oldest, BINARY]) {
  for (const { file, steps } of transcripts) {
    suite(`${file} on ${on.name}`, { concurrency }, () => compare(steps, on));
  }
}
for (const node of others) {
  suite(`a sample of all transcripts on ${node.name}`, { concurrency }, () => compare(sample(), node));
}
