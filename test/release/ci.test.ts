import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { afterEach, before, beforeEach, suite, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { parse, parseAllDocuments } from 'yaml';
import packageJson from '../../package.json' with { type: 'json' };
import { readRelease } from '../../scripts/release/release.ts';
import { readPath, readRecord, readRecords, readString, readStrings } from '../../src/model/read.ts';
import { findBinaries } from '../cluster/binaries.ts';
import { root } from '../golden/harness.ts';
import { installPacked } from '../packed/install.ts';
import { serveFiles } from './file-server.ts';
import { standIns } from './stand-ins.ts';
import { lacks } from './tools.ts';

const run = promisify(execFile);
const binaries = await findBinaries();
const noShellcheck = await lacks('shellcheck');
const release = await readRelease(root);
const action: unknown = parse(await readFile(join(root, 'action.yml'), 'utf8'));
const EXAMPLE = join(root, 'examples/shop');

/** A route that attaches nowhere, whose name of a Gateway would be commands of a workflow and a page. */
const BROKEN = `apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: web, namespace: shop}
spec:
  gatewayClassName: acme
  listeners: [{name: http, port: 80, protocol: HTTP}]
status:
  conditions: [{type: Programmed, status: "False", reason: "Invalid", message: "50% <b>broken</b>\\n::set-output name=x::y", lastTransitionTime: "2026-01-01T00:00:00Z"}]
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: cart, namespace: shop}
spec: {parentRefs: [{name: web, sectionName: htp}]}
`;

const GOOD = BROKEN.replace('htp}', 'http}').replace(/^status:\n.*\n/m, '');

interface End {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

suite('for pipelines', () => {
  let work: string;
  let path: string;

  before(async () => {
    path = [(await installPacked()).bin, dirname(process.execPath), process.env['PATH'] ?? ''].join(delimiter);
  });

  beforeEach(async () => {
    work = await mkdtemp(join(tmpdir(), 'gwctl-ci-'));
    for (const name of ['temp', 'programs']) await mkdir(join(work, name));
    for (const name of ['output', 'path', 'summary']) await writeFile(join(work, name), '');
  });

  afterEach(() => rm(work, { recursive: true, force: true }));

  async function shell(line: string, env: Readonly<Record<string, string>> = {}): Promise<End> {
    const whole = { HOME: work, LANG: 'C.UTF-8', PATH: `${join(work, 'programs')}${delimiter}${path}`, ...env };
    return new Promise((resolve) => {
      execFile('bash', ['-eo', 'pipefail', '-c', line], { cwd: work, env: whole }, (error, out, err) =>
        resolve({ code: error === null ? 0 : Number(error.code), out, err }),
      );
    });
  }

  /** Runs one step of the action as a runner does. */
  async function step(
    index: number,
    inputs: Readonly<Record<string, string>>,
    env: Readonly<Record<string, string>> = {},
  ): Promise<End> {
    const declared = readRecord(readPath(action, 'inputs'));
    for (const name of Object.keys(inputs)) assert.ok(Object.hasOwn(declared, name), name);
    const found = readRecords(readPath(action, 'runs', 'steps'))[index];
    const own = Object.entries(readRecord(found?.['env'])).map(([name, value]) => {
      const text = String(value).replace(/\$\{\{ inputs\.([\w-]+) \}\}/, (_whole, input: string) => {
        assert.ok(Object.hasOwn(declared, input), input);
        return inputs[input] ?? String(readPath(declared, input, 'default'));
      });
      return [name, text] as const;
    });
    return shell(readString(found?.['run']) ?? '', {
      GITHUB_ACTION_PATH: root,
      GITHUB_OUTPUT: join(work, 'output'),
      GITHUB_PATH: join(work, 'path'),
      GITHUB_STEP_SUMMARY: join(work, 'summary'),
      RUNNER_TEMP: join(work, 'temp'),
      RUNNER_OS: 'Linux',
      RUNNER_ARCH: 'X64',
      ...Object.fromEntries(own),
      ...env,
    });
  }

  const written = (name: string): Promise<string> => readFile(join(work, name), 'utf8');

  test('the action holds to the schema of actions, and its scripts have no fault', { skip: noShellcheck }, async () => {
    const validator = fileURLToPath(import.meta.resolve('@action-validator/cli/cli.mjs'));
    await run(process.execPath, [validator, 'action.yml'], { cwd: root });
    await run('shellcheck', ['ci/action-install.sh', 'ci/action-run.sh'], { cwd: root });
  });

  test('the action, the template and the hooks speak of this version and of where it lives', async () => {
    const { version, repository, image } = release;
    assert.equal(readPath(action, 'inputs', 'version', 'default'), version);
    assert.ok(
      (await readFile(join(root, 'ci/action-install.sh'), 'utf8')).includes(`${release.homepage}/releases/download/v$`),
    );
    const [inputs] = parseAllDocuments(await readFile(join(root, 'ci/gitlab.yml'), 'utf8')).map((each): unknown =>
      each.toJS(),
    );
    assert.equal(readPath(inputs, 'spec', 'inputs', 'version', 'default'), version);
    assert.ok(
      (await readFile(join(root, 'ci/gitlab.yml'), 'utf8')).includes(`/${repository}/v${version}/ci/gitlab.yml`),
    );
    assert.ok((await readFile(join(root, '.pre-commit-hooks.yaml'), 'utf8')).includes(`${image}:${version} `));
    assert.equal(packageJson.version, version);
  });

  test('the action shows problems as annotations and on the page, whatever stands in the manifests', async () => {
    await writeFile(join(work, 'a b.yaml'), BROKEN);
    const { code, out, err } = await step(1, { path: 'a b.yaml\n' });
    assert.deepEqual([code, err], [1, '']);
    assert.equal(await written('output'), 'exit-code=1\n');
    const commands = commandsOf(out);
    assert.ok(commands.length >= 2, out);
    for (const command of commands) assert.match(command, /^::error title=gwctl::\S/);
    assert.ok(
      commands.some((command) => /httproute shop\/cart .*: .*listener htp/.test(command)),
      commands.join('\n'),
    );
    const summary = await written('summary');
    assert.match(summary, /^### gwctl status: exit code 1\n<pre>\n/);
    assert.match(summary, /httproute shop\/cart/);
    assert.doesNotMatch(summary.replaceAll(/<\/?pre>/g, ''), /<[a-z/]/);
  });

  test('the action passes what is right, and takes several paths, further arguments and no page', async () => {
    await writeFile(join(work, 'good.yaml'), GOOD);
    await writeFile(
      join(work, 'class.yaml'),
      'apiVersion: gateway.networking.k8s.io/v1\nkind: GatewayClass\nmetadata: {name: acme}\nspec: {controllerName: acme.example/c}\n',
    );
    const { code, out } = await step(1, { path: 'good.yaml\nclass.yaml', arguments: '--complete\n', summary: 'false' });
    assert.equal(code, 0, out);
    assert.deepEqual(commandsOf(out), []);
    assert.equal(await written('output'), 'exit-code=0\n');
    assert.equal(await written('summary'), '');
  });

  test('the action shows findings of analyze where they are written, and decides by the worst that is asked for', async () => {
    const file = 'a,b: 50%.yaml';
    await writeFile(join(work, file), BROKEN);
    const { code, out, err } = await step(1, { path: file, command: 'analyze' });
    assert.deepEqual([code, err], [1, '']);
    const commands = commandsOf(out);
    const route = BROKEN.split('\n').findIndex((line) => line.includes('sectionName: htp')) + 1;
    assert.ok(
      commands.some((command) =>
        command.startsWith(`::error file=a%2Cb%3A 50%25.yaml,line=${route},title=GW1004 no-matching-parent::`),
      ),
      out,
    );
    assert.ok(
      commands.every((command) => /^::(?:error|warning|notice) file=[^:]*,title=GW\d{4} [\w-]+::\S/.test(command)),
    );
    assert.ok(
      commands.some((command) => command.includes('50%25 <b>broken</b>')),
      out,
    );
    assert.match(await written('summary'), /^\|.*GW1004/m);
    // The command line is one argument a line, and warnings are annotations even where they fail nothing.
    const skipped = { path: file, command: 'analyze', arguments: '--fail-on\nnever\n--show=info' };
    await writeFile(join(work, 'summary'), '');
    const passed = await step(1, { ...skipped, summary: 'false' });
    assert.equal(passed.code, 0, passed.out);
    assert.equal(await written('summary'), '');
    assert.ok(commandsOf(passed.out).some((command) => command.startsWith('::error file=')));
    const nothing = await step(1, { path: join(work, 'temp'), command: 'analyze' });
    assert.equal(nothing.code, 3);
    assert.match(commandsOf(nothing.out).join('\n'), /^::error title=gwctl::gwctl analyze ended with 3: [^\n]+$/);
  });

  test('the action runs routing tests', async () => {
    const tests = join(root, 'examples/shop.routes.yaml');
    const { code, out } = await step(1, { path: EXAMPLE, command: 'test', arguments: tests });
    assert.deepEqual([code, commandsOf(out)], [0, []]);
    const wrong = await step(1, { path: EXAMPLE, command: 'test', arguments: join(work, 'nowhere.yaml') });
    assert.notEqual(wrong.code, 0);
    assert.match(commandsOf(wrong.out).join('\n'), /^::error title=gwctl::gwctl test ended with \d: .*nowhere\.yaml/);
  });

  test('the action builds a kustomization', { skip: typeof binaries === 'string' && binaries }, async () => {
    assert.ok(typeof binaries !== 'string');
    await cp(binaries.kubectl, join(work, 'programs/kubectl'));
    await writeFile(join(work, 'good.yaml'), GOOD);
    await writeFile(join(work, 'kustomization.yaml'), 'resources: [good.yaml]\nnamespace: other\n');
    const { code, out } = await step(1, { kustomization: '.' });
    assert.equal(code, 0, out);
    assert.match(out, /gateway other\/web|other\/web/);
    const broken = await step(1, { kustomization: 'nowhere' });
    assert.equal(broken.code, 2);
    assert.match(broken.out, /^::error title=gwctl::kubectl kustomize could not build nowhere$/m);
  });

  test('the action says what is wrong with its inputs', async () => {
    const nothing = await step(1, {});
    assert.deepEqual(
      [nothing.code, nothing.out],
      [2, '::error title=gwctl::name the manifests with the input path or kustomization\n'],
    );
    const verb = await step(1, { path: '.', command: 'delete' });
    assert.deepEqual(
      [verb.code, verb.out],
      [2, '::error title=gwctl::the input command is delete, and not status, analyze or test\n'],
    );
    const place = await step(0, { install: 'apt' });
    assert.equal(place.code, 1);
    const version = await step(0, { version: '1/../../evil' });
    assert.match(version.out, /the input version is not the number of a version/);
    assert.equal(await written('path'), '');
  });

  test('the action installs the executable of a release, for Linux and Windows, and nothing that was tampered with', async () => {
    const made = await standIns();
    const server = await serveFiles(join(made.folder, 'assets'));
    const tampered = await serveFiles(join(made.folder, 'assets'), {
      change: (name, content) => (/\.(?:zip|gz)$/.test(name) ? Buffer.concat([content, Buffer.of(0)]) : content),
    });
    await writeFile(join(work, 'programs/cygpath'), '#!/bin/sh\necho "$2"\n', { mode: 0o755 });
    const windows = { RUNNER_OS: 'Windows' };
    try {
      for (const [env, file] of [
        [{}, 'gwctl'],
        [windows, 'gwctl.exe'],
      ] as const) {
        const refused = await step(0, { version: '1.2.3' }, { ...env, GWCTL_DOWNLOADS: tampered.url });
        assert.equal(refused.code, 1);
        assert.match(`${refused.out}${refused.err}`, /is not what was released/);
        assert.equal(await written('path'), '');
        const { code, err } = await step(0, { version: '1.2.3' }, { ...env, GWCTL_DOWNLOADS: server.url });
        assert.equal(code, 0, err);
        const bin = (await written('path')).trim();
        assert.equal((await run('sh', [join(bin, file), '--version'])).stdout, 'gwctl v1.2.3\n');
        await writeFile(join(work, 'path'), '');
        await rm(join(work, 'temp/gwctl'), { recursive: true });
      }
    } finally {
      await server.close();
      await tampered.close();
    }
  });

  test('the action installs by npm', async () => {
    const npm = `#!/bin/sh\necho "$*" >"${work}/asked"\n`;
    await writeFile(join(work, 'programs/npm'), npm, { mode: 0o755 });
    const { code } = await step(0, { install: 'npm' });
    assert.equal(code, 0);
    assert.match(
      await written('asked'),
      new RegExp(`^install --global .*--prefix ${work}/temp/gwctl gwctl@${release.version}\n$`),
    );
    assert.equal(await written('path'), `${work}/temp/gwctl/bin\n`);
  });

  test('the template of GitLab installs that version and asks what it is told to about that path', async () => {
    await writeFile(join(work, 'programs/npm'), `#!/bin/sh\necho "$*" >"${work}/asked"\n`, { mode: 0o755 });
    await writeFile(join(work, 'bad.yaml'), BROKEN);
    await writeFile(join(work, 'good.yaml'), GOOD);
    const [header, jobs] = parseAllDocuments(await readFile(join(root, 'ci/gitlab.yml'), 'utf8')).map((each): unknown =>
      each.toJS(),
    );
    const inputs = readRecord(readPath(header, 'spec', 'inputs'));
    for (const [file, wanted, answer, command] of [
      ['good.yaml', 0, /^Routes:/m],
      ['bad.yaml', 1, /^Routes:/m],
      ['bad.yaml', 1, /GW1004/, 'analyze'],
      [EXAMPLE, 0, /passed/, `test ${EXAMPLE}.routes.yaml`],
    ] as const) {
      const fill = (text: string): string =>
        text.replaceAll(/\$\[\[ inputs\.(\w+) \]\]/g, (_whole, name: string) => {
          assert.ok(Object.hasOwn(inputs, name), name);
          if (name === 'path') return file;
          return name === 'command' && command !== undefined ? command : String(readPath(inputs, name, 'default'));
        });
      const variables = Object.entries(readRecord(readPath(jobs, 'gwctl', 'variables')));
      const env = Object.fromEntries(variables.map(([name, value]) => [name, fill(String(value))]));
      const script = readStrings(readPath(jobs, 'gwctl', 'script'))
        .map(fill)
        .join('\n');
      const { code, out, err } = await shell(script, env);
      assert.equal(code, wanted, `${out}${err}`);
      assert.match(out, answer);
    }
    assert.equal(await written('asked'), `install --global --no-audit --no-fund gwctl@${release.version}\n`);
  });

  test('the hooks of pre-commit fail a commit that breaks a route, and run for manifests only', async () => {
    const hooks = readRecords(parse(await readFile(join(root, '.pre-commit-hooks.yaml'), 'utf8')));
    const [local, container, analyze, tests] = hooks;
    assert.ok(local !== undefined && container !== undefined && hooks.length === 4);
    const lineOf = (hook: (typeof hooks)[number] | undefined): string =>
      [readString(hook?.['entry']), ...readStrings(hook?.['args'])].join(' ');
    const line = lineOf(local);
    assert.equal(
      `gwctl ${String(container['entry']).split(' ').slice(1).join(' ')} ${readStrings(container['args']).join(' ')}`,
      line,
    );
    for (const each of [line, lineOf(analyze)]) {
      await writeFile(join(work, 'route.yaml'), GOOD);
      assert.equal((await shell(each)).code, 0, each);
      await writeFile(join(work, 'route.yaml'), BROKEN);
      assert.equal((await shell(each)).code, 1, each);
    }
    const { code, out } = await shell(`${lineOf(tests)} ${EXAMPLE}.routes.yaml --from=${EXAMPLE}`);
    assert.equal(code, 0, out);
    for (const { files } of hooks) {
      const pattern = new RegExp(String(files));
      assert.deepEqual(
        ['a/b.yaml', 'b.yml', 'c.json', 'd.ts'].map((name) => pattern.test(name)),
        [true, true, true, false],
      );
    }
  });
});

/** What a workflow does with what was printed: its commands, but none where they are stopped. */
function commandsOf(out: string): readonly string[] {
  let stopped: string | undefined;
  return out.split('\n').filter((line) => {
    const text = line.trim();
    if (stopped !== undefined) {
      if (text === `::${stopped}::`) stopped = undefined;
      return false;
    }
    stopped = /^::stop-commands::(.*)$/.exec(text)?.[1];
    return stopped === undefined && text.startsWith('::');
  });
}
