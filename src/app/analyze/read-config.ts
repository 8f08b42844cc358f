import { access } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Severity } from '../../documents/analysis-report.ts';
import { RULES } from '../../analysis/rules/registry.ts';
import { ruleNamed } from '../../analysis/rules/select-rules.ts';
import { readSuppression } from '../../analysis/rules/suppression.ts';
import type { Suppression } from '../../analysis/rules/suppression.ts';
import type { Io } from '../../cli/io.ts';
import { CannotRunError, UsageError } from '../../model/errors.ts';
import { isRecord } from '../../model/read.ts';
import { readYamlFile } from './read-yaml-file.ts';
import type { YamlFile } from './read-yaml-file.ts';

/** What `.gwctl.yaml` says of analyze. */
export interface AnalyzeConfig {
  readonly skip: readonly string[];
  readonly severities: ReadonlyMap<string, Severity>;
  readonly suppressions: readonly Suppression[];
}

/** The file that is read from the working directory where none is named. */
const DEFAULT_FILE = '.gwctl.yaml';
const SEVERITIES: readonly string[] = ['error', 'warning', 'info'] satisfies readonly Severity[];

/**
 * Reads the configuration: `analyze: {skip: [RULE], severity: {RULE: warning}, suppress: [RULE=Kind/namespace/name]}`. What it does
 * not know is a mistake, named with its line.
 * @param named by `--config`; without it `.gwctl.yaml` of the working directory, where there is one.
 * @throws CannotRunError `error: FILE:LINE: …`.
 */
export async function readConfig(named: string | undefined, { cwd }: Pick<Io, 'cwd'>): Promise<AnalyzeConfig> {
  const name = named ?? DEFAULT_FILE;
  const path = resolve(cwd, name);
  if (named === undefined && !(await isThere(path))) return { skip: [], severities: new Map(), suppressions: [] };
  return new ConfigReader(name, await readYamlFile(path, name)).read();
}

async function isThere(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch {
    return false;
  }
}

class ConfigReader {
  readonly #name: string;
  readonly #file: YamlFile;

  constructor(name: string, file: YamlFile) {
    this.#name = name;
    this.#file = file;
  }

  read(): AnalyzeConfig {
    const root = this.#record(this.#file.value ?? {}, [], ['analyze']);
    const own = this.#record(root['analyze'] ?? {}, ['analyze'], ['skip', 'severity', 'suppress']);
    const skip = this.#strings(own['skip'] ?? [], ['analyze', 'skip']);
    for (const [at, word] of skip.entries()) this.#checked(['analyze', 'skip', at], () => ruleNamed(RULES, word));
    const severities = new Map<string, Severity>();
    const written = own['severity'] ?? {};
    if (!isRecord(written)) throw this.#fault(['analyze', 'severity'], 'must be a mapping of rules to severities');
    for (const [word, severity] of Object.entries(written)) {
      const path = ['analyze', 'severity', word];
      const { code } = this.#checked(path, () => ruleNamed(RULES, word));
      if (!isSeverity(severity)) throw this.#fault(path, `must be one of ${SEVERITIES.join(', ')}`);
      severities.set(code, severity);
    }
    const texts = this.#strings(own['suppress'] ?? [], ['analyze', 'suppress']);
    const suppressions = texts.map((text, at) =>
      this.#checked(['analyze', 'suppress', at], () => readSuppression(text, this.#name, RULES)),
    );
    return { skip, severities, suppressions };
  }

  #record(
    value: unknown,
    path: readonly (string | number)[],
    known: readonly string[],
  ): Readonly<Record<string, unknown>> {
    if (!isRecord(value)) throw this.#fault(path, 'must be a mapping');
    for (const key of Object.keys(value)) {
      if (!known.includes(key)) throw this.#fault([...path, key], `is not known: ${known.join(', ')}`);
    }
    return value;
  }

  #strings(value: unknown, path: readonly (string | number)[]): readonly string[] {
    if (!Array.isArray(value)) throw this.#fault(path, 'must be a list');
    return value.map((entry: unknown, at) => {
      if (typeof entry !== 'string') throw this.#fault([...path, at], 'must be a text');
      return entry;
    });
  }

  #checked<Value>(path: readonly (string | number)[], read: () => Value): Value {
    try {
      return read();
    } catch (error) {
      throw error instanceof UsageError ? this.#fault(path, error.message) : error;
    }
  }

  #fault(path: readonly (string | number)[], message: string): CannotRunError {
    const field = path.filter((step) => typeof step === 'string').join('.');
    return new CannotRunError(
      `error: ${this.#name}:${this.#file.lineOf(path)}: ${field === '' ? '' : `${field}: `}${message}`,
    );
  }
}

function isSeverity(value: unknown): value is Severity {
  return typeof value === 'string' && SEVERITIES.includes(value);
}
