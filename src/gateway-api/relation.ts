/** All relations between objects. */
export const RELATIONS = [
  /** Gateway -> GatewayClass. */
  'class',
  /** GatewayClass, Gateway, XMesh -> its parameters object. */
  'parameters',
  /** Gateway -> listener, ListenerSet -> entry, route -> rule, Service -> port. Always resolved. */
  'section',
  /** ListenerSet -> Gateway; route -> parent object (one edge per parentRef, state by attachment). */
  'parent',
  /** Route -> listener (or Service port) that it attaches to: only accepted attachments. */
  'attachment',
  /** Rule -> backend object. */
  'backend',
  'mirror',
  'externalAuth',
  'extension',
  /** Listener -> Secret; Gateway, XBackend -> client certificate. */
  'certificate',
  /** Gateway, listener, XBackend or BackendTLSPolicy -> CA object. */
  'ca',
  /** Policy -> target object or section. */
  'target',
  /** XBackend, Service -> EndpointSlice or Pod (on request), XTelemetryPolicy -> collector. */
  'endpoint',
  /** ReferenceGrant -> the object or kind whose reference it allows (the edge it enables). */
  'grant',
  /** Generated Deployment, Service … -> its Gateway (labels of semantics.md 1.3). */
  'infrastructure',
] as const;

/** What an edge stands for; each is drawn from the holder of the field to its target. */
export type Relation = (typeof RELATIONS)[number];

/** How a route uses what it names as backend. */
export const BACKEND_RELATIONS = ['backend', 'mirror', 'externalAuth'] as const satisfies readonly Relation[];
