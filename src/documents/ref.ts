/** Group and kind of a type; never its version, which a kind changes during its life. */
export interface GroupKind {
  /** API group; empty for the core group. */
  readonly group: string;
  /** Kind of the object. */
  readonly kind: string;
}

/** What identifies an object, or with `section` one part of it (a listener, a route rule, a Service port). */
export interface ObjectRef extends GroupKind {
  /** Namespace of the object; absent for cluster-scoped objects. */
  readonly namespace?: string | undefined;
  /** Name of the object. */
  readonly name: string;
  /**
   * The part of it that is meant: a listener by its name, a route rule as `rules[0]`, a Service port by its number. Absent
   * where the whole object is.
   */
  readonly section?: string | undefined;
}

/** A parentRef with the API's defaults applied: a Gateway in the holder's namespace. */
export interface ParentRef extends GroupKind {
  /** Namespace of the parent. */
  readonly namespace?: string | undefined;
  /** Name of the parent. */
  readonly name: string;
  /** Name of the listener or port that is meant; absent where none is named. */
  readonly sectionName?: string | undefined;
  /** The port that is meant; absent where none is named. */
  readonly port?: number | undefined;
}

/** A rule of a route. */
export interface RuleRef {
  /** Its place in the route's rules, from 0. */
  readonly index: number;
  /** Its name; absent where it has none. */
  readonly name?: string | undefined;
}
