/**
 * What scoop and winget demand of the fields that our manifests have, in the words of JSON Schema. Unlike their own schemas these allow
 * no other field, so that a new one is looked at.
 */
const url = { type: 'string', pattern: '^https://[^\\s]+$' };
const text = (maxLength: number): object => ({ type: 'string', minLength: 1, maxLength });
const record = (properties: Readonly<Record<string, unknown>>): object => ({
  type: 'object',
  required: Object.keys(properties),
  additionalProperties: false,
  properties,
});
const version = { type: 'string', pattern: '^\\d+\\.\\d+\\.\\d+(-[\\w.]+)?$' };

const scoopPlatform = record({
  url,
  hash: { type: 'string', pattern: '^[0-9a-f]{64}$' },
  extract_dir: text(200),
});
const scoopUpdate = record({ url, extract_dir: text(200) });

export const SCOOP: object = record({
  version,
  description: text(500),
  homepage: url,
  license: { const: 'Apache-2.0' },
  architecture: record({ '64bit': scoopPlatform, arm64: scoopPlatform }),
  bin: {
    type: 'array',
    items: { anyOf: [text(100), { type: 'array', minItems: 2, maxItems: 3, items: text(100) }] },
  },
  checkver: { const: 'github' },
  autoupdate: record({
    architecture: record({ '64bit': scoopUpdate, arm64: scoopUpdate }),
    hash: record({ url: text(200) }),
  }),
});

const winget = (type: string, properties: Readonly<Record<string, unknown>>): object =>
  record({
    PackageIdentifier: { type: 'string', pattern: '^[^\\s.\\\\/:*?"<>|]{1,32}(\\.[^\\s.\\\\/:*?"<>|]{1,32}){1,7}$' },
    PackageVersion: version,
    ...properties,
    ManifestType: { const: type },
    ManifestVersion: { const: '1.6.0' },
  });

export const WINGET: Readonly<Record<string, object>> = {
  version: winget('version', { DefaultLocale: { const: 'en-US' } }),
  installer: winget('installer', {
    InstallerType: { const: 'zip' },
    NestedInstallerType: { const: 'portable' },
    ReleaseDate: { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$' },
    Commands: { type: 'array', maxItems: 16, uniqueItems: true, items: text(40) },
    Installers: {
      type: 'array',
      minItems: 1,
      items: record({
        Architecture: { enum: ['x64', 'arm64'] },
        InstallerUrl: url,
        InstallerSha256: { type: 'string', pattern: '^[A-F0-9]{64}$' },
        NestedInstallerFiles: {
          type: 'array',
          items: record({
            RelativeFilePath: { type: 'string', pattern: '^[^/]+\\.exe$' },
            PortableCommandAlias: text(40),
          }),
        },
      }),
    },
  }),
  defaultLocale: winget('defaultLocale', {
    PackageLocale: { const: 'en-US' },
    Publisher: text(256),
    PublisherUrl: url,
    PackageName: text(256),
    PackageUrl: url,
    License: text(512),
    LicenseUrl: url,
    ShortDescription: { type: 'string', minLength: 3, maxLength: 256 },
    Description: { type: 'string', minLength: 3, maxLength: 10_000 },
    ReleaseNotesUrl: url,
    Tags: { type: 'array', maxItems: 16, uniqueItems: true, items: text(40) },
  }),
};
