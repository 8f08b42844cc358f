import { Environment } from '@marcbachmann/cel-js';
import type { Patterns } from './patterns.ts';
import { isIp } from './is-ip.ts';

/** Whether a rule holds: false also where it fails to evaluate, as for the API server; undefined where it cannot be evaluated here. */
export type RuleResult = boolean | undefined;

/** Evaluates the rules of CRDs. */
export interface RuleEngine {
  /** @param self the value in CEL's types (cel-value.ts). */
  holds(rule: string, self: unknown): RuleResult;
}

type Evaluate = (context: Readonly<Record<string, unknown>>) => unknown;

/** The names of Kubernetes' own formats that rules use: `format.dns1123Subdomain().validate(x)`. */
class NamedFormat {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

/** What `validate` answers: a value where the text is not of the format. */
class FormatErrors {
  readonly found: boolean;
  constructor(found: boolean) {
    this.found = found;
  }
}

/** The receiver of `format.…`: makes the formats that rules name. */
class Formats {
  readonly name = 'format';
}

const DNS_LABEL = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const DNS_SUBDOMAIN = `^${DNS_LABEL}(\\.${DNS_LABEL})*$`;
const QUALIFIED_PART = '^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$';

/** Opens an engine; rules are parsed once. */
export function openRuleEngine(patterns: Patterns): RuleEngine {
  const environment = openEnvironment(patterns);
  const parsed = new Map<string, Evaluate | undefined>();
  return {
    holds(rule, self) {
      if (!parsed.has(rule)) parsed.set(rule, parse(environment, rule));
      const evaluate = parsed.get(rule);
      if (evaluate === undefined) return undefined;
      try {
        return evaluate({ self }) === true;
      } catch {
        // `no such key` and the like: the API server refuses the object too.
        return false;
      }
    },
  };
}

function parse(environment: Environment, rule: string): Evaluate | undefined {
  // A rule about a change says nothing of a new object.
  if (/\boldSelf\b/.test(rule)) return undefined;
  try {
    const evaluate = environment.parse(adapt(rule));
    return evaluate.check().valid ? evaluate : undefined;
  } catch {
    return undefined;
  }
}

/** String literals, `.matches(` and `has(x[0].f)`, each where it stands outside of the others. */
const ADAPTED =
  /r?"""[\s\S]*?"""|r?'''[\s\S]*?'''|r"[^"]*"|r'[^']*'|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\.matches\(|\bhas\(([\w.]+\[\d+\])\.(\w+)\)/g;

/** The rule in the engine's dialect: regular expressions by RE2, and `has` of a field of a list's entry as a macro of the list. */
function adapt(rule: string): string {
  return rule.replace(ADAPTED, (text, entry: string | undefined, field: string | undefined) => {
    if (text === '.matches(') return '.matchesRe2(';
    return entry === undefined ? text : `[${entry}].exists(entry, has(entry.${field}))`;
  });
}

/** @throws in a rule's evaluation where the pattern is none. */
function openEnvironment(patterns: Patterns): Environment {
  const matches = (text: string, pattern: string): boolean => {
    const found = patterns.test(pattern, text);
    if (found === undefined) throw new Error(`invalid regular expression ${pattern}`);
    return found;
  };
  return new Environment({ enableOptionalTypes: true, homogeneousAggregateLiterals: false })
    .registerType('Formats', Formats)
    .registerType('NamedFormat', NamedFormat)
    .registerType('FormatErrors', FormatErrors)
    .registerVariable('self', 'dyn')
    .registerConstant('format', 'Formats', new Formats())
    .registerFunction('string.matchesRe2(string): bool', matches)
    .registerFunction('isIP(string): bool', (text: string) => isIp(text))
    .registerFunction('Formats.dns1123Subdomain(): NamedFormat', () => new NamedFormat('dns1123Subdomain'))
    .registerFunction('Formats.qualifiedName(): NamedFormat', () => new NamedFormat('qualifiedName'))
    .registerFunction('NamedFormat.validate(string): FormatErrors', ({ name }: NamedFormat, text: string) => {
      const isSubdomain = (part: string): boolean => part.length <= 253 && matches(part, DNS_SUBDOMAIN);
      return new FormatErrors(
        !(name === 'qualifiedName' ? isQualifiedName(text, matches, isSubdomain) : isSubdomain(text)),
      );
    })
    .registerFunction('FormatErrors.hasValue(): bool', ({ found }: FormatErrors) => found);
}

/** `prefix/name`, or the name alone. */
function isQualifiedName(
  text: string,
  matches: (text: string, pattern: string) => boolean,
  isSubdomain: (text: string) => boolean,
): boolean {
  const parts = text.split('/');
  const name = parts.at(-1) ?? '';
  const [prefix] = parts;
  if (parts.length > 2 || (parts.length === 2 && !isSubdomain(prefix ?? ''))) return false;
  return name.length <= 63 && matches(name, QUALIFIED_PART);
}
