import type { IncomingMessage, OutgoingHttpHeaders } from 'node:http';

/** Where the log goes and how much is wanted. */
export interface LogTarget {
  /** `-v`: 6 a line a request, 7 and 8 headers (and the start of bodies), 9 the curl command. */
  readonly verbosity: number;
  readonly writeError: (text: string) => void;
  readonly now: () => number;
}

/** Headers whose values are credentials or may hold them. */
const SECRET_HEADERS = new Set(['authorization', 'proxy-authorization', 'cookie', 'set-cookie']);
const KNOWN_SCHEMES = new Set(['bearer', 'basic', 'negotiate']);

/** Logs requests on stderr as client-go's debugging round tripper does; credentials are masked. */
export class RequestLog {
  readonly #target: LogTarget;

  constructor(target: LogTarget) {
    this.#target = target;
  }

  /** A note of the client itself, from verbosity 4 on. */
  note(message: string, values: Readonly<Record<string, string | number>>): void {
    if (this.#target.verbosity >= 4) this.#write(message, values);
  }

  /** A request that is about to be sent. */
  request(method: string, url: string, headers: OutgoingHttpHeaders): void {
    const { verbosity } = this.#target;
    if (verbosity >= 9) this.#write('Request', { curlCommand: toCurl(method, url, headers) });
    else if (verbosity >= 7) this.#write('Request', { verb: method, url }, headers);
  }

  /** The head of an answer, or with undefined that none came. */
  response(method: string, url: string, response: IncomingMessage | undefined, begun: number): void {
    const { verbosity, now } = this.#target;
    if (verbosity < 6) return;
    const status = response === undefined ? '' : `${response.statusCode ?? 0} ${response.statusMessage ?? ''}`.trim();
    const milliseconds = Math.max(0, Math.round(now() - begun));
    const values =
      verbosity === 7 || verbosity === 8 ? { status, milliseconds } : { verb: method, url, status, milliseconds };
    this.#write('Response', values, verbosity >= 8 ? response?.headers : undefined);
  }

  /** The start of a body: 1024 characters from verbosity 8 on, 10240 from 9 on. Never the body of a Secret. */
  body(url: string, bytes: Buffer): void {
    const { verbosity } = this.#target;
    if (verbosity < 8 || /\/secrets(\/|\?|$)/.test(url)) return;
    const text = bytes.toString();
    const limit = verbosity >= 10 ? text.length : verbosity === 9 ? 10_240 : 1024;
    const cut = text.length > limit ? `${text.slice(0, limit)} [truncated ${text.length - limit} chars]` : text;
    this.#target.writeError(`${this.#head()} "Response Body" body=<\n\t${cut.replaceAll('\n', '\n\t')}\n >\n`);
  }

  #write(message: string, values: Readonly<Record<string, string | number>>, headers?: OutgoingHttpHeaders): void {
    const pairs = Object.entries(values).map(
      ([key, value]) => `${key}=${typeof value === 'string' ? JSON.stringify(value) : value}`,
    );
    const lines =
      headers === undefined
        ? ''
        : ` headers=<\n${headerLines(headers)
            .map((line) => `\t${line}\n`)
            .join('')} >`;
    this.#target.writeError(`${this.#head()} "${message}" ${pairs.join(' ')}${lines}\n`);
  }

  /** klog's head: severity, local date and time, thread, place. */
  #head(): string {
    const time = new Date(this.#target.now());
    const date = `${two(time.getMonth() + 1)}${two(time.getDate())}`;
    const clock = `${two(time.getHours())}:${two(time.getMinutes())}:${two(time.getSeconds())}`;
    const micros = `${String(time.getMilliseconds()).padStart(3, '0')}000`;
    return `I${date} ${clock}.${micros}       1 request-log.ts:1]`;
  }
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

function headerLines(headers: OutgoingHttpHeaders): readonly string[] {
  return Object.entries(headers)
    .flatMap(([name, value]) =>
      (Array.isArray(value) ? value : [value ?? '']).map((entry) => `${canonical(name)}: ${mask(name, String(entry))}`),
    )
    .sort();
}

function toCurl(method: string, url: string, headers: OutgoingHttpHeaders): string {
  const options = headerLines(headers).map((line) => ` -H "${line.replaceAll(/(["\\$`])/g, '\\$1')}"`);
  return `curl -v -X${method} ${options.join('')} '${url}'`;
}

/** The scheme of an Authorization header stays, as in client-go; everything else of a credential goes. */
function mask(name: string, value: string): string {
  if (!SECRET_HEADERS.has(name.toLowerCase())) return value;
  const scheme = value.split(' ', 1)[0] ?? '';
  return KNOWN_SCHEMES.has(scheme.toLowerCase()) ? `${scheme} <masked>` : '<masked>';
}

/** `user-agent` as Go spells it: `User-Agent`. */
function canonical(name: string): string {
  return name.toLowerCase().replaceAll(/(^|-)[a-z]/g, (letter) => letter.toUpperCase());
}
