/**
 * A listener of a Gateway or ListenerSet, as `gwctl get listeners -o json` writes it, several in a `v1` `List`. It is no
 * object of Kubernetes. Fields are only added, never changed in meaning.
 */
export interface ListenerDocument {
  /** The version of this shape: within it, fields are only added. */
  readonly apiVersion: 'gwctl.dev/v1alpha1';
  /** Which document this is. */
  readonly kind: 'Listener';
  /** What identifies the listener, in the shape of the metadata of objects. */
  readonly metadata: {
    /** Name of the parent and of the listener: `PARENT#LISTENER`. */
    readonly name: string;
    /** Namespace of the parent. */
    readonly namespace?: string | undefined;
    /** Labels of the parent. */
    readonly labels?: Readonly<Record<string, string>> | undefined;
    /** When the parent was made (RFC 3339). */
    readonly creationTimestamp?: string | undefined;
  };
  /** The Gateway or ListenerSet that holds it, in the same namespace. */
  readonly parent: ListenerParent;
  /** The entry of `spec.listeners` as it was written. */
  readonly spec: Readonly<Record<string, unknown>>;
  /** The entry of `status.listeners`; absent where the controller wrote none. */
  readonly status?: Readonly<Record<string, unknown>> | undefined;
}

/** The object that holds a listener. */
export interface ListenerParent {
  /** API group of the object. */
  readonly group: string;
  /** Kind of the object: `Gateway` or `ListenerSet`. */
  readonly kind: string;
  /** Name of the object. */
  readonly name: string;
}
