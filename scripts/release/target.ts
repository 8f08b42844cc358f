/** A machine that a release has an executable for. */
export interface Target {
  /** Its name, which is the name of the folder of the executable and part of the archive's: `linux-x64-musl`. */
  readonly name: string;
  readonly os: 'linux' | 'darwin' | 'windows';
  readonly arch: 'x64' | 'arm64';
  /** Linux with musl in place of glibc. */
  readonly musl: boolean;
}

/** The words of Go for the processors, which krew, Homebrew's users and registries of images speak. */
export const GO_ARCH = { x64: 'amd64', arm64: 'arm64' } as const;

/** @throws Error for a name that is none of `<os>-<arch>[-musl]`. */
export function readTarget(name: string): Target {
  const [, os, arch, musl] = /^(linux|darwin|windows)-(x64|arm64)(-musl)?$/.exec(name) ?? [];
  if (os !== 'linux' && os !== 'darwin' && os !== 'windows')
    throw new Error(`release.json: no target is named ${name}`);
  return { name, os, arch: arch === 'x64' ? 'x64' : 'arm64', musl: musl !== undefined };
}

/** The name of the executable. */
export function executableOf({ os }: Target): string {
  return os === 'windows' ? 'gwctl.exe' : 'gwctl';
}
