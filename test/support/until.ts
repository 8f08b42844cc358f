import { setTimeout as sleep } from 'node:timers/promises';

const PAUSE_MS = 20;
/** Five minutes at least: far above what the slowest machine takes. */
const MOST_TRIES = 15_000;

/**
 * Waits until something holds, however slow the machine is.
 * @param what says what never came, where waiting was in vain.
 */
export async function until(
  holds: () => boolean | Promise<boolean>,
  what: () => string = () => 'waited in vain',
): Promise<void> {
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    if (await holds()) return;
    await sleep(PAUSE_MS);
  }
  throw new Error(what());
}
