import type { TableDefinition } from '../table.ts';
import { ageColumn } from './age-column.ts';
import { controllerColumn, descriptionColumn, featuresColumn, parametersColumn } from './gateway-class.ts';
import { conditionColumn } from './listener-cells.ts';
import { nameColumn } from './name-column.ts';

/** XMesh: the GatewayClass of a service mesh. */
export const xMeshTable: TableDefinition = {
  columns: [
    nameColumn,
    controllerColumn,
    conditionColumn('Accepted'),
    ageColumn,
    featuresColumn,
    parametersColumn,
    descriptionColumn,
  ],
};
