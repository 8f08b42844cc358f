import { stringify } from 'yaml';
import { isCommon } from './artefact.ts';
import type { Artefact } from './artefact.ts';
import type { Release } from './release.ts';
import { executableOf, GO_ARCH } from './target.ts';

/** The manifest of the plugin for an index of krew: `plugins/gw.yaml`. */
export function krewManifest(release: Release, artefacts: readonly Artefact[]): string {
  const { krewPlugin, version, homepage, summary, description, downloads } = release;
  return stringify({
    apiVersion: 'krew.googlecontainertools.github.com/v1alpha2',
    kind: 'Plugin',
    metadata: { name: krewPlugin },
    spec: {
      version: `v${version}`,
      homepage,
      shortDescription: summary,
      description: `${description}.\n\nIt reads a cluster or manifests, and changes nothing but by apply and delete.\n`,
      caveats: `Try it without a cluster: kubectl ${krewPlugin} status --demo\n`,
      platforms: artefacts.filter(isCommon).map(({ target, file, folder, sha256 }) => ({
        selector: { matchLabels: { os: target.os, arch: GO_ARCH[target.arch] } },
        uri: `${downloads}/${file}`,
        sha256,
        bin: executableOf(target),
        files: [executableOf(target), 'LICENSE', 'THIRD_PARTY_NOTICES'].map((name) => ({
          from: `${folder}/${name}`,
          to: '.',
        })),
      })),
    },
  });
}
