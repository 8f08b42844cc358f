import type { KubernetesObject } from '../model/object.ts';
import { readNumber, readPath, readRecords, readString } from '../model/read.ts';

/** One port of a Service or ServiceImport. */
export interface ServicePort {
  readonly number: number | undefined;
  readonly name: string | undefined;
  /** TCP unless written. */
  readonly protocol: string;
  readonly appProtocol: string | undefined;
}

/** `spec.ports` of a Service or ServiceImport. */
export function readServicePorts(service: KubernetesObject): readonly ServicePort[] {
  return readRecords(readPath(service, 'spec', 'ports')).map((port) => ({
    number: readNumber(port['port']),
    name: readString(port['name']),
    protocol: readString(port['protocol']) ?? 'TCP',
    appProtocol: readString(port['appProtocol']),
  }));
}
