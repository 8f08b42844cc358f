/**
 * Starts an async iterable now rather than when it is first asked: several lists then load at the same time and are
 * consumed one after the other. Only one page each is held.
 * @returns the same sequence; an error arrives where it belongs.
 */
export function readAhead<Page>(pages: AsyncIterable<Page>): AsyncIterable<Page> {
  const iterator = pages[Symbol.asyncIterator]();
  const first = iterator.next();
  // The error is thrown where the sequence is consumed; until then it must not count as unhandled.
  first.catch(() => undefined);
  return {
    async *[Symbol.asyncIterator]() {
      let result = await first;
      while (result.done !== true) {
        yield result.value;
        result = await iterator.next();
      }
    },
  };
}
