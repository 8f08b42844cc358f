import {
  BACKEND_LB_POLICY,
  BACKEND_TLS_POLICY,
  GATEWAY,
  SERVICE,
  X_BACKEND_TRAFFIC_POLICY,
  X_TELEMETRY_POLICY,
} from '../../gateway-api/kinds.ts';
import type { CatalogueEntry } from '../catalogue-entry.ts';

/** The policies of the specification itself: all Direct, strategy None, oldest wins. */
export const SPECIFICATION: readonly CatalogueEntry[] = [
  {
    ...BACKEND_TLS_POLICY,
    class: 'Direct',
    targets: [{ ...SERVICE, section: 'port' }],
    merge: { strategy: 'None' },
    source: 'Gateway API v1.7.0, apis/v1/backendtlspolicy_types.go',
  },
  {
    ...X_BACKEND_TRAFFIC_POLICY,
    class: 'Direct',
    targets: [SERVICE],
    merge: { strategy: 'None' },
    source: 'Gateway API v1.7.0, apisx/v1alpha1/xbackendtrafficpolicy_types.go',
  },
  {
    ...X_TELEMETRY_POLICY,
    class: 'Direct',
    targets: [GATEWAY],
    merge: { strategy: 'None' },
    source: 'Gateway API v1.7.0, apisx/v1alpha1/xtelemetrypolicy_types.go',
  },
  {
    ...BACKEND_LB_POLICY,
    class: 'Direct',
    targets: [SERVICE],
    merge: { strategy: 'None' },
    source: 'Gateway API v1.2.1, apis/v1alpha2/backendlbpolicy_types.go',
  },
];
