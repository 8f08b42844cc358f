/** Asks for the first entry at once, for the others as they are used. */
export function startReading<Entry>(entries: AsyncGenerator<Entry>): AsyncIterable<Entry> {
  const first = entries.next();
  // An error is thrown when it is used; until then it must not count as unhandled.
  first.catch(() => undefined);
  return goOn();

  async function* goOn(): AsyncGenerator<Entry> {
    const result = await first;
    if (result.done === true) return;
    try {
      yield result.value;
      yield* entries;
    } finally {
      await entries.return(undefined);
    }
  }
}
