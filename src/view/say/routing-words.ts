import type { Criterion, NamedListener } from '../../model/routing-facts.ts';
import { nodeText } from './paths.ts';

/** `listener https of gateway shop/web (HTTPS, port 443, *.example.com)` */
export function listenerText(listener: NamedListener): string {
  const { port, protocol, hostname } = listener;
  const traits = [protocol, `port ${port ?? '?'}`, ...(hostname === undefined ? [] : [hostname])];
  return `${shortListener(listener)} (${traits.join(', ')})`;
}

/** `listener https of gateway shop/web` */
export function shortListener({ holder, name }: NamedListener): string {
  return `listener ${name} of ${nodeText(holder)}`;
}

/** The listener that was chosen: its Gateway goes without saying. */
export function chosenText(listener: NamedListener): string {
  const text = listenerText(listener);
  const own = ` of ${nodeText(listener.holder)}`;
  return listener.holder.kind === 'Gateway' ? text.replace(own, '') : text;
}

/** Why one match wins over another that matches as well. */
export const WINS: Readonly<Record<Criterion, string>> = {
  hostname: 'its hostname is more specific',
  exactPath: 'an exact path wins',
  expressionPath: 'most controllers place expressions before prefixes',
  longerPath: 'its path is longer',
  method: 'it names the method',
  headers: 'it matches more headers',
  query: 'it matches more query parameters',
  longerService: 'its service name is longer',
  longerMethod: 'its method name is longer',
  olderRoute: 'its route is older',
  routeName: 'its route comes first by name',
  earlierRule: 'it comes first in the route',
};

/** A share in percent with at most one decimal. */
export function percentText(share: number): string {
  return `${Math.round(share * 1000) / 10} %`;
}

/** `1 other`, `3 others` */
export function othersText(count: number): string {
  return count === 1 ? '1 other' : `${count} others`;
}
