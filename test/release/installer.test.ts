import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { chmod, lstat, mkdir, mkdtemp, readFile, readdir, readlink, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, suite, test } from 'node:test';
import { promisify } from 'node:util';
import { makeCertificate } from './certificate.ts';
import { serveFiles } from './file-server.ts';
import type { FileServer, FileServerOptions } from './file-server.ts';
import { makeStandIn, standIns } from './stand-ins.ts';
import type { StandIns } from './stand-ins.ts';

const run = promisify(execFile);

/** The shells that an installer must not be surprised by. */
const SHELLS = ['dash', 'bash'];
const LINKS = ['gwctl', 'kubectl-gw', 'kubectl_complete-gw'];

interface End {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

suite('install.sh', () => {
  let made: StandIns;
  let server: FileServer;
  /** Of one test: an empty home, and a folder of programs that come before the system's. */
  let home: string;
  let programs: string;

  before(async () => {
    made = await standIns();
    server = await serveFiles(join(made.folder, 'assets'));
  });

  after(() => server.close());

  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'gwctl home-'));
    programs = join(home, 'programs');
    await mkdir(programs);
  });

  afterEach(() => rm(home, { recursive: true, force: true }));

  /** Runs the installer as a user does whose machine runs the stand-in for linux-x64. */
  async function install(
    args: readonly string[] = [],
    { shell = 'dash', env = {}, limit = '' }: { shell?: string; env?: Record<string, string>; limit?: string } = {},
  ): Promise<End> {
    const script = join(made.folder, 'assets/install.sh');
    const whole = { PATH: `${programs}:/usr/bin:/bin`, HOME: home, GWCTL_DOWNLOADS: server.url, ...env };
    return new Promise((resolve) => {
      execFile(
        '/bin/bash',
        ['-c', `${limit} exec "$@"`, 'bash', shell, script, ...args],
        { cwd: home, env: whole },
        (error, out, err) => {
          resolve({ code: error === null ? 0 : typeof error.code === 'number' ? error.code : 1, out, err });
        },
      );
    });
  }

  /** Puts a program before the system's of the same name. */
  async function pretend(name: string, script: string): Promise<void> {
    await writeFile(join(programs, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  }

  async function onLinux(machine = 'x86_64'): Promise<void> {
    await pretend('uname', `[ "$1" = -s ] && echo Linux || echo ${machine}`);
    await pretend('getconf', `[ "$1" = LONG_BIT ] && echo 64 || echo 'glibc 2.36'`);
  }

  /** Says that it failed with the sentence, and left the home as it was. */
  async function assertNothingDone(end: End, sentence: RegExp, left: readonly string[] = ['programs']): Promise<void> {
    assert.match(end.err, sentence);
    assert.match(end.err, /^error: [^\n]+\n$/);
    assert.notEqual(end.code, 0);
    assert.equal(end.out, '');
    assert.deepEqual((await readdir(home)).toSorted(), left);
  }

  async function elsewhere(options: FileServerOptions, folder = join(made.folder, 'assets')): Promise<FileServer> {
    return serveFiles(folder, options);
  }

  for (const shell of SHELLS) {
    test(`installs with ${shell}, again over itself, and takes all of it away`, async () => {
      await onLinux();
      const first = await install([], { shell });
      const bin = join(home, '.local/bin');
      const says = `gwctl 1.2.3 is installed: ${bin}/gwctl\n${bin} is not on your PATH: add it in the start-up file of your shell\n`;
      assert.deepEqual(first, { code: 0, out: says, err: '' });
      for (const name of LINKS) {
        const { stdout } = await run(join(bin, name), ['status', '--demo']);
        assert.equal(stdout, `${name} status --demo\n`);
      }
      const shared = join(home, '.local/share');
      for (const file of [
        'man/man1/gwctl.1',
        'man/man1/gwctl-status.1',
        'bash-completion/completions/gwctl',
        'zsh/site-functions/_gwctl',
        'fish/vendor_completions.d/gwctl.fish',
      ]) {
        assert.ok((await lstat(join(shared, file))).isSymbolicLink(), file);
        assert.match(await readFile(join(shared, file), 'utf8'), /gwctl/);
      }
      assert.deepEqual(await readdir(join(home, '.local/lib')), ['gwctl']);

      const again = await install([], { shell, env: { PATH: `${programs}:${bin}:/usr/bin:/bin` } });
      assert.deepEqual(again, { code: 0, out: `gwctl 1.2.3 is installed: ${bin}/gwctl\n`, err: '' });
      assert.deepEqual(await readdir(join(home, '.local/lib')), ['gwctl']);

      await writeFile(join(bin, 'another'), '');
      const gone = await install(['--uninstall'], { shell });
      assert.deepEqual(gone, { code: 0, out: `gwctl is no longer installed in ${home}/.local\n`, err: '' });
      const left = (await readdir(join(home, '.local'), { recursive: true })).toSorted();
      assert.deepEqual(left, ['bin', 'bin/another']);

      await rm(bin, { recursive: true });
      await install([], { shell });
      await install(['--uninstall'], { shell });
      assert.deepEqual(await readdir(home), ['programs']);
    });
  }

  test('installs into another folder, and takes it from the environment too', async () => {
    await onLinux('aarch64');
    for (const [args, env] of [
      [['--prefix', join(home, 'a')], {}],
      [[`--prefix=b`], {}],
      [[], { GWCTL_PREFIX: join(home, 'c') }],
    ] as const) {
      const { code, err } = await install(args, { env });
      assert.deepEqual([code, err], [0, '']);
    }
    for (const name of ['a', 'b', 'c']) {
      assert.equal(await readlink(join(home, name, 'bin/kubectl-gw')), '../lib/gwctl/gwctl');
      const text = await readFile(join(home, name, 'lib/gwctl/gwctl'), 'utf8');
      assert.match(text, /# linux-arm64\n$/);
    }
  });

  test('takes wget where curl is missing, and openssl where sha256sum is', async () => {
    await onLinux();
    const tools = 'sh dirname mkdir df awk mktemp tar gzip sed rm mv ln readlink rmdir chmod ls openssl cat grep ldd';
    for (const tool of tools.split(' ')) {
      const { stdout } = await run('sh', ['-c', `command -v ${tool} || true`]);
      if (stdout.trim() !== '') await symlink(stdout.trim(), join(programs, tool));
    }
    const alone = await install([], { env: { PATH: programs }, shell: '/bin/dash' });
    await assertNothingDone(alone, /neither curl nor wget is here to download with/);
    await pretend(
      'wget',
      `exec ${process.execPath} -e '
      fetch(process.argv[3]).then(async (r) => require("fs").writeFileSync(process.argv[2], Buffer.from(await r.arrayBuffer())))
    ' -- "$2" "$3" "$4"`,
    );
    const { code, err } = await install([], { env: { PATH: programs }, shell: '/bin/dash' });
    assert.deepEqual([code, err], [0, '']);
  });

  test('never installs an archive that is not what was released', async () => {
    await onLinux();
    const changes: readonly ((content: Buffer) => Buffer)[] = [
      (content) => Buffer.concat([content.subarray(0, -1), Buffer.of(1)]),
      (content) => content.subarray(0, content.length / 2),
      () => Buffer.alloc(0),
    ];
    for (const change of changes) {
      const other = await elsewhere({ change: (_name, content) => change(content) });
      const end = await install([], { env: { GWCTL_DOWNLOADS: other.url } });
      await other.close();
      await assertNothingDone(
        end,
        /linux-x64\.tar\.gz is not what was released, and nothing was installed: its checksum is/,
      );
    }
  });

  test('keeps what is installed when an upgrade fails', async () => {
    await onLinux();
    await install();
    const installed = (await readdir(join(home, '.local'), { recursive: true })).toSorted();
    const other = await elsewhere({ change: () => Buffer.from('other') });
    const end = await install([], { env: { GWCTL_DOWNLOADS: other.url } });
    await other.close();
    assert.match(end.err, /is not what was released/);
    // And where it fails at the last step.
    await rm(join(home, '.local/share/man'), { recursive: true });
    await pretend('ln', 'echo "ln: no space left on device" >&2; exit 1');
    const late = await install();
    assert.match(late.err, /^error: cannot make the link .*: ln: no space left on device$/m);
    const { stdout } = await run(join(home, '.local/bin/gwctl'), ['--version']);
    assert.equal(stdout, 'gwctl v1.2.3\n');
    const left = new Set((await readdir(join(home, '.local'), { recursive: true })).toSorted());
    assert.deepEqual(
      [...left],
      installed.filter((path) => !path.startsWith('share/man')),
    );
  });

  test('takes everything back when the first installation fails at its last step', async () => {
    await onLinux();
    await pretend('ln', `case $3 in *.fish) echo 'ln: read-only' >&2; exit 1 ;; esac\nexec /bin/ln "$@"`);
    await assertNothingDone(await install(), /cannot make the link .*gwctl\.fish: ln: read-only/);
  });

  test('takes everything back when it is interrupted', async () => {
    await onLinux();
    await pretend('tar', 'kill -INT $PPID; sleep 1');
    const { code } = await install();
    assert.equal(code, 130);
    assert.deepEqual(await readdir(home), ['programs']);
  });

  test('writes over nothing that somebody else put there', async () => {
    await onLinux();
    const bin = join(home, '.local/bin');
    await mkdir(bin, { recursive: true });
    await writeFile(join(bin, 'gwctl'), 'the other gwctl');
    await assertNothingDone(await install(), /\.local\/bin\/gwctl is there already, and not of this script/, [
      '.local',
      'programs',
    ]);
    assert.equal(await readFile(join(bin, 'gwctl'), 'utf8'), 'the other gwctl');
    await rm(bin, { recursive: true });
    await mkdir(join(home, '.local/lib/gwctl'), { recursive: true });
    await assertNothingDone(await install(), /\.local\/lib\/gwctl is there already/, ['.local', 'programs']);
    await rm(join(home, '.local'), { recursive: true });
    // Completions that the user wrote there stay, and are no reason to fail.
    const own = join(home, '.local/share/bash-completion/completions/gwctl');
    await mkdir(join(own, '..'), { recursive: true });
    await writeFile(own, 'own');
    const { code, out } = await install();
    assert.equal(code, 0);
    assert.match(out, /completions\/gwctl is there already, and stays as it is/);
    await install(['--uninstall']);
    assert.equal(await readFile(own, 'utf8'), 'own');
  });

  for (const [name, system, machine, sentence] of [
    [
      'another processor',
      'Linux',
      'riscv64',
      /no gwctl for processors of the kind riscv64; with Node\.js: npm install/,
    ],
    ['another system', 'FreeBSD', 'amd64', /no gwctl for FreeBSD; with Node\.js/],
    ['Windows', 'MINGW64_NT-10.0', 'x86_64', /on Windows, install gwctl with scoop or winget/],
  ] as const) {
    test(`says what is wrong: ${name}`, async () => {
      await onLinux();
      await pretend('uname', `[ "$1" = -s ] && echo ${system} || echo ${machine}`);
      await assertNothingDone(await install(), sentence);
      assert.ok(server.asked.every((path) => !path.includes(machine)));
    });
  }

  for (const [name, getconf, sentence] of [
    [
      'an old glibc',
      `[ "$1" = LONG_BIT ] && echo 64 || echo 'glibc 2.12'`,
      /needs glibc 2\.17 or newer, and this system has 2\.12/,
    ],
    ['a system of 32 bits on a processor of 64', `[ "$1" = LONG_BIT ] && echo 32`, /no gwctl for systems of 32 bits/],
  ] as const) {
    test(`says what is wrong: ${name}`, async () => {
      await onLinux();
      await pretend('getconf', getconf);
      await assertNothingDone(await install(), sentence);
    });
  }

  test('knows musl, and a shell that Rosetta translates', async () => {
    await onLinux();
    await pretend('getconf', 'exit 1');
    await pretend('ldd', `echo 'musl libc (x86_64)' >&2; exit 1`);
    await install(['--prefix', join(home, 'musl')]);
    assert.match(await readFile(join(home, 'musl/lib/gwctl/gwctl'), 'utf8'), /# linux-x64-musl\n$/);
    await pretend('uname', `[ "$1" = -s ] && echo Darwin || echo x86_64`);
    await pretend('sysctl', 'echo 1');
    await install(['--prefix', join(home, 'mac')]);
    assert.match(await readFile(join(home, 'mac/lib/gwctl/gwctl'), 'utf8'), /# darwin-arm64\n$/);
    await pretend('sysctl', 'exit 1');
    await install(['--prefix', join(home, 'old')]);
    assert.match(await readFile(join(home, 'old/lib/gwctl/gwctl'), 'utf8'), /# darwin-x64\n$/);
  });

  test('says what is wrong: a folder that cannot be written to', async () => {
    await onLinux();
    await assertNothingDone(await install(['--prefix', '/proc/gwctl']), /cannot make the folder \/proc\/gwctl: /);
    await pretend('mktemp', `echo 'mktemp: Read-only file system' >&2; exit 1`);
    await assertNothingDone(await install(), /cannot write to .*\.local\/lib: mktemp: Read-only file system/);
  });

  test('says what is wrong: a full disk, before and while it writes', async () => {
    await onLinux();
    await pretend('df', `printf 'Filesystem 1024-blocks Used Available Capacity Mounted on\\n/dev/x 9 9 7 99%% /\\n'`);
    await assertNothingDone(await install(), /the disk of .*\.local is full: gwctl needs \d+ KiB, and 7 KiB are free/);
    await rm(join(programs, 'df'));
    const end = await install([], { limit: 'trap "" XFSZ; ulimit -f 1;' });
    await assertNothingDone(end, /cannot (?:write the download to|unpack .* in) .*\.local\/lib/);
    // tar names each of the files that it could not write.
    await pretend('tar', `for file in gwctl LICENSE; do echo "tar: $file: No space left on device" >&2; done; exit 2`);
    await assertNothingDone(
      await install(),
      /cannot unpack \S+-linux-x64\.tar\.gz in .*\.local\/lib \(is the disk full\?\): tar: gwctl: No space left on device$/m,
    );
  });

  test('says what is wrong: a server whose certificate nobody vouches for', async () => {
    await onLinux();
    const other = await elsewhere({ tls: await makeCertificate(home) });
    const end = await install([], { env: { GWCTL_DOWNLOADS: other.url } });
    const trusted = await install(['--prefix', join(home, 'x')], {
      env: { GWCTL_DOWNLOADS: other.url, SSL_CERT_FILE: join(home, 'cert.pem') },
    });
    await other.close();
    await rm(join(home, 'x'), { recursive: true });
    assert.deepEqual([trusted.code, trusted.err], [0, '']);
    await assertNothingDone(
      end,
      /certificate of the server was not accepted\. Install the package ca-certificates, .* SSL_CERT_FILE/,
      ['cert.pem', 'key.pem', 'programs'],
    );
  });

  test('goes through a proxy, and says so where that fails', async () => {
    await onLinux();
    const refuses = await elsewhere({ answer: (_request, response) => response.writeHead(407).end() });
    const proxied = { GWCTL_DOWNLOADS: 'http://downloads.invalid', http_proxy: server.url };
    const { code, err } = await install(['--prefix', join(home, 'x')], { env: proxied });
    assert.deepEqual([code, err], [0, '']);
    assert.ok(server.asked.some((path) => path.startsWith('http://downloads.invalid/')));
    await rm(join(home, 'x'), { recursive: true });
    const secret = refuses.url.replace('//', '//user:secret@');
    const tunnel = { GWCTL_DOWNLOADS: 'https://downloads.invalid', https_proxy: secret };
    const refused = await install([], { env: tunnel });
    await refuses.close();
    await assertNothingDone(
      refused,
      /cannot download https:\/\/downloads\.invalid\/\S+ through the proxy http:\/\/127\.0\.0\.1/,
    );
    assert.doesNotMatch(refused.err, /secret/);
    const gone = await install([], { env: { GWCTL_DOWNLOADS: refuses.url } });
    await assertNothingDone(gone, /cannot download http\S+ \(behind a proxy, set https_proxy\): /);
  });

  test('says what is wrong: a release that is not there', async () => {
    await onLinux();
    const other = await elsewhere({}, home);
    const end = await install([], { env: { GWCTL_DOWNLOADS: other.url } });
    await other.close();
    await assertNothingDone(end, /cannot download http\S+linux-x64\.tar\.gz: .*404/);
  });

  for (const [name, script, sentence] of [
    [
      'programs cannot be run there',
      '#!/no/such/interpreter\n',
      /(?:cannot be run in|libraries that gwctl needs are not here|ended with)/,
    ],
    ['noexec', '#!/bin/sh\nexit 126\n', /programs cannot be run in .*\.local\/lib \(mounted with noexec\?\)/],
    [
      'a library is missing',
      '#!/bin/sh\necho "cannot open shared object libx.so" >&2; exit 127\n',
      /libraries that gwctl needs are not here: .*libx\.so/,
    ],
    ['an old processor', '#!/bin/sh\nkill -ILL $$\n', /this processor lacks instructions/],
    ['it is not itself', '#!/bin/sh\necho other\n', /gwctl does not run here \(it ended with 0\): other/],
  ] as const) {
    test(`leaves nothing of a program that does not run: ${name}`, async () => {
      await onLinux();
      const folder = await mkdtemp(join(tmpdir(), 'gwctl-broken-'));
      await makeStandIn({ ...made.release, targets: made.release.targets.slice(0, 1) }, folder, script);
      const other = await elsewhere({}, join(folder, 'assets'));
      const end = await new Promise<End>((resolve) => {
        const env = { PATH: `${programs}:/usr/bin:/bin`, HOME: home, GWCTL_DOWNLOADS: other.url };
        execFile('dash', [join(folder, 'assets/install.sh')], { cwd: home, env }, (error, out, err) =>
          resolve({ code: error === null ? 0 : 1, out, err }),
        );
      });
      await other.close();
      await rm(folder, { recursive: true });
      await assertNothingDone(end, sentence);
    });
  }

  test('does nothing when only a part of it arrived, nor with arguments that it does not know', async () => {
    const whole = await readFile(join(made.folder, 'assets/install.sh'), 'utf8');
    const half = join(home, 'half.sh');
    for (const part of [0.3, 0.6, 0.99]) {
      await writeFile(half, whole.slice(0, Math.floor(whole.length * part)));
      await chmod(half, 0o755);
      await run('dash', [half], { cwd: home, env: { HOME: home, PATH: '/usr/bin:/bin' } }).catch(() => undefined);
      assert.deepEqual((await readdir(home)).toSorted(), ['half.sh', 'programs']);
    }
    await rm(half);
    await assertNothingDone(await install(['--prefx', 'x']), /unknown argument --prefx: see --help/);
    await assertNothingDone(await install(['--prefix']), /--prefix needs a folder/);
    await assertNothingDone(await install([], { env: { HOME: '' } }), /HOME is not set: name a folder with --prefix/);
    await assertNothingDone(await install(['--uninstall']), /gwctl is not installed in .*\.local by this script/);
    assert.match((await install(['--help'])).out, /^usage: sh install\.sh .* gwctl 1\.2\.3/);
  });
});
