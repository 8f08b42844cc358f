/**
 * What a shell may propose for the value of a flag or for the words behind a verb: fixed words (one that ends in `=` takes
 * more), files, or what the cluster or the files of the line hold:
 * - `resources`: a type (several with commas), then names; or TYPE/NAME
 * - `object`: [NAMESPACE/]TYPE/NAME in one word
 * - `drawnTypes`: types that a graph draws, with commas
 * - `policyKinds`, `namespaces`, `labelSelector`, `labelKeys`
 * - `explained`: what `explain` knows
 * - `contexts`, `clusters`, `users` of the kubeconfig
 */
export type Completes = readonly string[] | ReadCompletes;

/** The ones of them for which something has to be read or asked. */
export type ReadCompletes =
  | 'none'
  | 'files'
  | 'resources'
  | 'object'
  | 'drawnTypes'
  | 'policyKinds'
  | 'namespaces'
  | 'labelSelector'
  | 'labelKeys'
  | 'explained'
  | 'contexts'
  | 'clusters'
  | 'users';

interface AnyFlag {
  /** The shorthand: one letter. */
  readonly alias?: string;
  readonly describe: string;
}

/** A flag that is there or not. */
interface SwitchFlag extends AnyFlag {
  readonly type: 'boolean';
  readonly array?: never;
  readonly choices?: never;
}

/** A flag with a value, which says how a shell completes it: from its choices, or as declared. */
type ValueFlag = AnyFlag & {
  readonly type: 'string' | 'number';
  /** It may be repeated, and each value counts. */
  readonly array?: true;
} & (
    | { readonly choices: readonly string[]; readonly completes?: never }
    | { readonly choices?: never; readonly completes: Completes }
  );

/** One flag, declared in one place: what it takes, what the help says of it and how a shell completes it. */
export type Flag = SwitchFlag | ValueFlag;

/** Flags by their long name. */
export type FlagTable = Readonly<Record<string, Flag>>;

/** What a flag may be given. */
export type FlagValue = string | number | boolean | readonly string[];

/** The values of a table of flags as use cases take them: by the name in camel case, absent where nothing was given. */
export type FlagsOf<Table extends FlagTable> = {
  readonly [Name in keyof Table as CamelCase<Name>]?: ValueOf<Table[Name]> | undefined;
};

type CamelCase<Name> = Name extends `${infer Head}-${infer Tail}` ? `${Head}${Capitalize<CamelCase<Tail>>}` : Name;

type ValueOf<Declared extends Flag> = Declared extends { readonly array: true }
  ? readonly string[]
  : Declared extends { readonly choices: readonly (infer Choice)[] }
    ? Choice
    : { readonly boolean: boolean; readonly number: number; readonly string: string }[Declared['type']];

/** What a shell may propose for the value of a flag. */
export function completionOf(flag: Flag): Completes {
  return flag.type === 'boolean' ? ['true', 'false'] : (flag.choices ?? flag.completes);
}
