import type { Outcome } from '../trace.ts';

/** Whether two outcomes are the same to a client and to the backends, whatever they are due to. */
export function sameAnswer(a: Outcome, b: Outcome): boolean {
  return answerKey(a) === answerKey(b);
}

function answerKey(outcome: Outcome): string {
  const { state, statusCode, grpcStatus, backends, failing, redirect, mirrors } = outcome;
  const { rewritten, requestHeaders, responseHeaders } = outcome;
  return JSON.stringify([
    state,
    statusCode,
    grpcStatus,
    backends.map(({ ref, port, share }) => [ref, port, share.toFixed(6)]),
    failing.map(({ share, statusCode: code }) => [share.toFixed(6), code]),
    redirect?.location,
    mirrors.map(({ ref, port, percent }) => [ref, port, percent]),
    rewritten,
    requestHeaders,
    responseHeaders,
  ]);
}
