import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { glob, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { isRecord } from '../../src/model/read.ts';
import { Page, findChromium } from './chromium.ts';

const run = promisify(execFile);
const browser = await findChromium();
const skip = browser === undefined && process.env['CI'] !== 'true' ? 'no Chromium here' : false;
const root = fileURLToPath(new URL('../..', import.meta.url));
/** Where the pictures of the pages are written, to be looked at; git ignores it. */
const SCREENSHOTS = fileURLToPath(new URL('screenshots/', import.meta.url));
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
};

/** Pages of every make: lists, transcripts, wide tables, generated ones. */
const PICTURED = [
  'index',
  'cookbook',
  'reading-the-output',
  'verbs/get',
  'documents',
  'environment',
  'status',
  'rights',
  'rules/GW1005',
];

describe('the site', { skip }, () => {
  let folder: string;
  let server: Server;
  let address: string;
  let page: Page;

  before(async () => {
    assert.ok(browser !== undefined, 'install chromium, or name it in CHROMIUM');
    folder = await mkdtemp(join(tmpdir(), 'gwctl-site-'));
    const vitepress = join(root, 'node_modules/vitepress/bin/vitepress.js');
    await run(process.execPath, [vitepress, 'build', 'site', '--outDir', folder], { cwd: root });
    server = createServer((request, response) => {
      const { pathname } = new URL(request.url ?? '/', 'http://localhost');
      const path = extname(pathname) === '' ? `${pathname.replace(/\/$/, '/index')}.html` : pathname;
      readFile(join(folder, path)).then(
        (text) => response.setHeader('content-type', TYPES[extname(path)] ?? 'application/octet-stream').end(text),
        () => response.writeHead(404).end(),
      );
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const bound = server.address();
    assert.ok(typeof bound === 'object' && bound !== null);
    address = `http://127.0.0.1:${bound.port}`;
    page = await Page.open(browser);
  });

  after(async () => {
    await page.close();
    server.closeAllConnections();
    server.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function screen(width: number, height: number, theme: 'light' | 'dark'): Promise<void> {
    await page.ask('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile: width < 500 });
    await page.ask('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value: theme }] });
  }

  /** Waits until an expression is true in the page. */
  async function until(expression: string): Promise<void> {
    while ((await page.run(expression)) !== true)
      await page.run('new Promise((resolve) => requestAnimationFrame(resolve))');
  }

  /** Shows a page, and waits until it answers to clicks. */
  async function show(name: string): Promise<void> {
    await page.show(`${address}/${name === 'index' ? '' : name}`);
    await until(`document.querySelector('#app')?.__vue_app__ !== undefined`);
  }

  test('asks nobody else: no script, style, font, picture or frame from elsewhere', async () => {
    const foreign: string[] = [];
    for await (const file of glob('**/*.{html,css}', { cwd: folder })) {
      const text = await readFile(join(folder, file), 'utf8');
      const loaded = [
        ...text.matchAll(
          /<(?:script|link|img|iframe|source|object|embed)\b[^>]*?\b(?:src|href|data)="((?:https?:)?\/\/[^"]*)"/g,
        ),
        ...text.matchAll(/(?:url\(|@import\s+)["']?((?:https?:)?\/\/[^"')]*)/g),
      ];
      foreign.push(...loaded.map(([, url = '']) => `${file}: ${url}`));
    }
    assert.deepEqual(foreign, []);
  });

  for (const [width, height] of [
    [1280, 800],
    [390, 844],
  ] as const) {
    for (const theme of ['light', 'dark'] as const) {
      test(`pictures: ${width}, ${theme}; nothing is wider than the screen`, async () => {
        await mkdir(SCREENSHOTS, { recursive: true });
        await screen(width, height, theme);
        for (const name of PICTURED) {
          await show(name);
          const { data } = await page.ask('Page.captureScreenshot', { format: 'png' });
          const file = `site-${name.replace('/', '-')}-${width}-${theme}.png`;
          await writeFile(join(SCREENSHOTS, file), Buffer.from(String(data), 'base64'));
          assert.equal(await page.run('document.documentElement.scrollWidth <= innerWidth'), true, name);
          assert.equal(await page.run(`document.documentElement.classList.contains('dark')`), theme === 'dark');
        }
      });
    }
  }

  test('is searched without a server', async () => {
    await screen(1280, 800, 'light');
    await show('index');
    await page.click('.VPNavBarSearch button');
    await until(`document.querySelector('.VPLocalSearchBox input') !== null`);
    for (const key of 'ReferenceGrant') await page.press(key);
    await until(`document.querySelector('.VPLocalSearchBox .result') !== null`);
    assert.match(
      String(await page.run(`document.querySelector('.VPLocalSearchBox .results').innerText`)),
      /ReferenceGrant/i,
    );
    const { data } = await page.ask('Page.captureScreenshot', { format: 'png' });
    await writeFile(join(SCREENSHOTS, 'site-search-1280-light.png'), Buffer.from(String(data), 'base64'));
    await page.press('Escape');
  });

  test('is walked through on a telephone', async () => {
    await screen(390, 844, 'light');
    await show('index');
    await page.click('.VPLocalNav .menu');
    await until(`document.querySelector('.VPSidebar.open') !== null`);
    assert.match(
      String(await page.run(`document.querySelector('.VPSidebar').innerText`)),
      /Cookbook[^]*trace[^]*Rights/,
    );
    await page.run(
      `document.querySelector('.VPSidebar a[href$="cookbook.html"], .VPSidebar a[href$="cookbook"]').click()`,
    );
    await until(`document.querySelector('h1')?.innerText.startsWith('Cookbook') === true`);
  });

  test('no error, and no request to anywhere else', () => {
    const told = page.events.filter(({ method }) =>
      ['Runtime.exceptionThrown', 'Runtime.consoleAPICalled', 'Log.entryAdded'].includes(method),
    );
    assert.deepEqual(told, []);
    const asked = page.events
      .filter(({ method }) => method === 'Network.requestWillBeSent')
      .map(({ params }) => (isRecord(params['request']) ? String(params['request']['url']) : ''))
      .filter((url) => !url.startsWith('data:') && !url.startsWith(`${address}/`));
    assert.deepEqual(asked, []);
  });
});
