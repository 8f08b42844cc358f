/**
 * What CHANGELOG.md says of a version, which becomes the notes of its release.
 * @returns its text and date, or undefined where the version has no heading (`## 0.2.0 - 2026-12-01`) or nothing stands below it.
 */
export function notesOf(
  changelog: string,
  version: string,
): { readonly text: string; readonly date: string } | undefined {
  const sections = changelog.split(/^## /m).slice(1);
  for (const section of sections) {
    const [heading = '', ...lines] = section.split('\n');
    const [, named, date] = /^\[?([^\s\]]+)\]? - (\d{4}-\d{2}-\d{2})$/.exec(heading.trim()) ?? [];
    const text = lines.join('\n').trim();
    if (named === version && date !== undefined && text !== '') return { text: `${text}\n`, date };
  }
  return undefined;
}
