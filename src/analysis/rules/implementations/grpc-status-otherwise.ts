import { TO_CART, gatewayOf } from './examples.ts';
import { departureRule } from './departure-rule.ts';

export const grpcStatusOtherwise = departureRule({
  code: 'GW9010',
  name: 'grpc-status-otherwise',
  severity: 'info',
  codes: ['grpcStatusOther'],
  what: 'This controller answers gRPC clients with another status than the specification, or with none.',
  why: 'Clients that retry on UNAVAILABLE do not do so on another status.',
  how: 'Let clients expect the status that is named, or mend what makes it fail.',
  beside: gatewayOf('gateway.envoyproxy.io/gatewayclass-controller'),
  also: ['GW2001'],
  bad: `
apiVersion: gateway.networking.k8s.io/v1
kind: GRPCRoute
metadata: {name: shop}
spec:
  parentRefs: [{name: web}]
  rules: [{backendRefs: [{name: gone, port: 80}]}]
`,
  good: `
apiVersion: gateway.networking.k8s.io/v1
kind: GRPCRoute
metadata: {name: shop}
spec:
  parentRefs: [{name: web}]
  rules: [{${TO_CART}}]
`,
});
