import { escapeControl } from '../text/escape.ts';

/** A text within a line of Markdown: nothing of it is markup, and it calls nobody by `@name`. */
export function markdownText(text: string): string {
  return escapeControl(text)
    .replaceAll(/[\\`*_[\]<>|~#&]/g, String.raw`\$&`)
    .replaceAll(/(?<!\w)@(?=\w)/g, '@<!-- -->');
}
