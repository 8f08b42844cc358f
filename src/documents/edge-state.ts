/**
 * Whether what a reference names is there and may be used. `unknown`: a kind could not be read, lies outside the files, or is
 * known to its controller only; it never means that something is missing.
 */
export type EdgeState = 'resolved' | 'missing' | 'notPermitted' | 'unknown';
