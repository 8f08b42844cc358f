// What the library may know of this process; the other examples take it from here.
import type { Surroundings } from 'gwctl';

export const here: Surroundings = {
  env: process.env,
  cwd: process.cwd(),
  now: Date.now,
  platform: process.platform,
  arch: process.arch,
  warn: (text) => console.error(text),
};
