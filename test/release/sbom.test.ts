import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { Spec, Validation } from '@cyclonedx/cyclonedx-library';
import { bundle } from '../../scripts/bundle.ts';
import { containedIn } from '../../scripts/release/contained.ts';
import { billOfMaterials } from '../../scripts/release/sbom.ts';
import { bundledPackages } from '../../scripts/third-party-notices.ts';
import { readPath, readRecords } from '../../src/model/read.ts';
import { assertGolden } from './golden.ts';
import { sampleRelease } from './sample.ts';

suite('the bill of materials', () => {
  test('is CycloneDX, and names all that the bundle and the executables contain', async () => {
    const metafile = await bundle(false);
    const text = billOfMaterials(await sampleRelease(), await containedIn(metafile));
    assert.equal(await new Validation.JsonStrictValidator(Spec.Version.v1dot6).validate(text), null);
    await assertGolden('gwctl.cdx.json', text);
    const components = readRecords(readPath(JSON.parse(text), 'components'));
    const names = components.map(({ name, version }) => `${String(name)} ${String(version)}`);
    for (const { name, version } of await bundledPackages(metafile))
      assert.ok(names.includes(`${name} ${version}`), name);
    for (const name of ['bun', 'graphviz', 'expat'])
      assert.ok(
        names.some((each) => each.startsWith(`${name} `)),
        name,
      );
    // The order in which things are found is no part of it.
    const again = billOfMaterials(await sampleRelease(), (await containedIn(metafile)).toReversed());
    assert.equal(again, text);
  });
});
