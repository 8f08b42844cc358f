import type { DefaultTheme } from 'vitepress';

/** A link to a page, in a list or a table. */
const LINK = /\[`?([^\]`]+)`?\]\(([\w/.-]+\.md)\)/g;

/** The sidebar: the headings of the docs' own contents, each with the pages that it names. */
export function readSidebar(contents: string): DefaultTheme.SidebarItem[] {
  const [, ...parts] = contents.split(/^## /m);
  return parts.map((part) => ({
    text: /^.*/.exec(part)?.[0] ?? '',
    items: [...part.matchAll(LINK)].map(([, words = '', page = '']) => ({
      text: words,
      link: `/${page.replace(/(?:README)?\.md$/, '')}`,
    })),
  }));
}
