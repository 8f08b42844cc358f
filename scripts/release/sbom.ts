import { Enums, Models, Serialize, Spec } from '@cyclonedx/cyclonedx-library';
import type { Release } from './release.ts';

/** Something that the program contains. */
export interface Contained {
  readonly name: string;
  readonly version: string;
  /** An SPDX expression. */
  readonly licence: string;
  /** The URL of the package (purl). */
  readonly purl: string;
  /** A SHA-512 or SHA-256 in hexadecimal digits, where something pins it. */
  readonly hash?: { readonly algorithm: 'SHA-512' | 'SHA-256'; readonly digits: string } | undefined;
}

/**
 * The software bill of materials as CycloneDX JSON. It has neither a serial number nor a time, so that one commit has one.
 * @param contained what stands in the program, the runtime of its executables among them.
 */
export function billOfMaterials(release: Release, contained: readonly Contained[]): string {
  const { version, description, licence, homepage } = release;
  const component = componentOf({ name: 'gwctl', version, licence, purl: `pkg:npm/gwctl@${version}` });
  component.type = Enums.ComponentType.Application;
  component.description = description;
  component.externalReferences.add(new Models.ExternalReference(homepage, Enums.ExternalReferenceType.VCS));
  const bom = new Models.Bom({ metadata: new Models.Metadata({ component }) });
  for (const each of contained) {
    const part = componentOf(each);
    bom.components.add(part);
    component.dependencies.add(part.bomRef);
  }
  const serializer = new Serialize.JsonSerializer(new Serialize.JSON.Normalize.Factory(Spec.Spec1dot6));
  return `${serializer.serialize(bom, { sortLists: true, space: 2 })}\n`;
}

function componentOf({ name, version, licence, purl, hash }: Contained): Models.Component {
  const component = new Models.Component(Enums.ComponentType.Library, name, { version, purl, bomRef: purl });
  component.licenses.add(new Models.LicenseExpression(licence));
  if (hash !== undefined) component.hashes.set(ALGORITHMS[hash.algorithm], hash.digits);
  return component;
}

const ALGORITHMS = { 'SHA-512': Enums.HashAlgorithm['SHA-512'], 'SHA-256': Enums.HashAlgorithm['SHA-256'] } as const;
