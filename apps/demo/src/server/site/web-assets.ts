import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/** Where the built browser code is, as paths from the site's root. */
export interface WebAssets {
  readonly script: string;
  readonly styles: readonly string[];
}

const manifestSchema = z.record(
  z.string(),
  z.object({ file: z.string(), isEntry: z.boolean().optional(), css: z.array(z.string()).optional() }),
);

/** Reads vite's manifest of what it built. Throws when it was not built yet, and says how to. */
export async function readWebAssets(webDirectory: string): Promise<WebAssets> {
  const path = join(webDirectory, '.vite', 'manifest.json');
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new Error(`no ${path}: Ledgerly's pages are not built; run "vite build apps/demo" first`, { cause });
  });
  const entry = Object.values(manifestSchema.parse(JSON.parse(text))).find((chunk) => chunk.isEntry === true);
  if (entry === undefined) throw new Error(`${path} names no entry; build Ledgerly's pages again`);
  return { script: `/${entry.file}`, styles: (entry.css ?? []).map((file) => `/${file}`) };
}
