import { statusOfObject } from '../../analysis/reported-status.ts';
import { readSupportedFeatures } from '../../gateway-api/gateway.ts';
import { GATEWAY } from '../../gateway-api/kinds.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { readPath, readString } from '../../model/read.ts';
import { refOf } from '../../model/ref.ts';
import type { Block, Line } from '../description.ts';
import { objectText } from '../tables/object-text.ts';
import { cut, field, lines } from './blocks.ts';
import type { DescribeContext } from './context.ts';
import { featureBlocks } from './features.ts';
import { parametersBlocks } from './gateway.ts';
import { forFlag } from './relations.ts';
import type { DescribeView } from './view.ts';

const MOST_GATEWAYS = 25;

/** GatewayClass. */
export const gatewayClassView: DescribeView = {
  blocks: (gatewayClass, context) => [
    ...controllerBlocks(gatewayClass, context),
    ...gatewayBlocks(gatewayClass, context),
    ...featureBlocks(readSupportedFeatures(gatewayClass)),
  ],
  known: controllerFields(),
};

/** XMesh: the GatewayClass of a service mesh. */
export const xMeshView: DescribeView = {
  blocks: (mesh, context) => [...controllerBlocks(mesh, context), ...featureBlocks(readSupportedFeatures(mesh))],
  known: controllerFields(),
};

function controllerFields(): DescribeView['known'] {
  return {
    spec: {
      controllerName: true,
      description: true,
      parametersRef: { group: true, kind: true, namespace: true, name: true },
    },
    status: { conditions: true, supportedFeatures: true },
  };
}

function controllerBlocks(object: KubernetesObject, context: DescribeContext): readonly Block[] {
  return [
    ...field('Controller', readString(readPath(object, 'spec', 'controllerName'))),
    ...field('Description', readString(readPath(object, 'spec', 'description'))),
    ...parametersBlocks(object, context),
  ];
}

function gatewayBlocks(gatewayClass: KubernetesObject, context: DescribeContext): readonly Block[] {
  const gateways = context.graph.incoming(refOf(gatewayClass), 'class');
  if (gateways.length === 0 && !context.snapshot.knowsReferrers(GATEWAY, refOf(gatewayClass))) {
    return field('Gateways', { text: 'unknown (could not be read)', tone: 'muted' });
  }
  const { shown, left } = cut(gateways, MOST_GATEWAYS);
  return lines(
    `Gateways (${gateways.length})`,
    shown.map(({ from }): Line => {
      const lookup = context.snapshot.find(from);
      if (lookup.state !== 'found') return { cells: [objectText(from, undefined)] };
      const status = statusOfObject(lookup.object, 'Programmed');
      const mark = status === 'True' ? 'ok' : status === 'False' ? 'broken' : status === 'Stale' ? 'note' : 'unknown';
      return { mark, cells: [objectText(from, undefined), `Programmed=${status}`] };
    }),
    left === 0 ? undefined : `${left} more: ${context.command(`get gateways ${forFlag(refOf(gatewayClass))}`)}`,
  );
}
