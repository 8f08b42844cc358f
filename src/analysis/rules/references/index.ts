import type { Rule } from '../rule.ts';
import { classMissing } from './class-missing.ts';

/** References: classes, parents, sections, ports, parameters, extensions, grants: GW1. */
export const REFERENCES: readonly Rule[] = [classMissing];
