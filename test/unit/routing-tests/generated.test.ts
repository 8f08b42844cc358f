import assert from 'node:assert/strict';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { loadAll } from 'js-yaml';
import { isRecord, readList, readPath, readRecord, readRecords, readString } from '../../../src/model/read.ts';
import type { JsonRecord } from '../../../src/model/read.ts';
import { root } from '../../golden/harness.ts';
import { runMain } from '../../support/run-main.ts';

const SOURCES = [
  'examples/shop',
  'test/fixtures/states',
  ...(await readdir(join(root, 'test/fixtures/releases'))).map((name) => `test/fixtures/releases/${name}`),
  ...(await readdir(join(root, 'test/fixtures/policies'))).map((name) => `test/fixtures/policies/${name}`),
];

let folder = '';
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gwctl-generated-'));
});
after(() => rm(folder, { recursive: true, force: true }));

/** Writes the tests of a source into a file. */
async function generate(source: string): Promise<string> {
  const { out } = await runMain(['test', '--generate', '--from', source], '', { cwd: root });
  const file = join(folder, `${source.replaceAll(/[^a-z0-9]/gi, '-')}.routes.yaml`);
  await writeFile(file, out);
  return file;
}

const MUTATIONS = await mutations('examples/shop');

suite('the tests that are written', () => {
  for (const source of SOURCES) {
    test(`pass, of ${source}, and are the same from run to run`, async () => {
      const file = await generate(source);
      const text = await readFile(file, 'utf8');
      assert.equal(await readFile(await generate(source), 'utf8'), text);
      if (text.includes('tests: []')) return;
      const { out } = await runMain(['test', file, '--from', source, '--coverage', '-o', 'json'], '', { cwd: root });
      const report: unknown = JSON.parse(out);
      const states = readRecords(readPath(report, 'tests')).map(({ name, state }) => [name, state]);
      assert.deepEqual(
        states.filter(([, state]) => state !== 'passed'),
        [],
      );
      // Each one reaches a match of its own.
      assert.equal(readPath(report, 'coverage', 'covered'), states.length);
    });
  }

  for (const { name, change } of MUTATIONS) {
    test(`tell that ${name}`, async () => {
      const file = await generate('examples/shop');
      const manifest = join(folder, 'change.json');
      await writeFile(manifest, JSON.stringify(change));
      const { code, out } = await runMain(
        ['test', file, '--from', 'examples/shop', '-f', manifest, '--only-failures'],
        '',
        {
          cwd: root,
        },
      );
      assert.equal(code, 1, out);
    });
  }
});

interface Mutation {
  readonly name: string;
  readonly change: JsonRecord;
}

/** Each field of each match of each attached route, changed in turn. */
async function mutations(source: string): Promise<readonly Mutation[]> {
  const documents = loadAll(await readFile(join(root, source, 'routes.yaml'), 'utf8'));
  const routes = documents.filter(isRecord).filter(({ kind }) => kind === 'HTTPRoute' || kind === 'GRPCRoute');
  const { out } = await runMain(['test', '--generate', '--from', source], '', { cwd: root });
  const attached = new Set([...out.matchAll(/route: (?:grpcroute\/)?([\w/-]+)/g)].map(([, name]) => name));
  return routes.flatMap((route) => {
    const place = `${readString(readPath(route, 'metadata', 'namespace')) ?? ''}/${readString(readPath(route, 'metadata', 'name')) ?? ''}`;
    if (!attached.has(place)) return [];
    return readList(readPath(route, 'spec', 'rules')).flatMap((rule, ruleIndex) =>
      readList(readRecord(rule)['matches']).flatMap((match, matchIndex) =>
        [...leaves(match)].map((path): Mutation => {
          const change = structuredClone(route);
          const target = readRecord(
            readList(readRecord(readList(readPath(change, 'spec', 'rules'))[ruleIndex])['matches'])[matchIndex],
          );
          mutate(target, path);
          return { name: `${place} rule ${ruleIndex} match ${matchIndex} has another ${path.join('.')}`, change };
        }),
      ),
    );
  });
}

/** The paths of all values of a match; types apart, which are no values. */
function* leaves(value: unknown, path: readonly (string | number)[] = []): Generator<readonly (string | number)[]> {
  const entries: readonly (readonly [string | number, unknown])[] = Array.isArray(value)
    ? [...value.entries()]
    : isRecord(value)
      ? Object.entries(value)
      : [];
  for (const [key, entry] of entries) {
    if (typeof entry === 'string' && key !== 'type' && entry !== '/') yield [...path, key];
    yield* leaves(entry, [...path, key]);
  }
}

function mutate(target: JsonRecord, path: readonly (string | number)[]): void {
  const [last = ''] = path.slice(-1);
  let holder: unknown = target;
  for (const step of path.slice(0, -1))
    holder = Array.isArray(holder) ? holder[Number(step)] : readRecord(holder)[step];
  assert.ok(isRecord(holder));
  const written = readString(holder[last]) ?? '';
  Reflect.set(holder, last, last === 'method' && /^[A-Z]+$/.test(written) ? 'TRACE' : `${written}x`);
}
