import { defaultClientConditions, defineConfig } from 'vite';

/** Builds what Ledgerly's pages load; the server finds it by the manifest. */
export default defineConfig({
  root: import.meta.dirname,
  publicDir: 'src/web/public',
  resolve: { conditions: ['@kairos/source', ...defaultClientConditions] },
  build: {
    outDir: 'dist/web',
    emptyOutDir: true,
    manifest: true,
    target: 'es2023',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    rolldownOptions: { input: 'src/web/main.ts' },
  },
});
