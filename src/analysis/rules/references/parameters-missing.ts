import { symptomRule } from '../symptom-rule.ts';

export const parametersMissing = symptomRule({
  code: 'GW1002',
  name: 'parameters-missing',
  severity: 'error',
  what: 'A GatewayClass, Gateway or XMesh refers to parameters that do not exist, or its controller finds them invalid.',
  why: 'The controller does not know how to set up what is behind the class or Gateway, and accepts neither (`InvalidParameters`).',
  how: 'Create the object that `parametersRef` names, or correct the name and namespace.',
  beside: `
apiVersion: v1
kind: ConfigMap
metadata: {name: settings}
data: {size: small}
`,
  bad: `
apiVersion: gateway.networking.k8s.io/v1
kind: GatewayClass
metadata: {name: tuned}
spec:
  controllerName: acme.example/gateway-controller
  parametersRef: {group: '', kind: ConfigMap, namespace: shop, name: setings}
`,
  good: `
apiVersion: gateway.networking.k8s.io/v1
kind: GatewayClass
metadata: {name: tuned}
spec:
  controllerName: acme.example/gateway-controller
  parametersRef: {group: '', kind: ConfigMap, namespace: shop, name: settings}
`,
});
