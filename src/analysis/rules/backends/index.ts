import type { Rule } from '../rule.ts';
import { backendPort } from './backend-port.ts';

/** Backends, Secrets and certificates: GW2. */
export const BACKENDS: readonly Rule[] = [backendPort];
