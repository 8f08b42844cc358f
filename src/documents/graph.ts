import type { EdgeState } from './edge-state.ts';
import type { DocumentGap } from './gap.ts';
import type { ObjectRef } from './ref.ts';

/** `gwctl graph -o json`: what is drawn, as data. Fields are only added, never changed in meaning. */
export interface GraphDocument {
  /** The version of this shape: within it, fields are only added. */
  readonly apiVersion: 'gwctl.dev/v1alpha1';
  /** Which document this is. */
  readonly kind: 'Graph';
  /** The keys of the nodes that were asked for. */
  readonly roots: readonly string[];
  /** What is drawn: objects, and sections of objects. */
  readonly nodes: readonly GraphDocumentNode[];
  /** How they refer to one another. */
  readonly edges: readonly GraphDocumentEdge[];
  /** What could not be read, and what the answer lacks because of it; empty when everything was read. */
  readonly gaps: readonly DocumentGap[];
}

/** An object, or a section of one: a listener by name, a route rule as `rules[0]`, a Service port by number. */
export interface GraphDocumentNode {
  /** What edges name it by: `group/Kind/namespace/name[#section]`. */
  readonly key: string;
  /** The object or section that it stands for. */
  readonly ref: ObjectRef;
  /** Whether the object is there; `unknown` where it could not be read. */
  readonly presence: 'present' | 'missing' | 'unknown';
  /** Whether it is as its author meant it. */
  readonly state: VerdictState;
  /** Why it is not ok: a reason of the API. */
  readonly reason?: string | undefined;
  /** Why it is not ok, in one sentence. */
  readonly message?: string | undefined;
}

/** Whether something is as its author meant it: `warning` where a part of it is not, `unknown` where nobody can tell. */
export type VerdictState = 'ok' | 'warning' | 'broken' | 'unknown';

/** A reference and its outcome, from the holder of the field to its target. */
export interface GraphDocumentEdge {
  /** What the edge stands for. */
  readonly relation: Relation;
  /** The key of the node that holds the reference. */
  readonly from: string;
  /** The key of the node that is referred to. */
  readonly to: string;
  /** The field that holds the reference; absent where none does (a listener of its Gateway). */
  readonly path?: string | undefined;
  /** Whether the reference resolves. */
  readonly state: EdgeState;
  /** Why the reference does not resolve: a reason of the API. */
  readonly reason?: string | undefined;
  /** Why the reference does not resolve, in one sentence. */
  readonly message?: string | undefined;
  /** The key of the ReferenceGrant that allows the reference. */
  readonly grant?: string | undefined;
  /** Of a backend: its port. */
  readonly port?: number | undefined;
  /** Of a backend: its weight. */
  readonly weight?: number | undefined;
  /** Of a backend: the appProtocol of the Service's port. */
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
