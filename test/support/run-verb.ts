import type { ExitCode, Io } from '../../src/cli/io.ts';
import { reportError } from '../../src/cli/report-error.ts';
import type { Source } from '../../src/model/source.ts';
import { captureIo } from './captured-io.ts';

/** A source that may write down what it was asked. */
export interface AskedSource extends Source {
  readonly asked?: () => readonly string[];
}

/** What a run wrote, returned and asked of its source. */
export interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  readonly asked: readonly string[];
}

/** Runs a verb over a source; an error that ends it is reported as the command line does. */
export async function runVerb<Opened extends AskedSource>(
  verb: (io: Io, open: () => Promise<Opened>) => Promise<ExitCode>,
  open: () => Promise<Opened>,
  surroundings: Partial<Io>,
): Promise<Outcome> {
  let source: Opened | undefined;
  const { io, written } = captureIo(surroundings);
  let code: number;
  try {
    code = await verb(io, async () => (source = await open()));
  } catch (error) {
    code = reportError(error, io);
  }
  return { code, ...written, asked: source?.asked?.() ?? [] };
}
