import { stringify } from 'yaml';
import type { Artefact } from './artefact.ts';
import type { Release } from './release.ts';

const SCHEMA = '1.6.0';
const LOCALE = 'en-US';

/**
 * The three manifests of winget, by their path below `manifests/` of the repository that winget reads.
 * @param date of the release: `2026-12-01`.
 */
export function wingetManifests(
  release: Release,
  artefacts: readonly Artefact[],
  date: string,
): ReadonlyMap<string, string> {
  const { publisher, version, homepage, licence, summary, description, downloads } = release;
  const identifier = `${publisher}.gwctl`;
  const common = { PackageIdentifier: identifier, PackageVersion: version };
  const file = (type: string, name: string, fields: Readonly<Record<string, unknown>>): readonly [string, string] => [
    `${identifier.slice(0, 1).toLowerCase()}/${publisher}/gwctl/${version}/${identifier}${name}.yaml`,
    `# yaml-language-server: $schema=https://aka.ms/winget-manifest.${type}.${SCHEMA}.schema.json\n\n${stringify({
      ...common,
      ...fields,
      ManifestType: type,
      ManifestVersion: SCHEMA,
    })}`,
  ];
  return new Map([
    file('version', '', { DefaultLocale: LOCALE }),
    file('installer', '.installer', {
      InstallerType: 'zip',
      NestedInstallerType: 'portable',
      ReleaseDate: date,
      Commands: ['gwctl'],
      Installers: artefacts
        .filter(({ target }) => target.os === 'windows')
        .map((artefact) => ({
          Architecture: artefact.target.arch,
          InstallerUrl: `${downloads}/${artefact.file}`,
          InstallerSha256: artefact.sha256.toUpperCase(),
          NestedInstallerFiles: [{ RelativeFilePath: `${artefact.folder}\\gwctl.exe`, PortableCommandAlias: 'gwctl' }],
        })),
    }),
    file('defaultLocale', `.locale.${LOCALE}`, {
      PackageLocale: LOCALE,
      Publisher: publisher,
      PublisherUrl: homepage,
      PackageName: 'gwctl',
      PackageUrl: homepage,
      License: licence,
      LicenseUrl: `${homepage}/blob/v${version}/LICENSE`,
      ShortDescription: summary,
      Description: `${description}.`,
      ReleaseNotesUrl: `${homepage}/releases/tag/v${version}`,
      Tags: ['kubernetes', 'gateway-api', 'kubectl'],
    }),
  ]);
}
