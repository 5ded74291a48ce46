export { createKairos, type Kairos, type KairosOptions } from './create-kairos.ts';
export type { Environment } from './auth/environments.ts';
export { KairosError } from './kairos-error.ts';
export { type RunningServer, serve } from './serve.ts';
export { DEFAULT_DATA_DIRECTORY, readSettings, type Settings } from './settings.ts';
export { StoreError } from './store/store-error.ts';
