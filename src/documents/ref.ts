/** Group and kind of a type; never its version, which a kind changes during its life. */
export interface GroupKind {
  /** Empty for the core group. */
  readonly group: string;
  readonly kind: string;
}

/** What identifies an object, or with `section` one part of it (a listener, a route rule, a Service port). */
export interface ObjectRef extends GroupKind {
  /** Absent for cluster-scoped objects. */
  readonly namespace?: string | undefined;
  readonly name: string;
  /** A listener by its name, a route rule as `rules[0]`, a Service port by its number. */
  readonly section?: string | undefined;
}

/** A parentRef with the API's defaults applied: a Gateway in the holder's namespace. */
export interface ParentRef extends GroupKind {
  readonly namespace?: string | undefined;
  readonly name: string;
  readonly sectionName?: string | undefined;
  readonly port?: number | undefined;
}
