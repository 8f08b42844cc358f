import { readHostnames } from '../../gateway-api/route.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { readPath, readString } from '../../model/read.ts';
import { attachmentBlocks } from './attachments.ts';
import { backendBlocks } from './backends.ts';
import { field } from './blocks.ts';
import { RULE_FIELDS, ruleBlocks } from './rules.ts';
import { routeUrls } from './urls.ts';
import type { DescribeView } from './view.ts';

const PARENT_REF = { group: true, kind: true, namespace: true, name: true, sectionName: true, port: true } as const;

/** The five route kinds. */
export const routeView: DescribeView = {
  blocks: (route, context) => [
    ...field('Hostnames', hostnamesOf(route)),
    ...field('Default Gateways', readString(readPath(route, 'spec', 'useDefaultGateways'))),
    ...field('URLs', routeUrls(route, context)),
    ...attachmentBlocks(route, context),
    ...ruleBlocks(route, context),
    ...backendBlocks(route, context),
  ],
  known: {
    spec: { hostnames: true, useDefaultGateways: true, parentRefs: PARENT_REF, rules: RULE_FIELDS },
    status: { parents: { parentRef: PARENT_REF, controllerName: true, conditions: true } },
  },
  ownStatus: true,
};

function hostnamesOf(route: KubernetesObject): string | undefined {
  const hostnames = readHostnames(route);
  return hostnames.length === 0 ? undefined : hostnames.join(', ');
}
