import type { Environment } from '@marcbachmann/cel-js';

/** A format of Kubernetes that rules name: `format.dns1123Label()`. */
class NamedFormat {
  readonly isOf: IsOfFormat;
  constructor(isOf: IsOfFormat) {
    this.isOf = isOf;
  }
}

/** What `validate` answers: an optional, which has a value where the text is not of the format. It never equals null. */
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

type Matches = (text: string, pattern: string) => boolean;
type IsOfFormat = (text: string, matches: Matches) => boolean;

const LABEL = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const LONGEST_LABEL = 63;
const QUALIFIED_PART = '^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$';

/** As k8s.io/apimachinery/pkg/util/validation has them. */
const FORMATS: Readonly<Record<string, IsOfFormat>> = {
  dns1123Label: (text, matches) => text.length <= LONGEST_LABEL && matches(text, `^${LABEL}$`),
  dns1035Label: (text, matches) => text.length <= LONGEST_LABEL && matches(text, '^[a-z]([-a-z0-9]*[a-z0-9])?$'),
  dns1123Subdomain: isSubdomain,
  qualifiedName: isQualifiedName,
  labelValue: (text, matches) => text === '' || (text.length <= LONGEST_LABEL && matches(text, QUALIFIED_PART)),
};

/** Registers `format.NAME().validate(text)` with `.hasValue()`. */
export function registerFormats(environment: Environment, matches: Matches): Environment {
  environment
    .registerType('Formats', Formats)
    .registerType('NamedFormat', NamedFormat)
    .registerType('FormatErrors', FormatErrors)
    .registerConstant('format', 'Formats', new Formats())
    .registerFunction('NamedFormat.validate(string): FormatErrors', ({ isOf }: NamedFormat, text: string) => {
      return new FormatErrors(!isOf(text, matches));
    })
    .registerFunction('FormatErrors.hasValue(): bool', ({ found }: FormatErrors) => found)
    .registerOperator('FormatErrors == null', () => false);
  for (const [name, isOf] of Object.entries(FORMATS)) {
    environment.registerFunction(`Formats.${name}(): NamedFormat`, () => new NamedFormat(isOf));
  }
  return environment;
}

function isSubdomain(text: string, matches: Matches): boolean {
  return text.length <= 253 && matches(text, `^${LABEL}(\\.${LABEL})*$`);
}

/** `prefix/name`, or the name alone. */
function isQualifiedName(text: string, matches: Matches): boolean {
  const parts = text.split('/');
  const name = parts.at(-1) ?? '';
  const [prefix] = parts;
  if (parts.length > 2 || (parts.length === 2 && !isSubdomain(prefix ?? '', matches))) return false;
  return name.length <= LONGEST_LABEL && matches(name, QUALIFIED_PART);
}
