/** The longest value that is written whole in a sentence. */
const LONGEST = 120;

/** A value for a sentence: of a long one its beginning. */
export function cutText(text: string, longest = LONGEST): string {
  return text.length <= longest ? text : `${text.slice(0, longest - 1)}…`;
}
