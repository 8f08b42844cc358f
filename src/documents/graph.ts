import type { EdgeState } from './edge-state.ts';
import type { DocumentGap } from './gap.ts';
import type { ObjectRef } from './ref.ts';

/** `gwctl graph -o json`: what is drawn, as data. Fields are only added, never changed in meaning. */
export interface GraphDocument {
  readonly apiVersion: 'gwctl.dev/v1alpha1';
  readonly kind: 'Graph';
  /** The keys of what was asked for. */
  readonly roots: readonly string[];
  readonly nodes: readonly GraphDocumentNode[];
  readonly edges: readonly GraphDocumentEdge[];
  readonly gaps: readonly DocumentGap[];
}

/** An object, or a section of one: a listener by name, a route rule as `rules[0]`, a Service port by number. */
export interface GraphDocumentNode {
  /** `group/Kind/namespace/name[#section]`: what edges name. */
  readonly key: string;
  readonly ref: ObjectRef;
  /** Whether it is there; `unknown` where it could not be read. */
  readonly presence: 'present' | 'missing' | 'unknown';
  readonly state: VerdictState;
  /** Why it is not ok: a reason of the API, and a sentence. */
  readonly reason?: string | undefined;
  readonly message?: string | undefined;
}

/** Whether something is as its author meant it: `warning` where a part of it is not, `unknown` where nobody can tell. */
export type VerdictState = 'ok' | 'warning' | 'broken' | 'unknown';

/** A reference and its outcome, from the holder of the field to its target. */
export interface GraphDocumentEdge {
  readonly relation: Relation;
  /** The key of a node. */
  readonly from: string;
  /** The key of a node. */
  readonly to: string;
  /** The field that holds the reference; absent where none does (a listener of its Gateway). */
  readonly path?: string | undefined;
  readonly state: EdgeState;
  /** Why it is not resolved: a reason of the API, and a sentence. */
  readonly reason?: string | undefined;
  readonly message?: string | undefined;
  /** The key of the ReferenceGrant that allows it. */
  readonly grant?: string | undefined;
  /** Of a backend: the port, its weight, and the appProtocol of the Service's port. */
  readonly port?: number | undefined;
  readonly weight?: number | undefined;
  readonly appProtocol?: string | undefined;
  /** Of an attachment: the hostnames that are served there, `*` for any. */
  readonly hostnames?: readonly string[] | undefined;
}

/**
 * What an edge stands for. `class`: Gateway -> GatewayClass; `parameters`: class, Gateway or mesh -> its parameters;
 * `section`: object -> its listener, entry, rule or port; `parent`: ListenerSet -> Gateway, route -> parent; `attachment`:
 * route -> listener or Service port that accepts it; `backend`, `mirror`, `externalAuth`, `extension`: rule -> what it names;
 * `certificate`, `ca`: listener, Gateway or policy -> Secret, ConfigMap; `target`: policy -> what it targets; `endpoint`:
 * Service or backend -> EndpointSlice or Pod; `grant`: ReferenceGrant -> what it allows; `infrastructure`: generated object ->
 * its Gateway.
 */
export type Relation =
  | 'class'
  | 'parameters'
  | 'section'
  | 'parent'
  | 'attachment'
  | 'backend'
  | 'mirror'
  | 'externalAuth'
  | 'extension'
  | 'certificate'
  | 'ca'
  | 'target'
  | 'endpoint'
  | 'grant'
  | 'infrastructure';
