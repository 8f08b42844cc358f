/** Everything `main` may know of the process: handed in by `bin/`, replaced in tests. Nothing below reads `process`. */
export interface Io {
  /** How the user started the program: `gwctl`, or `kubectl gw` as a plugin. */
  readonly program: string;
  /** Writes to standard output; resolves when the stream takes more. */
  readonly writeOut: (text: string) => Promise<void>;
  /** Aborted when nobody reads standard output any more, as behind `| head`: what is written then is dropped. */
  readonly outClosed: AbortSignal;
  /** Writes to standard error. */
  readonly writeError: (text: string) => void;
  /** Standard input as bytes. */
  readonly readInput: () => AsyncIterable<Uint8Array>;
  readonly outIsTerminal: boolean;
  readonly errorIsTerminal: boolean;
  readonly inIsTerminal: boolean;
  /** Columns of the terminal, undefined when output is no terminal. */
  readonly columns: number | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly now: () => number;
  readonly cwd: string;
  /** `linux`, `darwin`, `windows` as Go names them, and `amd64`, `arm64`: for the User-Agent and `version`. */
  readonly os: string;
  readonly arch: string;
  /**
   * A signal that Ctrl-C aborts. Whoever asks for it ends in good order then; until somebody does, Ctrl-C ends the process at
   * once, whatever it is busy with.
   */
  readonly interrupted: () => AbortSignal;
}

/** 0 answered, 1 the answer is no or partial, 2 wrong usage, 3 could not run, 70 a bug (design.md section 5). */
export type ExitCode = 0 | 1 | 2 | 3 | 70;
