import { readSupportedFeatures } from '../../gateway-api/gateway.ts';
import { GATEWAY } from '../../gateway-api/kinds.ts';
import { referencesOf } from '../../gateway-api/references.ts';
import type { Relation } from '../../gateway-api/relation.ts';
import { readPath, readString } from '../../model/read.ts';
import { refOf } from '../../model/ref.ts';
import type { Column, TableDefinition } from '../table.ts';
import { ageColumn } from './age-column.ts';
import { conditionColumn } from './listener-cells.ts';
import { nameColumn } from './name-column.ts';
import { objectText } from './object-text.ts';
import { countCell } from './relation-count.ts';

/** `spec.controllerName`. */
export const controllerColumn: Column = {
  name: 'CONTROLLER',
  cell: (object) => readString(readPath(object, 'spec', 'controllerName')) ?? '<none>',
};

/** How many features the controller says it supports. */
export const featuresColumn: Column = {
  name: 'FEATURES',
  wide: true,
  cell: (object) => String(readSupportedFeatures(object).length),
};

/** The object with the controller's parameters. */
export const parametersColumn: Column = {
  name: 'PARAMETERS',
  wide: true,
  cell: (object) => {
    const [parameters] = referencesOf(object, PARAMETERS);
    if (parameters === undefined || parameters.ref.kind === '' || parameters.ref.name === '') return '<none>';
    return objectText(parameters.ref, undefined);
  },
};

/** `spec.description`. */
export const descriptionColumn: Column = {
  name: 'DESCRIPTION',
  wide: true,
  cell: (object) => readString(readPath(object, 'spec', 'description')) ?? '<none>',
};

const PARAMETERS: ReadonlySet<Relation> = new Set(['parameters']);
const CLASS: ReadonlySet<Relation> = new Set(['class']);

export const gatewayClassTable: TableDefinition = {
  columns: [
    nameColumn,
    controllerColumn,
    conditionColumn('Accepted'),
    ageColumn,
    {
      name: 'GATEWAYS',
      wide: true,
      needs: [GATEWAY],
      cell: (object, { naming, coverage }) => countCell(naming(refOf(object), CLASS).length, coverage(GATEWAY)),
    },
    featuresColumn,
    parametersColumn,
    descriptionColumn,
  ],
};
