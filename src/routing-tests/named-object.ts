/** An object as a test names it: `[KIND/][NAMESPACE/]NAME[:PORT]`. What is not written is not compared. */
export interface NamedObject {
  readonly kind?: string | undefined;
  readonly namespace?: string | undefined;
  readonly name: string;
  readonly port?: number | undefined;
}

/** What an object of an answer is called there. */
interface Answered {
  readonly kind: string;
  readonly namespace?: string | undefined;
  readonly name: string;
  readonly port?: number | undefined;
}

/** @returns undefined where the text names nothing. */
export function readNamedObject(text: string): NamedObject | undefined {
  const match = /^(?:(?:([^/:\s]+)\/)?([^/:\s]+)\/)?([^/:\s]+?)(?::(\d{1,5}))?$/.exec(text);
  if (match === null) return undefined;
  const [, kind, namespace, name = '', port] = match;
  if (Number(port ?? 1) < 1 || Number(port ?? 1) > 65_535) return undefined;
  return { kind, namespace, name, port: port === undefined ? undefined : Number(port) };
}

/** Whether an object of an answer is the one that a test names. */
export function isNamed({ kind, namespace, name, port }: NamedObject, object: Answered): boolean {
  return (
    name === object.name &&
    (namespace === undefined || namespace === object.namespace) &&
    (port === undefined || port === object.port) &&
    (kind === undefined || kind.toLowerCase() === object.kind.toLowerCase())
  );
}

/** As a test would name it: `shop/pay:8080`; the kind stands in front unless it is the usual one. */
export function nameOf({ kind, namespace, name, port }: Answered, usual = 'Service'): string {
  const place = namespace === undefined ? name : `${namespace}/${name}`;
  const whole = port === undefined ? place : `${place}:${port}`;
  return kind === usual || namespace === undefined ? whole : `${kind.toLowerCase()}/${whole}`;
}
