import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type ConfigFinding, lintConfig } from '@kairos/server';
import { defineCommand } from 'citty';

/** `kairos lint`: what is wrong with a config, and what it is advised against. Exit code 1 when something is wrong. */
export const lintCommand = defineCommand({
  meta: { name: 'lint', description: 'Check a config without a server' },
  args: {
    file: { type: 'positional', description: 'The config: .ts, .js, .mjs or .json', default: 'kairos.config.ts' },
  },
  async run({ args: { file } }) {
    const config = await readConfigFile(file);
    if (!config.ok) {
      process.stderr.write(`Kairos can't read ${file}: ${config.reason}\n`);
      process.exitCode = 1;
      return;
    }
    const findings = lintConfig(config.value);
    process.stdout.write(reportOf(file, findings));
    if (findings.some(({ severity }) => severity === 'error')) process.exitCode = 1;
  },
});

type ReadConfig = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly reason: string };

async function readConfigFile(file: string): Promise<ReadConfig> {
  const path = resolve(file);
  try {
    if (path.endsWith('.json')) return { ok: true, value: JSON.parse(await readFile(path, 'utf8')) };
    const module: { readonly default?: unknown } = await import(pathToFileURL(path).href);
    if (module.default === undefined)
      return { ok: false, reason: 'it has no default export; export the config as one' };
    return { ok: true, value: module.default };
  } catch (error) {
    return { ok: false, reason: error instanceof Error ? error.message : String(error) };
  }
}

function reportOf(file: string, findings: readonly ConfigFinding[]): string {
  const lines = findings.map(
    ({ severity, path, rule, message }) => `${severity}  ${path || file}  ${rule}\n  ${message}\n`,
  );
  const count = (severity: ConfigFinding['severity'], noun: string): string => {
    const found = findings.filter((finding) => finding.severity === severity).length;
    return `${found} ${noun}${found === 1 ? '' : 's'}`;
  };
  return `${lines.join('')}${file}: ${count('error', 'problem')}, ${count('warning', 'warning')}\n`;
}
