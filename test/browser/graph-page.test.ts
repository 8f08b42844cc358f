import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { isRecord } from '../../src/model/read.ts';
import { runPacked } from '../packed/program.ts';
import { SHOP } from '../unit/graph-verb/shop.ts';
import { Page, findChromium } from './chromium.ts';
import { manyTeams } from './many-teams.ts';

const browser = await findChromium();
/** Where the pictures of the pages are written, to be looked at; git ignores it. */
const SCREENSHOTS = fileURLToPath(new URL('screenshots/', import.meta.url));
/** A developer may do without a browser; where everything must hold, its absence is a failure. */
const skip = browser === undefined && process.env['CI'] !== 'true' ? 'no Chromium here' : false;

describe('the page of graph -o html in a browser', { skip }, () => {
  let page: Page;
  let folder: string;
  let url: string;
  /** The pages of which pictures are made: of the example and of generated manifests. */
  const urls = new Map<string, string>();

  before(async () => {
    assert.ok(browser !== undefined, 'install chromium, or name it in CHROMIUM');
    const hostile = SHOP.replaceAll('name: legacy', `name: "<img src=x onerror=alert(1)>"`);
    folder = await mkdtemp(join(tmpdir(), 'gwctl-page-'));
    const pageOf = async (name: string, input?: string): Promise<string> => {
      const from = input === undefined ? ['--from', 'examples/shop'] : ['--complete', '--from', '-'];
      const { out } = await runPacked(['graph', '-A', '-o', 'html', ...from], { input });
      const file = join(folder, `${name}.html`);
      await writeFile(file, out);
      return pathToFileURL(file).href;
    };
    url = await pageOf('hostile', hostile);
    urls.set('shop', await pageOf('shop'));
    for (const count of [300, 1000]) urls.set(String(count), await pageOf(String(count), manyTeams(count)));
    page = await Page.open(browser);
    // So wide that the page shows everything, and folds nothing by itself.
    await screen(1600, 1000, 'light');
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
  /** As often as there is something to leave: details, then a search, then the focus; then all is seen again. */
  const clear = async (): Promise<void> => {
    for (let times = 0; times < 3; times++) await page.press('Escape');
    await page.press('0');
  };
  /** The lines of a box. */
  const words = (id: string): Promise<unknown> =>
    page.run(`[...document.querySelectorAll('#${id} text')].map((line) => line.textContent).join('|')`);
  const focused = (): Promise<unknown> => page.run(`document.activeElement.getAttribute('aria-label')`);
  const nextFrame = (): Promise<unknown> =>
    page.run('new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))');
  /** Whether every box that a selector names is wholly inside the picture. */
  const isInView = (selector: string): Promise<unknown> =>
    page.run(`(() => {
      const frame = document.querySelector('main').getBoundingClientRect();
      return [...document.querySelectorAll(${JSON.stringify(selector)})].every((node) => {
        const box = node.getBoundingClientRect();
        return box.left >= frame.left && box.right <= frame.right && box.top >= frame.top && box.bottom <= frame.bottom;
      });
    })()`);
  /** Pairs of shown boxes that lie on each other. */
  const overlaps = (): Promise<unknown> =>
    page.run(`(() => {
      const boxes = [...document.querySelectorAll('.node:not(.off)')].map((node) => {
        const { left, top, right, bottom } = node.querySelector('path,polygon,rect').getBoundingClientRect();
        return { name: node.getAttribute('aria-label'), left: left + 1, top: top + 1, right: right - 1, bottom: bottom - 1 };
      });
      return boxes.flatMap((a, index) => boxes.slice(index + 1).flatMap((b) =>
        a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom ? [a.name + ' / ' + b.name] : []));
    })()`);
  const scale = async (): Promise<number> =>
    Number(await page.run(`document.querySelector('main svg').getScreenCTM().a`));
  /** As a screen of this size, with this theme of the system. */
  const screen = async (width: number, height: number, theme: 'light' | 'dark'): Promise<void> => {
    const isPhone = width < 500;
    await page.ask('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile: isPhone });
    await page.ask('Emulation.setTouchEmulationEnabled', { enabled: isPhone, maxTouchPoints: 2 });
    await page.ask('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value: theme }] });
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
    const found = await countOf('.node:not(.dim, .off)');
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
      `[...document.querySelectorAll('#details li button')].find((link) => link.textContent.includes('Listener')).click()`,
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
    await page.click('summary');
    await page.click('input[name=state][value=ok]');
    assert.equal(await countOf('.node.ok:not(.off, .stand)'), 0);
    assert.ok(Number(await countOf('.node.broken:not(.off)')) > 0);
    await page.click('input[name=state][value=ok]');
    assert.equal(await countOf('.node.off'), 0);
    await page.click('summary');
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

  test('keys follow the edges: right and left to neighbours, up and down in a column, Enter opens, Escape goes back', async () => {
    await page.run(`document.getElementById('${await idOf('shop Gateway web')}').focus()`);
    await page.press('ArrowRight');
    assert.match(String(await focused()), /^shop Listener /);
    const listener = await focused();
    await page.press('ArrowDown');
    const below = await focused();
    await page.press('ArrowUp');
    await page.press('ArrowUp');
    assert.notEqual(await focused(), below);
    await page.run(`document.getElementById('${await idOf(String(listener))}').focus()`);
    await page.press('ArrowLeft');
    assert.match(String(await focused()), /^shop Gateway web/);
    await page.press('Enter');
    assert.match(String(await text('#details h2')), /Gateway web/);
    await page.press('ArrowRight');
    assert.match(String(await text('#details h2')), /^Listener /);
    await page.press('Escape');
    assert.equal(await page.run(`document.getElementById('details').hidden`), true);
    assert.match(String(await focused()), /^shop Listener /);
    assert.equal(await countOf('.node[tabindex="0"]'), 1);
    await clear();
  });

  test('several hits: Enter fits to all of them, n and N go on', async () => {
    await page.press('/');
    await type('httproute cart');
    const found = Number(/^(\d+) found/.exec(String(await text('#count')))?.[1]);
    assert.ok(found > 1);
    await page.press('Enter');
    await nextFrame();
    assert.equal(await isInView('.node:not(.dim, .off)'), true);
    const first = await focused();
    await page.press('n');
    const second = await focused();
    assert.notEqual(second, first);
    assert.equal(await isInView(':focus'), true);
    assert.match(String(await text('#details h2')), /cart|Rule/);
    await page.press('N');
    assert.equal(await focused(), first);
    await clear();
    await page.press('n');
    assert.match(String(await focused()), /, (?:broken|missing)/);
    await clear();
  });

  test('the reason stands on what is broken, hostnames and matches on rules', async () => {
    assert.match(String(await words(await idOf('shop HTTPRoute checkout'))), /! BackendNotFound$/);
    assert.match(String(await words(await idOf('shop Service refunds'))), /✗ BackendNotFound$/);
    assert.equal(await words('HTTPRoute__shop__cart__rule_0'), 'Rule|0|shop.example.com|PathPrefix /');
  });

  test('what does not exist is dashed and empty, and a policy has not the colour of an error', async () => {
    const style = (id: string, name: string): Promise<unknown> =>
      page.run(`getComputedStyle(document.querySelector('#${id} path'))['${name}']`);
    const refunds = await idOf('shop Service refunds');
    assert.match(String(await style(refunds, 'strokeDasharray')), /\d/);
    assert.equal(await style(refunds, 'fill'), await page.run('getComputedStyle(document.body).backgroundColor'));
    const cart = await idOf('shop Service cart');
    assert.equal(await style(cart, 'strokeDasharray'), 'none');
    assert.notEqual(await style(cart, 'fill'), await style(refunds, 'fill'));
    const fill = String(await style(await idOf('shop BackendTLSPolicy pay'), 'fill'));
    const [red = 0, green = 0, blue = 0] = Array.from(fill.matchAll(/\d+/g), ([part]) => Number(part));
    assert.ok(red < green && red < blue);
  });

  test('details hold the command that describes it, to be copied', async () => {
    await page.click(`#${await idOf('shop HTTPRoute checkout')}`);
    assert.equal(await text('#details code'), 'gwctl describe httproute/checkout -n shop --from - --complete');
    await page.click('.command button');
    assert.equal(await text('.command button'), 'Copied');
    assert.equal(await page.run('getSelection().toString()'), await text('#details code'));
    await clear();
    await page.click(`#${await idOf('shop Service refunds')}`);
    assert.equal(await countOf('#details code'), 0);
    await clear();
  });

  test('ok routes fold, what is broken and the way there stay; what is folded opens', async () => {
    const broken = await countOf('.node.broken, .node.warning');
    await page.press('o');
    assert.ok(Number(await countOf('.stand:not(.off)')) > 0);
    assert.equal(await countOf('.node.broken:not(.off), .node.warning:not(.off)'), broken);
    for (const kept of ['shop Gateway web', 'shop Listener https']) {
      assert.equal(await countOf(`#${await idOf(kept)}:not(.off)`), 1);
    }
    assert.equal(await countOf(`#${await idOf('shop HTTPRoute redirect')}.off`), 1);
    assert.match(String(await text('#count')), / folded/);
    assert.deepEqual(await overlaps(), []);
    assert.equal(await isInView('.node:not(.off)'), true);
    // A hit that is folded comes out.
    await page.press('/');
    await type('redirect');
    await page.press('Enter');
    assert.equal(await countOf(`#${await idOf('shop HTTPRoute redirect')}:not(.off)`), 1);
    await clear();
    assert.equal(await countOf(`#${await idOf('shop HTTPRoute redirect')}.off`), 1);
    await page.click('.stand:not(.off)');
    assert.match(String(await focused()), /, (?:ok|unknown)$/);
    await page.press('o');
    assert.equal(await countOf('.node.off:not(.stand)'), 0);
  });

  test('namespaces fold, by their name and by a key', async () => {
    const away = (): Promise<unknown> => countOf('.node.off:not(.stand)');
    await page.click('.cluster text');
    const one = Number(await away());
    assert.ok(one > 0);
    assert.match(String(await text('.stand:not(.off)')), /^Namespace shop/);
    await page.click('.cluster:not(.off) text');
    assert.equal(await away(), 0);
    await page.press('f');
    assert.ok(Number(await away()) >= one);
    assert.equal(await countOf('.node.broken.off, .node.warning.off'), 0);
    await page.press('f');
    assert.equal(await away(), 0);
  });

  test('a legend says what colours and lines mean', async () => {
    await page.click('.legend summary');
    assert.match(
      String(await page.run(`document.querySelector('.legend').innerText`)),
      /Policy[^]*broken[^]*does not exist[^]*Esc back/,
    );
    assert.equal(
      await page.run(
        `(({ left, right, bottom }) => left >= 0 && right <= innerWidth && bottom <= innerHeight)(document.querySelector('.legend>div').getBoundingClientRect())`,
      ),
      true,
    );
    await page.press('Escape');
    assert.equal(await countOf('details[open]'), 0);
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

  test('on a telephone: two fingers and buttons zoom, nothing is wider than the screen', async () => {
    await screen(390, 844, 'light');
    await page.show(url);
    assert.equal(await page.run('document.documentElement.scrollWidth <= innerWidth'), true);
    const unpinched = await scale();
    const touch = (kind: string, apart: number): Promise<unknown> =>
      page.ask('Input.dispatchTouchEvent', {
        type: kind,
        touchPoints: apart === 0 ? [] : [1, 2].map((id) => ({ id, x: 195 + (id === 1 ? -apart : apart), y: 450 })),
      });
    await touch('touchStart', 30);
    for (const apart of [40, 60, 90]) await touch('touchMove', apart);
    await touch('touchEnd', 0);
    assert.ok((await scale()) > unpinched * 1.5);
    const pinched = await scale();
    await page.click('#out');
    assert.ok((await scale()) < pinched);
    await page.click('#in');
    assert.ok(Math.abs((await scale()) - pinched) < 0.01);
    assert.equal(await page.run(`document.getElementById('in').getBoundingClientRect().width >= 44`), true);
    await page.run(`document.getElementById('${await idOf('shop Gateway web')}').focus()`);
    await page.press('Enter');
    assert.equal(await page.run('document.documentElement.scrollWidth <= innerWidth'), true);
    assert.equal(await page.run(`document.querySelector('main').clientHeight > 200`), true);
    await page.press('Escape');
  });

  for (const [name, width, height] of [
    ['desk', 1280, 800],
    ['phone', 390, 844],
  ] as const) {
    for (const theme of ['light', 'dark'] as const) {
      test(`pictures of the shop, 300 and 1,000 objects: ${name}, ${theme}`, async () => {
        await mkdir(SCREENSHOTS, { recursive: true });
        await screen(width, height, theme);
        for (const [what, address] of urls) {
          await page.show(address);
          await nextFrame();
          const { data } = await page.ask('Page.captureScreenshot', { format: 'png' });
          await writeFile(join(SCREENSHOTS, `${what}-${width}-${theme}.png`), Buffer.from(String(data), 'base64'));
          assert.deepEqual(await overlaps(), [], what);
          assert.ok((await scale()) > 0.35, `${what} can be read`);
          if (what === 'shop') continue;
          assert.ok(Number(await countOf('.node:not(.off)')) < 200, `${what} is folded`);
          assert.ok(Number(await countOf('.node.broken:not(.off)')) > 3);
        }
      });
    }
  }

  test('of 1,000 objects one is found and shown', async () => {
    await screen(1280, 800, 'light');
    await page.show(urls.get('1000') ?? '');
    await page.press('/');
    await type('httproute team-30 app-6');
    await page.press('Enter');
    await nextFrame();
    assert.match(String(await focused()), /^team-30 HTTPRoute app-6/);
    assert.equal(await isInView(':focus'), true);
    assert.ok((await scale()) >= 1);
    const { data } = await page.ask('Page.captureScreenshot', { format: 'png' });
    await writeFile(join(SCREENSHOTS, 'found-1280-light.png'), Buffer.from(String(data), 'base64'));
    await clear();
    // Those in the middle, whose places what is folded would take.
    await page.press('/');
    await type('team-30 app-4');
    await page.press('Enter');
    await nextFrame();
    assert.equal(await countOf('.node:not(.off, .dim)'), 2);
    assert.equal(await isInView('.node:not(.off, .dim)'), true);
    assert.deepEqual(await overlaps(), []);
    await clear();
    await page.press('f');
    await nextFrame();
    assert.deepEqual(await overlaps(), []);
    // A namespace of which nothing else is seen is one box, without a frame.
    assert.ok(Number(await countOf('.cluster:not(.off)')) < Number(await countOf('.stand:not(.off)')));
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
    assert.deepEqual([...new Set(asked)].toSorted(), [url, ...urls.values()].toSorted());
  });
});
