import type { ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { Intervention, RealAnswer } from './proxy.ts';

/** Does it to the requests whose path and query match; hands the others through. */
export function only(pattern: RegExp, intervention: Intervention): Intervention {
  let count = 0;
  return (exchange) => {
    if (!pattern.test(exchange.url)) return exchange.pass();
    count++;
    return intervention({ ...exchange, count });
  };
}

/** Answers the first few requests so, all that follow otherwise. */
export function first(times: number, intervention: Intervention, then: Intervention = pass): Intervention {
  return (exchange) => (exchange.count <= times ? intervention(exchange) : then(exchange));
}

/** Does it to the first request of each path and query, and tells which were hit. */
export function onceForEach(intervention: Intervention, hit: Set<string>): Intervention {
  return (exchange) => {
    if (hit.has(exchange.url)) return exchange.pass();
    hit.add(exchange.url);
    return intervention(exchange);
  };
}

/** Hands the request through. */
export const pass: Intervention = ({ pass: handThrough }) => handThrough();

/** Takes the request and never answers, until the program's time is over. */
export const hang: Intervention = (exchange) => exchange.expire();

/** Sends the head of the answer and half of its body, then nothing more, until the program's time is over. */
export const hangInBody: Intervention = async (exchange) => {
  const real = await exchange.fetch();
  sendHead(exchange, real, { 'content-length': String(real.body.length) });
  exchange.response.write(half(real));
  await exchange.headRead();
  exchange.expire();
};

/** Ends the connection without a word. */
export const reset: Intervention = (exchange) => exchange.reset();

/** Ends the connection in the middle of the body. */
export const resetInBody: Intervention = async (exchange) => {
  const real = await exchange.fetch();
  sendHead(exchange, real, { 'content-length': String(real.body.length) });
  exchange.response.write(half(real));
  // A reset overtakes what was written and not yet read.
  await exchange.headRead();
  exchange.reset();
};

/** Ends the body early, and says so by no means: the connection is closed as if the answer were whole. */
export const truncate: Intervention = async (exchange) => {
  const real = await exchange.fetch();
  sendHead(exchange, real);
  exchange.response.end(half(real));
};

/** The same below the length that the head promised. */
export const truncateBelowLength: Intervention = async (exchange) => {
  const real = await exchange.fetch();
  sendHead(exchange, real, { 'content-length': String(real.body.length), connection: 'close' });
  exchange.response.write(half(real), () => exchange.response.socket?.end());
};

/** Sends so many bytes a second. */
export function slow(bytesPerSecond: number): Intervention {
  const piece = Math.ceil(bytesPerSecond / 10);
  return async (exchange) => {
    const { response } = exchange;
    const real = await exchange.fetch();
    sendHead(exchange, real);
    for (let at = 0; at < real.body.length && !response.destroyed; at += piece) {
      response.write(real.body.subarray(at, at + piece));
      await delay(100);
    }
    response.end();
  };
}

/** Answers so slowly that the program's time is over before the answer is whole. */
export const tooSlow: Intervention = async (exchange) => {
  const real = await exchange.fetch();
  sendHead(exchange, real);
  exchange.response.write(real.body.subarray(0, 100));
  await exchange.headRead();
  exchange.expire();
};

/** Answers with something in place of the real answer. */
export function answer(code: number, body: string, headers: Readonly<Record<string, string>> = {}): Intervention {
  return ({ response }) => {
    response.writeHead(code, headers);
    response.end(body);
  };
}

/** Answers with a page in HTML, as load balancers and login pages do. */
export function html(code: number, title: string): Intervention {
  const body = `<!DOCTYPE html>\n<html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>\n`;
  return answer(code, body, { 'content-type': 'text/html; charset=utf-8' });
}

/** Answers with a Status of the API. */
export function status(
  code: number,
  reason: string,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): Intervention {
  const body = JSON.stringify({
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Failure',
    code,
    reason,
    message,
  });
  return answer(code, body, { 'content-type': 'application/json', ...headers });
}

/** The real answer under another content type. */
export function relabel(contentType: string): Intervention {
  return async (exchange) => {
    const real = await exchange.fetch();
    sendHead(exchange, real, { 'content-type': contentType });
    exchange.response.end(real.body);
  };
}

/** The real answer with its text changed. */
export function rewrite(change: (text: string) => string): Intervention {
  return async (exchange) => {
    const real = await exchange.fetch();
    sendHead(exchange, real);
    exchange.response.end(change(real.body.toString()));
  };
}

function sendHead(
  { response }: { readonly response: ServerResponse },
  real: RealAnswer,
  changed: Readonly<Record<string, string>> = {},
): void {
  const { 'content-length': _length, ...headers } = real.headers;
  response.writeHead(real.status, { ...headers, ...changed });
}

function half({ body }: RealAnswer): Buffer {
  return body.subarray(0, Math.floor(body.length / 2));
}
