import { isRecord, readPath, readRecord, readString } from '../../model/read.ts';

/**
 * Session persistence of every generation (semantics.md 1.4): `sessionName` and `cookieConfig` until v1.6, `cookie` and
 * `header` since v1.7; undefined where there is none.
 */
export function sessionText(persistence: unknown): string | undefined {
  if (!isRecord(persistence)) return undefined;
  const type = readString(persistence['type']) ?? 'Cookie';
  const isHeader = type === 'Header';
  const carrier = readRecord(persistence[isHeader ? 'header' : 'cookie']);
  const name = readString(carrier['name']) ?? readString(persistence['sessionName']);
  const path = readString(carrier['path']);
  const lifetime =
    readString(carrier['lifetimeType']) ?? readString(readPath(persistence, 'cookieConfig', 'lifetimeType'));
  const absolute = readString(persistence['absoluteTimeout']);
  const idle = readString(persistence['idleTimeout']);
  return [
    `session by ${type.toLowerCase()}${name === undefined ? '' : ` ${name}`}`,
    ...(path === undefined ? [] : [`path ${path}`]),
    ...(lifetime === undefined ? [] : [`lifetime ${lifetime}`]),
    ...(absolute === undefined ? [] : [`absolute timeout ${absolute}`]),
    ...(idle === undefined ? [] : [`idle timeout ${idle}`]),
  ].join(', ');
}

/** The fields of session persistence that `sessionText` says. */
export const SESSION_FIELDS = {
  type: true,
  sessionName: true,
  absoluteTimeout: true,
  idleTimeout: true,
  cookieConfig: { lifetimeType: true },
  cookie: { name: true, path: true, lifetimeType: true },
  header: { name: true },
} as const;
