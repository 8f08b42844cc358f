import type { RoutingFacts } from '../../model/routing-facts.ts';
import { ROUTING_MISSES } from './routing-misses.ts';
import { ROUTING_NOTES } from './routing-notes.ts';
import { ROUTING_OUTCOMES } from './routing-outcomes.ts';
import { ROUTING_WAY } from './routing-way.ts';
import type { Sentences } from './sentence.ts';

/** The way of a request. */
export const ROUTING = {
  ...ROUTING_WAY,
  ...ROUTING_OUTCOMES,
  ...ROUTING_MISSES,
  ...ROUTING_NOTES,
} satisfies Sentences<keyof RoutingFacts>;
