const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const YEAR = 365 * DAY;

/**
 * A duration as kubectl shows ages (apimachinery `duration.HumanDuration`): `5s`, `3m`, `4h12m`, `3d5h`, `2y30d`.
 * @param duration milliseconds; up to two seconds into the future count as `0s`, more is `<invalid>`.
 */
export function humanDuration(duration: number): string {
  const seconds = Math.trunc(duration / SECOND);
  if (seconds < -1) return '<invalid>';
  if (seconds < 0) return '0s';
  if (seconds < 120) return `${seconds}s`;
  const minutes = Math.trunc(duration / MINUTE);
  if (minutes < 10) return withRest(minutes, 'm', seconds % 60, 's');
  if (minutes < 180) return `${minutes}m`;
  const hours = Math.trunc(duration / HOUR);
  if (hours < 8) return withRest(hours, 'h', minutes % 60, 'm');
  if (hours < 48) return `${hours}h`;
  if (hours < 192) return withRest(Math.trunc(hours / 24), 'd', hours % 24, 'h');
  const days = Math.trunc(duration / DAY);
  if (hours < 24 * 365 * 2) return `${days}d`;
  const years = Math.trunc(duration / YEAR);
  if (hours < 24 * 365 * 8) return withRest(years, 'y', days % 365, 'd');
  return `${years}y`;
}

function withRest(count: number, unit: string, rest: number, restUnit: string): string {
  return rest === 0 ? `${count}${unit}` : `${count}${unit}${rest}${restUnit}`;
}

/** The age of something created at a time; `<unknown>` when the time is. Both in milliseconds since 1970. */
export function ageOf(createdAt: number | undefined, now: number): string {
  return createdAt === undefined ? '<unknown>' : humanDuration(now - createdAt);
}
