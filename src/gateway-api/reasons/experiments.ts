import type { ConditionGuide } from './condition-guide.ts';

/** Conditions of XBackends and XMeshes (apisx/v1alpha1). */
export const EXPERIMENT_CONDITIONS: readonly ConditionGuide[] = [
  {
    type: 'Accepted',
    on: ['XBackend'],
    means: 'Whether a controller can use the backend. The API defines no reason for a refusal.',
    healthy: 'True',
    state: 'experimental',
    reasons: [{ reason: 'Accepted', statuses: ['True'], means: 'The backend is valid.' }],
  },
  {
    type: 'Accepted',
    on: ['XMesh'],
    means: 'Whether the controller that the mesh names manages it.',
    healthy: 'True',
    state: 'experimental',
    reasons: [
      { reason: 'Accepted', statuses: ['True'], means: 'A controller has taken the mesh.' },
      {
        reason: 'InvalidParameters',
        statuses: ['False'],
        means: 'The controller cannot use what spec.parametersRef names.',
        why: 'The object does not exist, is of a kind that the controller does not read, or holds values that it refuses.',
        fix: 'Create or correct the object, or remove the reference.',
        see: ['describe xmesh NAME'],
      },
      {
        reason: 'Pending',
        statuses: ['Unknown'],
        means: 'No controller has looked at the mesh yet.',
        why: 'No controller answers to spec.controllerName.',
        fix: 'Compare spec.controllerName with the name that the controller documents, and see that it runs.',
        see: ['get xmeshes'],
      },
    ],
  },
];
