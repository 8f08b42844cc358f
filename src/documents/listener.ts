/**
 * A listener of a Gateway or ListenerSet, as `gwctl get listeners -o json` writes it, several in a `v1` `List`. It is no
 * object of Kubernetes. Fields are only added, never changed in meaning.
 */
export interface ListenerDocument {
  readonly apiVersion: 'gwctl.dev/v1alpha1';
  readonly kind: 'Listener';
  readonly metadata: {
    /** `PARENT#LISTENER`. */
    readonly name: string;
    readonly namespace?: string | undefined;
    /** Of the parent. */
    readonly labels?: Readonly<Record<string, string>> | undefined;
    /** Of the parent. */
    readonly creationTimestamp?: string | undefined;
  };
  /** The Gateway or ListenerSet that holds it, in the same namespace. */
  readonly parent: { readonly group: string; readonly kind: string; readonly name: string };
  /** The entry of `spec.listeners` as it was written. */
  readonly spec: Readonly<Record<string, unknown>>;
  /** The entry of `status.listeners`; absent where the controller wrote none. */
  readonly status?: Readonly<Record<string, unknown>> | undefined;
}
