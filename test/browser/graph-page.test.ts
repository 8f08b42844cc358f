import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { isRecord } from '../../src/model/read.ts';
import { runPacked } from '../packed/program.ts';
import { SHOP } from '../unit/graph-verb/shop.ts';
import { Page, findChromium } from './chromium.ts';

const browser = await findChromium();
/** A developer may do without a browser; where everything must hold, its absence is a failure. */
const skip = browser === undefined && process.env['CI'] !== 'true' ? 'no Chromium here' : false;

describe('the page of graph -o html in a browser', { skip }, () => {
  let page: Page;
  let folder: string;
  let url: string;

  before(async () => {
    assert.ok(browser !== undefined, 'install chromium, or name it in CHROMIUM');
    const hostile = SHOP.replaceAll('name: legacy', `name: "<img src=x onerror=alert(1)>"`);
    const { out } = await runPacked(['graph', '-A', '-o', 'html', '--from', '-'], { input: hostile });
    folder = await mkdtemp(join(tmpdir(), 'gwctl-page-'));
    const file = join(folder, 'graph.html');
    await writeFile(file, out);
    url = pathToFileURL(file).href;
    page = await Page.open(browser);
    await page.show(url);
  });

  after(async () => {
    await page.close();
    await rm(folder, { recursive: true, force: true });
  });

  const text = (selector: string): Promise<unknown> => page.run(`document.querySelector('${selector}').textContent`);
  const countOf = (selector: string): Promise<unknown> => page.run(`document.querySelectorAll('${selector}').length`);
  const idOf = async (label: string): Promise<string> =>
    String(
      await page.run(
        `[...document.querySelectorAll('.node')].find((node) => node.getAttribute('aria-label').startsWith(${JSON.stringify(label)})).id`,
      ),
    );
  const type = async (word: string): Promise<void> => {
    for (const letter of word) await page.press(letter);
  };
  const clear = async (): Promise<void> => {
    await page.press('Escape');
    await page.run('document.activeElement.blur()');
  };

  test('all boxes are there, and none of them is dimmed', async () => {
    const nodes = await countOf('.node');
    assert.ok(Number(nodes) > 20);
    assert.equal(await countOf('.node.dim, .node.off'), 0);
    assert.equal(await text('#count'), `${Number(nodes)} of ${Number(nodes)} shown`);
  });

  test('search dims what does not match; Enter goes to the first that does', async () => {
    await page.press('/');
    await type('refunds');
    const found = await countOf('.node:not(.dim)');
    assert.ok(Number(found) >= 1 && Number(found) < 5);
    assert.match(String(await text('#count')), new RegExp(`^${Number(found)} found, `));
    await page.press('Enter');
    assert.equal(await page.run(`document.getElementById('details').hidden`), false);
    assert.match(String(await text('#details')), /refunds/);
    await clear();
    assert.equal(await countOf('.node.dim'), 0);
    assert.equal(await page.run(`document.getElementById('details').hidden`), true);
  });

  test('a click shows why, and its neighbours; a neighbour can be gone to', async () => {
    await page.click(`#${await idOf('shop HTTPRoute checkout')}`);
    const details = String(await text('#details'));
    assert.match(details, /HTTPRoute checkout/);
    assert.match(details, /BackendNotFound: Service shop\/refunds does not exist/);
    assert.match(details, /Comes from.*Listener https.*Leads to.*Rule/s);
    await page.run(
      `[...document.querySelectorAll('#details button')].find((link) => link.textContent.includes('Listener')).click()`,
    );
    assert.match(String(await text('#details h2')), /Listener https/);
    await clear();
  });

  test('filters by namespace and by state', async () => {
    const choose = (value: string): Promise<unknown> =>
      page.run(
        `(() => { const list = document.getElementById('namespace'); list.value = ${JSON.stringify(value)}; list.dispatchEvent(new Event('change')); })()`,
      );
    await choose('=shop-eu');
    const shown = await page.run(
      `[...document.querySelectorAll('.node:not(.off)')].map((node) => node.getAttribute('aria-label')).every((label) => label.startsWith('shop-eu '))`,
    );
    assert.equal(shown, true);
    assert.equal(await countOf('.cluster:not(.off)'), 1);
    await choose('');
    assert.equal(await countOf('.node.off'), 0);
    await page.click('input[name=state][value=ok]');
    assert.equal(await countOf('.node.ok:not(.off)'), 0);
    assert.ok(Number(await countOf('.node.broken:not(.off)')) > 0);
    await page.click('input[name=state][value=ok]');
    assert.equal(await countOf('.node.off'), 0);
  });

  test('moves and zooms by wheel, mouse and keys', async () => {
    const view = (): Promise<unknown> => page.run(`document.querySelector('main svg').getAttribute('viewBox')`);
    const whole = await view();
    await page.press('+');
    const near = await view();
    assert.notEqual(near, whole);
    await page.press('ArrowRight');
    assert.notEqual(await view(), near);
    await page.press('0');
    const fitted = await view();
    await page.ask('Input.dispatchMouseEvent', { type: 'mouseWheel', x: 500, y: 400, deltaX: 0, deltaY: -200 });
    await page.run('new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))');
    const wheeled = await view();
    assert.notEqual(wheeled, fitted);
    const drag = (kind: string, x: number): Promise<unknown> =>
      page.ask('Input.dispatchMouseEvent', { type: kind, x, y: 500, button: 'left', buttons: 1, clickCount: 1 });
    await drag('mousePressed', 500);
    await drag('mouseMoved', 560);
    await drag('mouseMoved', 600);
    await drag('mouseReleased', 600);
    assert.notEqual(await view(), wheeled);
    await page.press('0');
    assert.equal(await view(), fitted);
  });

  test('a box can be reached and opened by keys', async () => {
    const id = await idOf('shop Gateway web');
    await page.run(`document.getElementById('${id}').focus()`);
    await page.press('Enter');
    assert.match(String(await text('#details h2')), /Gateway web/);
    await clear();
  });

  test('light and dark', async () => {
    const background = (): Promise<unknown> => page.run('getComputedStyle(document.body).backgroundColor');
    const first = await background();
    await page.click('#theme');
    const second = await background();
    assert.notEqual(first, second);
    await page.click('#theme');
    assert.equal(await background(), first);
  });

  test("a stranger's names are text", async () => {
    assert.equal(await countOf('img'), 0);
    await page.click(`#${await idOf('shop HTTPRoute <img')}`);
    assert.match(String(await text('#details h2')), /<img src=x onerror=alert\(1\)>/);
    assert.equal(await countOf('img'), 0);
    await clear();
  });

  test('no error, no message, no request to anywhere', () => {
    const told = page.events.filter(({ method }) =>
      ['Runtime.exceptionThrown', 'Runtime.consoleAPICalled', 'Log.entryAdded'].includes(method),
    );
    assert.deepEqual(told, []);
    const asked = page.events
      .filter(({ method }) => method === 'Network.requestWillBeSent')
      .map(({ params }) => (isRecord(params['request']) ? String(params['request']['url']) : ''))
      .filter((address) => !address.startsWith('data:'));
    assert.deepEqual([...new Set(asked)], [url]);
  });
});
