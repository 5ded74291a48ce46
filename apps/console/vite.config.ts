import react from '@vitejs/plugin-react';
import { defaultClientConditions, defineConfig, type UserConfig } from 'vite';

const config: UserConfig = defineConfig({
  base: '/console/',
  plugins: [react()],
  resolve: { conditions: ['@kairos/source', ...defaultClientConditions] },
  server: { port: 4410, proxy: { '/v1': 'http://localhost:4400' } },
  build: {
    target: 'es2023',
    // No data: URLs, so that the page runs under a policy that allows nothing but its own origin.
    assetsInlineLimit: 0,
    // All of it in one file: the whole console is smaller than the round trips that splitting it would cost.
    chunkSizeWarningLimit: 700,
  },
});

export default config;
