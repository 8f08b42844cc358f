import { defineConfig } from 'vitepress';
export default defineConfig({ title: 'gwctl', srcDir: '../docs', outDir: '../dist-site', cacheDir: '../dist-site-cache', ignoreDeadLinks: true, themeConfig: { search: { provider: 'local' } } });
