import type { ConditionGuide } from './condition-guide.ts';

/** Conditions of GatewayClasses (apis/v1/gatewayclass_types.go). */
export const GATEWAY_CLASS_CONDITIONS: readonly ConditionGuide[] = [
  {
    type: 'Accepted',
    on: ['GatewayClass'],
    means: 'Whether the controller that the class names manages Gateways of this class.',
    healthy: 'True',
    reasons: [
      { reason: 'Accepted', statuses: ['True'], means: 'A controller has taken the class: Gateways may use it.' },
      {
        reason: 'InvalidParameters',
        statuses: ['False'],
        means: 'The controller cannot use what spec.parametersRef names.',
        why: 'The object does not exist, is of a kind that the controller does not read, or holds values that it refuses.',
        fix: 'Create or correct the object that spec.parametersRef names, or remove the reference.',
        see: ['describe gatewayclass NAME'],
      },
      {
        reason: 'Unsupported',
        statuses: ['False'],
        means: 'The controller does not support classes of the user: it manages one of its own only.',
        why: 'Some controllers create their GatewayClass themselves and refuse all others.',
        fix: "Use the controller's own GatewayClass.",
        see: ['get gatewayclasses'],
      },
      {
        reason: 'UnsupportedVersion',
        statuses: ['False'],
        means: 'The controller does not support the release of the Gateway API whose CRDs are installed.',
        why: 'The CRDs are older or newer than what the controller was built for.',
        fix: 'Install the release of the CRDs that the controller asks for, or another version of the controller.',
        see: ['check', 'version'],
      },
      {
        reason: 'Pending',
        statuses: ['Unknown'],
        means: 'No controller has looked at the class yet. This is the status that an object is created with.',
        why: 'The controller is not installed, is not running, or spec.controllerName is misspelled: no controller answers to it.',
        fix: 'Compare spec.controllerName with the name that the controller documents, and see that the controller runs. The field is immutable: delete and create the class to change it.',
        see: ['check', 'get gatewayclasses -o wide'],
      },
      {
        reason: 'Waiting',
        statuses: ['Unknown'],
        state: 'deprecated',
        means: 'The same as Pending, as releases before v1.2 wrote it.',
        why: 'No controller has looked at the class yet.',
        fix: 'See Pending.',
        see: ['explain Pending'],
      },
    ],
  },
  {
    type: 'SupportedVersion',
    on: ['GatewayClass'],
    means: 'Whether the controller supports the release of the Gateway API whose CRDs are installed.',
    healthy: 'True',
    state: 'experimental',
    reasons: [
      { reason: 'SupportedVersion', statuses: ['True'], means: 'The controller supports the installed CRDs.' },
      {
        reason: 'UnsupportedVersion',
        statuses: ['False'],
        means: 'The controller does not support the installed CRDs and serves the class as well as it can.',
        why: 'The CRDs are older or newer than what the controller was built for.',
        fix: 'Install the release of the CRDs that the controller asks for, or another version of the controller.',
        see: ['check', 'version'],
      },
    ],
  },
];
