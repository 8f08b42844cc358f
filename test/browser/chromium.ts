import { spawn } from 'node:child_process';
import { access, mkdtemp, rm } from 'node:fs/promises';
import { constants } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { Duplex } from 'node:stream';
import type { Readable, Writable } from 'node:stream';
import { isRecord } from '../../src/model/read.ts';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

/** The browser of the machine: the one that `CHROMIUM` names, else the first on the path; undefined where there is none. */
export async function findChromium(): Promise<string | undefined> {
  const named = process.env['CHROMIUM'];
  if (named !== undefined && named !== '') return named;
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    for (const name of NAMES) {
      const file = join(folder, name);
      const isThere = await access(file, constants.X_OK).then(
        () => true,
        () => false,
      );
      if (isThere) return file;
    }
  }
  return undefined;
}

/** What the browser said without being asked. */
export interface BrowserEvent {
  readonly method: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** One page of a headless browser, spoken to over a pipe (the DevTools protocol), without any port. */
export class Page {
  readonly events: BrowserEvent[] = [];
  readonly #send: Writable;
  readonly #waiting = new Map<
    number,
    { resolve: (result: Record<string, unknown>) => void; reject: (error: Error) => void }
  >();
  readonly #stop: () => Promise<void>;
  #session: string | undefined;
  #next = 1;

  private constructor(send: Writable, receive: Readable, stop: () => Promise<void>) {
    this.#send = send;
    this.#stop = stop;
    let rest = '';
    receive.setEncoding('utf8');
    receive.on('data', (chunk: string) => {
      const messages = (rest + chunk).split('\0');
      rest = messages.pop() ?? '';
      for (const message of messages) this.#take(JSON.parse(message));
    });
    receive.on('close', () => {
      for (const { reject } of this.#waiting.values()) reject(new Error('the browser has gone'));
      this.#waiting.clear();
    });
  }

  /** Starts the browser with an empty page that notes requests, errors and console messages. */
  static async open(browser: string): Promise<Page> {
    const profile = await mkdtemp(join(tmpdir(), 'gwctl-browser-'));
    const child = spawn(
      browser,
      [
        '--headless=new',
        '--remote-debugging-pipe',
        '--no-sandbox',
        '--disable-gpu',
        '--disable-dev-shm-usage',
        '--disable-background-networking',
        '--no-first-run',
        '--window-size=1200,800',
        `--user-data-dir=${profile}`,
        'about:blank',
      ],
      { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] },
    );
    const gone = new Promise<void>((resolve) => {
      child.once('exit', () => resolve());
      child.once('error', () => resolve());
    });
    const send = child.stdio[3];
    const receive = child.stdio[4];
    if (!(send instanceof Duplex) || !(receive instanceof Duplex)) throw new Error('the browser has no pipes');
    send.on('error', () => {});
    const page = new Page(send, receive, async () => {
      child.kill('SIGKILL');
      await gone;
      await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    });
    try {
      const { targetId } = await page.ask('Target.createTarget', { url: 'about:blank' });
      const { sessionId } = await page.ask('Target.attachToTarget', { targetId, flatten: true });
      page.#session = String(sessionId);
      for (const domain of ['Page', 'Runtime', 'Log', 'Network']) await page.ask(`${domain}.enable`);
      return page;
    } catch (error) {
      await page.close();
      throw error;
    }
  }

  /** Calls a method of the protocol. */
  ask(method: string, params: Readonly<Record<string, unknown>> = {}): Promise<Record<string, unknown>> {
    const id = this.#next++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      const session = this.#session === undefined ? {} : { sessionId: this.#session };
      this.#send.write(`${JSON.stringify({ id, method, params, ...session })}\0`);
    });
  }

  /** Shows an address and waits until it is loaded. */
  async show(url: string): Promise<void> {
    const before = this.events.length;
    await this.ask('Page.navigate', { url });
    while (!this.events.slice(before).some(({ method }) => method === 'Page.loadEventFired')) {
      await this.run('new Promise((resolve) => requestAnimationFrame(resolve))');
    }
  }

  /** Evaluates an expression in the page, awaits it, and returns its value. */
  async run(expression: string): Promise<unknown> {
    const { result, exceptionDetails } = await this.ask('Runtime.evaluate', {
      expression,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails !== undefined) throw new Error(`in the page: ${JSON.stringify(exceptionDetails)}`);
    return isRecord(result) ? result['value'] : undefined;
  }

  /** Clicks with the mouse where the middle of an element is. */
  async click(selector: string): Promise<void> {
    const at = await this.run(
      `(() => { const box = document.querySelector(${JSON.stringify(selector)}).getBoundingClientRect(); return { x: box.left + box.width / 2, y: box.top + box.height / 2 }; })()`,
    );
    for (const type of ['mousePressed', 'mouseReleased']) {
      await this.ask('Input.dispatchMouseEvent', { type, ...(isRecord(at) ? at : {}), button: 'left', clickCount: 1 });
    }
  }

  /** Presses a key; a character is typed. */
  async press(key: string): Promise<void> {
    const text = key.length === 1 ? { text: key } : key === 'Enter' ? { text: '\r' } : {};
    await this.ask('Input.dispatchKeyEvent', { type: 'keyDown', key, ...text });
    await this.ask('Input.dispatchKeyEvent', { type: 'keyUp', key });
  }

  /** Ends the browser and removes what it wrote. */
  close(): Promise<void> {
    return this.#stop();
  }

  #take(message: unknown): void {
    if (!isRecord(message)) return;
    const { id, method, params, result, error } = message;
    if (typeof id === 'number') {
      const waiting = this.#waiting.get(id);
      this.#waiting.delete(id);
      if (error === undefined) waiting?.resolve(isRecord(result) ? { ...result } : {});
      else waiting?.reject(new Error(`the browser refuses: ${JSON.stringify(error)}`));
    } else if (typeof method === 'string') {
      this.events.push({ method, params: isRecord(params) ? params : {} });
    }
  }
}
