import type { ComputedStatus } from '../analysis/computed-status.ts';
import type { KubernetesObject } from '../model/object.ts';
import type { GroupKind, ObjectRef } from '../model/ref.ts';
import type { Relation } from '../gateway-api/relation.ts';

/** What a text means, for colour only: the words must say it without colour too. */
export type Tone = 'good' | 'bad' | 'warning' | 'muted';

/** A cell: text as data (not yet escaped), with an optional meaning. */
export type Cell =
  | string
  | {
      readonly text: string;
      readonly tone: Tone;
      /** A command to copy stays on its line, however narrow the page is. */
      readonly isCommand?: true;
    };

/** The text of a cell without its tone. */
export function cellText(cell: Cell): string {
  return typeof cell === 'string' ? cell : cell.text;
}

/** Whether several cells stand where one may. */
export function isCellList(cell: Cell | readonly Cell[]): cell is readonly Cell[] {
  return Array.isArray(cell);
}

/** How much of a need was read: everything, only the namespace that was asked for, or nothing at all. */
export type Coverage = 'whole' | 'part' | 'none';

/** What a cell may use beside its object. Pure: the clock and the width are given. */
export interface TableContext {
  /** Milliseconds since 1970. */
  readonly now: number;
  /** True with `-o wide`: long lists are shown whole. */
  readonly wide: boolean;
  /** Who names an object or a section of it by some relations, one entry a reference, of the needs that were read. */
  readonly naming: (ref: ObjectRef, relations: ReadonlySet<Relation>) => readonly ObjectRef[];
  /** The policies that attach to an object or a section of it; one may come twice. */
  readonly policiesOn: (object: KubernetesObject) => readonly ObjectRef[];
  /** What names a policy itself, of the needs that were read: objects by an annotation, rules of routes by a filter. */
  readonly namersOf: (policy: KubernetesObject) => readonly ObjectRef[];
  /** How much of a need was read: a count from a part is a lower bound, from nothing it is unknown. */
  readonly coverage: (need: Need) => Coverage;
  /** The controller that a Gateway or ListenerSet belongs to by its class, as far as that was read. */
  readonly controllerAt: (parent: ObjectRef) => string | undefined;
  /** What the engine counts for an object, over the needs that were read. */
  readonly count: (what: Counted, object: KubernetesObject) => number;
  /** What gwctl computes for an object of files that hold no status of it; undefined for others. */
  readonly computed?: ((object: KubernetesObject) => ComputedColumns | undefined) | undefined;
  /** How many objects of a need a namespace holds. */
  readonly countIn: (need: Need, namespace: string) => number;
  /** How many objects of one type there are, among the needs that were read. */
  readonly countOf: (type: GroupKind) => number;
}

/** What stands in place of a status that nobody has written. */
export interface ComputedColumns extends ComputedStatus {
  readonly addresses: readonly string[];
}

/** How many routes attach to a Gateway or ListenerSet, or to one of its listeners; how many references a ReferenceGrant allows. */
export type Counted = 'attachedRoutes' | 'listenerRoutes' | 'grantedReferences';

/** The other kinds that a wide column looks at: one type, or a family that the source resolves (all route kinds, all policies). */
export type Need = GroupKind | 'routes' | 'policies';

/** One column of a list: how it is called, when it is shown, what it reads, and the cell. */
export interface Column {
  readonly name: string;
  /** Shown with `-o wide` only. */
  readonly wide?: true;
  /** The other kinds this column reads; only the shown columns' needs are loaded. */
  readonly needs?: readonly Need[];
  /** The other kinds of which only the number matters: their metadata is enough. */
  readonly counts?: readonly Need[];
  /** What the engine counts for it; only the shown columns' counts are made. */
  readonly counted?: Counted;
  /** What it shows of the status, and is computed where there is none. */
  readonly computes?: keyof ComputedColumns;
  /**
   * The kinds that the verdict on an attachment hangs on beside routes and parent. Where they cannot be read, the cell says
   * what is known without them.
   */
  readonly refinedBy?: readonly GroupKind[];
  /**
   * The kinds that say whose word counts. They hardly ever change, so that a watch reads them at its beginning only. Where they
   * cannot be read, every word counts.
   */
  readonly heardBy?: readonly GroupKind[];
  /**
   * The fields of its object that a cell with needs reads beside identity and labels: they are kept while the list is
   * watched, so that the cell can be made again; `annotations` are those of its metadata.
   */
  readonly reads?: readonly string[];
  readonly cell: (object: KubernetesObject, context: TableContext) => Cell;
}

/** The list view of one kind, without NAMESPACE, KIND and label columns: those are the printer's, as in kubectl. */
export interface TableDefinition {
  readonly columns: readonly Column[];
}
