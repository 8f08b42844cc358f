const LETTER = /\p{L}/u;
const DIGIT = /\p{Nd}/u;

/**
 * The order in which kubectl's YAML encoder writes keys (go-yaml v2 `keyList`): numbers inside them by their value, so
 * that `key2` stands before `key10`; whatever is no letter before letters; else by code points.
 */
export function compareYamlKeys(a: string, b: string): number {
  if (a === b) return 0;
  const [left, right] = [Array.from(a), Array.from(b)];
  const shorter = Math.min(left.length, right.length);
  let at = 0;
  while (at < shorter && left[at] === right[at]) at++;
  if (at === shorter) return left.length - right.length;
  const [first = '', second = ''] = [left[at], right[at]];
  const letters = [LETTER.test(first), LETTER.test(second)];
  if (letters[0] === true || letters[1] === true) {
    return letters[0] === letters[1] ? codeOf(first) - codeOf(second) : letters[1] === true ? -1 : 1;
  }
  // A zero inside a number is a digit of it; in front it is not.
  const inside = (first === '0' || second === '0') && followsNonZero(left, at) ? 1 : 0;
  const [numberA, endA] = readNumber(left, at, inside);
  const [numberB, endB] = readNumber(right, at, inside);
  if (numberA !== numberB) return numberA - numberB;
  return endA === endB ? codeOf(first) - codeOf(second) : endA - endB;
}

function followsNonZero(characters: readonly string[], at: number): boolean {
  for (let index = at - 1; index >= 0 && DIGIT.test(characters[index] ?? ''); index--) {
    if (characters[index] !== '0') return true;
  }
  return false;
}

function readNumber(characters: readonly string[], at: number, start: number): readonly [number, number] {
  let value = start;
  let index = at;
  for (; index < characters.length && DIGIT.test(characters[index] ?? ''); index++) {
    value = value * 10 + codeOf(characters[index] ?? '') - codeOf('0');
  }
  return [value, index];
}

function codeOf(character: string): number {
  return character.codePointAt(0) ?? 0;
}
