import { UsageError } from '../model/errors.ts';
import type { FlagTable } from './flag.ts';

/** What a flag of curl means for the request; `value` only takes a value, which changes nothing that is routed by. */
type Meaning =
  | 'value'
  | 'switch'
  | 'method'
  | 'header'
  | 'url'
  | 'data'
  | 'json'
  | 'form'
  | 'get'
  | 'head'
  | 'upload'
  | 'agent'
  | 'cookie'
  | 'referer'
  | 'credentials'
  | 'resolve';

/** curl's flags by their long names, and behind `/` their letters. */
const FLAGS: readonly (readonly [Meaning, string])[] = [
  ['method', 'request/X'],
  ['header', 'header/H'],
  ['url', 'url'],
  ['data', 'data/d data-ascii data-binary data-raw data-urlencode'],
  ['json', 'json'],
  ['form', 'form/F form-string'],
  ['get', 'get/G'],
  ['head', 'head/I'],
  ['upload', 'upload-file/T'],
  ['agent', 'user-agent/A'],
  ['cookie', 'cookie/b'],
  ['referer', 'referer/e'],
  ['credentials', 'user/u'],
  ['resolve', 'resolve'],
  [
    'value',
    'output/o write-out/w max-time/m connect-timeout cacert capath cert/E cert-type key key-type pass ciphers proxy/x ' +
      'proxy-user/U noproxy cookie-jar/c dump-header/D retry retry-delay retry-max-time interface max-redirs range/r ' +
      'limit-rate config/K unix-socket dns-servers stderr trace trace-ascii tls-max tls13-ciphers speed-limit/Y ' +
      'speed-time/y time-cond/z local-port keepalive-time oauth2-bearer rate variable output-dir happy-eyeballs-timeout-ms',
  ],
  [
    'switch',
    'insecure/k silent/s show-error/S verbose/v location/L location-trusted include/i fail/f fail-with-body compressed ' +
      'http0.9 http1.0/0 http1.1 http2 http2-prior-knowledge http3 http3-only ipv4/4 ipv6/6 no-buffer/N globoff/g ' +
      'path-as-is remote-name/O remote-header-name/J remote-time/R tlsv1/1 tlsv1.0 tlsv1.1 tlsv1.2 tlsv1.3 ssl-reqd ' +
      'tcp-nodelay no-keepalive progress-bar no-progress-meter styled-output basic anyauth digest ntlm negotiate raw ' +
      'create-dirs parallel/Z netrc/n disable/q fail-early retry-all-errors retry-connrefused tr-encoding post301 post302 ' +
      'post303 no-alpn no-npn false-start cert-status trace-time trace-ids junk-session-cookies/j use-ascii/B',
  ],
];

const BY_LONG = new Map<string, Meaning>();
const BY_LETTER = new Map<string, Meaning>();
for (const [meaning, names] of FLAGS) {
  for (const name of names.split(' ')) {
    const [long = '', letter] = name.split('/');
    BY_LONG.set(long, meaning);
    if (letter !== undefined) BY_LETTER.set(letter, meaning);
  }
}

/**
 * Puts a line with a curl command, `trace … curl ARGUMENT…`, into the words of the verb: what curl would send. Behind `curl` the
 * flags are curl's; those that curl does not have are the verb's.
 * @throws UsageError for flags that neither knows.
 */
export function translateCurl(argv: readonly string[], table: FlagTable): readonly string[] {
  const at = argv.indexOf('curl');
  if (at < 0 || argv[at - 1] === '--') return argv;
  return [...argv.slice(0, at), ...new CurlLine(argv.slice(at + 1), table).translate()];
}

class CurlLine {
  readonly #words: readonly string[];
  readonly #table: FlagTable;
  #at = 0;
  #method: string | undefined;
  #implied: string | undefined;
  #isGet = false;
  readonly #query: string[] = [];
  readonly #body: string[] = [];
  readonly #headers: string[] = [];
  readonly #implicit = new Map<string, string>();
  readonly #urls: string[] = [];
  readonly #own: string[] = [];

  constructor(words: readonly string[], table: FlagTable) {
    // A pasted command may keep the ends of its lines.
    this.#words = words.filter((word) => word !== '\\' && word.trim() !== '');
    this.#table = table;
  }

  translate(): readonly string[] {
    for (; this.#at < this.#words.length; this.#at++) {
      const word = this.#words[this.#at] ?? '';
      if (word.startsWith('--')) this.#readLong(word);
      else if (word.startsWith('-') && word.length > 1) this.#readLetters(word);
      else this.#urls.push(word);
    }
    const method = this.#method ?? (this.#isGet ? undefined : this.#implied);
    const written = new Set(this.#headers.map((header) => header.split(/[:;]/)[0]?.toLowerCase()));
    const implicit = [...this.#implicit].filter(([name]) => !written.has(name) && !(this.#isGet && name === TYPE));
    return [
      ...this.#urls.map((url) => this.#withQuery(url)),
      ...(method === undefined ? [] : ['--request', method]),
      ...this.#headers.flatMap((header) => ['--header', header]),
      ...implicit.flatMap(([name, value]) => ['--header', `${name}: ${value}`]),
      ...(this.#isGet || !Object.hasOwn(this.#table, 'data') ? [] : this.#body.flatMap((data) => ['--data', data])),
      ...this.#own,
    ];
  }

  #readLong(word: string): void {
    const name = word.slice(2);
    const meaning = BY_LONG.get(name);
    if (meaning !== undefined) {
      this.#apply(meaning, meaning === 'switch' || meaning === 'get' || meaning === 'head' ? '' : this.#next(word));
      return;
    }
    const [own = ''] = name.split('=');
    const flag = this.#table[own];
    if (flag === undefined) throw new UsageError(`unknown flag of curl: ${word}`);
    this.#own.push(word);
    if (flag.type !== 'boolean' && !name.includes('=')) this.#own.push(this.#next(word));
  }

  #readLetters(word: string): void {
    for (let at = 1; at < word.length; at++) {
      const letter = word.charAt(at);
      const meaning = BY_LETTER.get(letter);
      if (meaning === undefined) throw new UsageError(`unknown flag of curl: -${letter} in ${word}`);
      if (meaning === 'switch' || meaning === 'get' || meaning === 'head') {
        this.#apply(meaning, '');
        continue;
      }
      const rest = word.slice(at + 1);
      this.#apply(meaning, rest === '' ? this.#next(word) : rest);
      return;
    }
  }

  #next(word: string): string {
    this.#at += 1;
    const next = this.#words[this.#at];
    if (next === undefined) throw new UsageError(`flag of curl needs an argument: ${word}`);
    return next;
  }

  #apply(meaning: Meaning, value: string): void {
    switch (meaning) {
      case 'method':
        this.#method = value;
        break;
      case 'header':
        // Without a value the header is removed from those that curl adds.
        if (value.trimEnd().endsWith(':')) this.#implicit.delete(value.trim().slice(0, -1).toLowerCase());
        else this.#headers.push(value);
        break;
      case 'url':
        this.#urls.push(value);
        break;
      case 'data':
        this.#implied = 'POST';
        this.#query.push(value);
        this.#body.push(value);
        this.#implicit.set(TYPE, 'application/x-www-form-urlencoded');
        break;
      case 'json':
        this.#implied = 'POST';
        this.#body.push(value);
        this.#implicit.set(TYPE, 'application/json').set('accept', 'application/json');
        break;
      case 'form':
        this.#implied = 'POST';
        this.#implicit.set(TYPE, 'multipart/form-data');
        break;
      case 'get':
        this.#isGet = true;
        break;
      case 'head':
        this.#implied = 'HEAD';
        break;
      case 'upload':
        this.#implied = 'PUT';
        break;
      case 'agent':
        this.#implicit.set('user-agent', value);
        break;
      case 'cookie':
        this.#implicit.set('cookie', value);
        break;
      case 'referer':
        this.#implicit.set('referer', value);
        break;
      case 'credentials':
        this.#implicit.set('authorization', `Basic ${btoa(String.fromCharCode(...new TextEncoder().encode(value)))}`);
        break;
      case 'resolve':
        this.#own.push('--resolve', value);
        break;
      case 'value':
      case 'switch':
        break;
    }
  }

  /** With -G the data is the query. */
  #withQuery(url: string): string {
    if (!this.#isGet || this.#query.length === 0) return url;
    return `${url}${url.includes('?') ? '&' : '?'}${this.#query.join('&')}`;
  }
}

const TYPE = 'content-type';
