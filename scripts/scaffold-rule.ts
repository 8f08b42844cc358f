import { FAMILIES } from '../src/analysis/rules/registry.ts';

/** What a new rule changes: its own file, the list of its family, and the list of permanent codes. */
export interface ScaffoldedRule {
  readonly family: string;
  readonly file: string;
  readonly text: string;
  readonly index: string;
  readonly codes: string;
}

/** The files that a new rule changes, as they are. */
export interface FamilyFiles {
  readonly index: string;
  readonly codes: string;
}

/**
 * Makes the file of a new rule, and its line in the list of its family.
 * @param code `GW4012`: the digit behind `GW` is the family. @param name `duplicate-rule-name`.
 * @throws Error for a code or name that has not the shape, or that is or was in use.
 */
export function scaffoldRule(code: string, name: string, { index, codes }: FamilyFiles): ScaffoldedRule {
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name)) throw new Error(`${name}: a name is lower case words with dashes`);
  const family = familyOf(code);
  for (const line of codes.split('\n')) {
    if (line.startsWith(`${code} `)) throw new Error(`${code} is taken: ${line}`);
    if (line.endsWith(` ${name}`)) throw new Error(`${name} is taken: ${line}`);
  }
  const variable = name.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  return {
    family,
    file: `src/analysis/rules/${family}/${name}.ts`,
    text: template(code, name, variable),
    index: addToIndex(index, name, variable),
    codes: `${[...codes.split('\n').filter((line) => line !== ''), `${code} ${name}`].toSorted().join('\n')}\n`,
  };
}

/** The folder of a code's rule. @throws Error for what is no code. */
export function familyOf(code: string): string {
  const [, digit = ''] = /^GW([1-9])\d{3}$/.exec(code) ?? [];
  const family = Object.entries(FAMILIES).find(([key]) => key === digit)?.[1];
  if (family === undefined) throw new Error(`${code}: a code is GW and four digits`);
  return family;
}

function addToIndex(index: string, name: string, variable: string): string {
  const [, before = '', list = ''] = /^([\s\S]*readonly Rule\[\] = )\[([\s\S]*?)\];\s*$/.exec(index) ?? [];
  const rules = [...list.split(',').map((entry) => entry.trim()), variable].filter((entry) => entry !== '');
  const imports = `import { ${variable} } from './${name}.ts';\n`;
  const at = before.indexOf('\n\n');
  return `${before.slice(0, at + 1)}${imports}${before.slice(at + 1)}[${rules.join(', ')}];\n`;
}

function template(code: string, name: string, variable: string): string {
  return `import { HTTP_ROUTE } from '../../../gateway-api/kinds.ts';
import { refOf } from '../../../model/ref.ts';
import { EXAMPLE_SHOP } from '../examples.ts';
import { defineRule } from '../rule.ts';

interface Args {
  readonly hostname: string;
}

export const ${variable} = defineRule<Args>({
  code: '${code}',
  name: '${name}',
  severity: 'warning',
  inputs: [HTTP_ROUTE],
  what: 'TODO: what is found.',
  why: 'TODO: what comes of it.',
  how: 'TODO: what to do.',
  beside: EXAMPLE_SHOP,
  bad: \`
\`,
  good: \`
\`,
  *check({ snapshot }) {
    for (const route of snapshot.list(HTTP_ROUTE)) {
      yield { subject: refOf(route), path: 'spec.hostnames[0]', args: { hostname: '' } };
    }
  },
  say: ({ hostname }) => \`TODO \${hostname}\`,
});
`;
}
