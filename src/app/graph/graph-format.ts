/** What `graph -o` writes. */
export const GRAPH_FORMATS = ['tree', 'dot', 'mermaid', 'svg', 'html', 'json'] as const;

/** One of the formats. */
export type GraphFormat = (typeof GRAPH_FORMATS)[number];
