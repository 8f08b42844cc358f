import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { BORDERS, MISSING_FILL, TINTS } from '../../../src/print/graph-dot.ts';
import { PAGE_STYLE } from '../../../src/print/graph-page-style.ts';

/** WCAG 2.2: 1.4.3 for texts, 1.4.11 for marks and the borders of controls. */
const [TEXT, MARK] = [4.5, 3];

/** The custom properties that the style sheet sets after a selector. */
function colours(selector: string): ReadonlyMap<string, string> {
  const at = PAGE_STYLE.indexOf(`${selector}{`);
  const block = PAGE_STYLE.slice(at, PAGE_STYLE.indexOf('}', at));
  return new Map(Array.from(block.matchAll(/--(\w+):(#[0-9a-f]{6})/g), ([, name = '', value = '']) => [name, value]));
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].toSorted((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

function check(
  least: number,
  front: readonly (readonly [string, string])[],
  back: readonly (readonly [string, string])[],
): void {
  for (const [name, colour] of front) {
    for (const [under, ground] of back) {
      const found = contrast(colour, ground);
      assert.ok(found >= least, `${name} ${colour} on ${under} ${ground}: ${found.toFixed(2)}, wanted ${least}`);
    }
  }
}

describe('the colours of the page reach WCAG AA', () => {
  for (const [theme, selector] of [
    ['light', ':root'],
    ['dark, by the system', ':root:not([data-theme=light])'],
    ['dark, by the button', ':root[data-theme=dark]'],
  ] as const) {
    test(theme, () => {
      const all = colours(selector);
      const named = (...names: readonly string[]): readonly (readonly [string, string])[] =>
        names.map((name) => {
          const colour = all.get(name);
          assert.ok(colour !== undefined, name);
          return [name, colour];
        });
      const boxes = [...Object.keys(TINTS), 'none'];
      check(TEXT, named('fg'), named('bg', 'panel', ...boxes));
      check(TEXT, named('soft', 'bad', 'warn', 'accent'), named('bg', 'panel'));
      // Borders of boxes against their fill and what lies around them; arrows.
      check(MARK, named('soft', 'bad', 'warn', 'accent'), named('bg', 'panel', ...boxes));
      check(MARK, named('quiet'), named('bg'));
    });
  }

  test('every colour of the style sheet is one of these', () => {
    const rules = PAGE_STYLE.replaceAll(/:root[^{]*\{[^}]*\}/g, '');
    assert.doesNotMatch(rules, /#[0-9a-f]{3,8}\b(?![^{}]*\{)|rgba?\(|hsla?\(/);
  });

  test('DOT and SVG: black text and borders on white and on the tints', () => {
    const grounds = Object.entries({ ...TINTS, missing: MISSING_FILL });
    check(TEXT, [['text', '#000000']], grounds);
    check(MARK, Object.entries(BORDERS), grounds);
    check(TEXT, [['text of a broken arrow', BORDERS.broken]], [['page', '#ffffff']]);
  });
});
