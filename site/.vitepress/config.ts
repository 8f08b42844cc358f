import { readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitepress';
import packageJson from '../../package.json' with { type: 'json' };
import { readPath, readString } from '../../src/model/read.ts';
import { readSidebar } from './sidebar.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const repository = readString(readPath(packageJson, 'repository', 'url'))
  ?.replace(/^git\+/, '')
  .replace(/\.git$/, '');

/** A branch of paths, as an icon that needs no file. */
const ICON = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16" fill="none" stroke="#3a5ccc" stroke-width="2"><path d="M2 8h5l3-5h4M7 8l3 5h4"/></svg>',
)}`;

/** The site: the pages of docs/ as they are, searchable, with nothing from elsewhere. `npm run site` builds it. */
export default defineConfig({
  title: 'gwctl',
  description: packageJson.description,
  head: [['link', { rel: 'icon', href: ICON }]],
  // Where the site lies below its host: `/gwctl/`.
  base: process.env['SITE_BASE'] ?? '/',
  srcDir: '../docs',
  outDir: './dist',
  cacheDir: './cache',
  rewrites: { 'README.md': 'index.md', 'rules/README.md': 'rules/index.md' },
  themeConfig: {
    search: { provider: 'local' },
    sidebar: readSidebar(readFileSync(`${root}docs/README.md`, 'utf8')),
    outline: { level: [2, 3] },
    ...(repository !== undefined && { socialLinks: [{ icon: 'github', link: repository }] }),
    footer: { message: `gwctl ${packageJson.version}, ${packageJson.license}` },
  },
  markdown: {
    theme: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' },
    // Of a transcript the commands stand out, and what they print is plain.
    codeTransformers: [
      {
        name: 'transcripts',
        line(node, at) {
          const text = this.source.split('\n')[at - 1] ?? '';
          if (this.options.lang === 'console' && text.startsWith('$ ')) this.addClassToHast(node, 'command');
        },
      },
    ],
    config(markdown) {
      // The pages link to files beside docs/ as on a code host. Here those lead to the repository; without one their words stay.
      markdown.core.ruler.push('links-outside', ({ tokens, env }) => {
        const page = readString(readPath(env, 'relativePath')) ?? '';
        for (const token of tokens.flatMap(({ children }) => children ?? [])) {
          const href = token.type === 'link_open' ? (token.attrGet('href') ?? '') : '';
          if (/^(?:[a-z]+:|#|\/)/.test(href) || href === '') continue;
          const path = posix.join('docs', posix.dirname(page), href);
          if (path.startsWith('docs/')) continue;
          if (repository === undefined) token.attrs = [['class', 'outside']];
          else token.attrSet('href', `${repository}/blob/v${packageJson.version}/${path}`);
        }
      });
    },
  },
});
