import { leavesOut, neededFeatures } from '../../../gateway-api/extended-features.ts';
import type { NeededFeature } from '../../../gateway-api/extended-features.ts';
import { readPath, readString } from '../../../model/read.ts';
import { refKey } from '../../../model/ref.ts';
import type { GivenReport } from '../../../gateway-api/conformance-report.ts';
import type { GatewayTable } from '../../../routing/gateway-table.ts';
import { implementationOf } from '../../../routing/implementations/index.ts';
import { newestReportOf } from '../../../routing/implementations/newest-reports.ts';
import { defineRule } from '../rule.ts';
import type { Hit } from '../rule.ts';
import { TO_CART, gatewayOf, routeOf } from './examples.ts';

interface Unsupported {
  readonly feature: string;
  /** Where that is written. */
  readonly by: 'class' | 'given' | 'newest';
  readonly text: string;
}

/** A name changes nothing by itself. */
const HARMLESS: ReadonlySet<string> = new Set(['HTTPRouteNamedRouteRule', 'GRPCRouteNamedRouteRule']);

export const featureNotSupported = defineRule<Unsupported>({
  code: 'GW9013',
  name: 'feature-not-supported',
  severity: 'warning',
  inputs: ['traffic'],
  what: 'A field needs a feature that this controller does not support, by its class, or by its newest conformance report.',
  why: 'Extended features are optional: what a controller makes of a field that it does not support is up to it, and it may accept the route all the same (GEP-2162).',
  how: 'Do without the field, use a policy of the controller, or update the controller: what `status.supportedFeatures` of the class lists counts.',
  beside: gatewayOf('gateway.k8s.aws/alb'),
  bad: routeOf('shop', `  - matches: [{queryParams: [{name: q, value: a}]}]\n    ${TO_CART}`),
  good: routeOf('shop', `  - ${TO_CART}`),
  check(world) {
    const hits = new Map<string, Hit<Unsupported>>();
    const seen = new Set<string>();
    for (const { gateway, rows } of world.traffic()) {
      for (const { row } of rows) {
        const pair = `${refKey(gateway.ref)} ${refKey(row.ref)}`;
        if (seen.has(pair)) continue;
        seen.add(pair);
        for (const needed of neededFeatures(row.route)) {
          const args = judge(gateway, row.route.kind, needed, world.conformance);
          if (args === undefined || HARMLESS.has(needed.feature) || isKnownBetter(gateway, needed)) continue;
          const key = `${refKey(row.ref)} ${needed.feature} ${args.text}`;
          hits.set(key, { subject: row.ref, path: needed.path, args, related: [gateway.ref] });
        }
      }
    }
    return hits.values();
  },
  say: ({ feature, by, text }) => {
    if (by === 'class') return `needs the feature ${feature}, which ${text} does not list`;
    return `needs the feature ${feature}, which the ${by === 'newest' ? 'newest report' : 'report'} of ${text} lists as unsupported`;
  },
});

/** The class decides where it lists features; else the report that is given, or the newest one. */
function judge(
  { features, controller, gateway }: GatewayTable,
  routeKind: string,
  { feature }: NeededFeature,
  given: GivenReport | undefined,
): Unsupported | undefined {
  if (features.size > 0) {
    const text = `GatewayClass ${readString(readPath(gateway, 'spec', 'gatewayClassName')) ?? ''}`;
    return leavesOut(features, routeKind, feature) ? { feature, by: 'class', text } : undefined;
  }
  const report = given ?? newestReportOf(controller);
  if (report === undefined || !report.unsupported.some((one) => one === feature || `${one}Codes` === feature))
    return undefined;
  const { name, version, date } = report;
  const [by, source] = 'file' in report ? (['given', report.file] as const) : (['newest', report.source] as const);
  return { feature, by, text: `${name} (${version} of ${date}: ${source})` };
}

/** Whether it is known what the controller makes of the field: filter-not-supported or field-ignored says it then. */
function isKnownBetter({ controller }: GatewayTable, { path }: NeededFeature): boolean {
  const behaviours = implementationOf(controller)?.behaviours;
  const [, field = ''] = /^spec\.rules\[\d+\]\.(\w+)/.exec(path) ?? [];
  const [, filter = ''] = /\.filters\[\d+\]\.(\w+)/.exec(path) ?? [];
  const isIgnored =
    field !== '' && behaviours?.ignoredFields?.value.some((text) => text.startsWith(`rules[].${field}`)) === true;
  const isFailed = behaviours?.unsupportedFilters?.value.some((type) => type.toLowerCase() === filter.toLowerCase());
  return isIgnored || isFailed === true;
}
