import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { delimiter, dirname, resolve } from 'node:path';

/** How a check came out, and what there is to say about it. */
export interface Outcome {
  readonly ok: boolean;
  readonly output: string;
  /** A few words for the summary line: `212 modules`. */
  readonly note?: string;
}

/** The repository's root. */
export const ROOT = resolve(import.meta.dirname, '../..');

/** The environment in which tools run: the workspace's own tools first, then the Node that runs this. */
export const toolEnvironment: Readonly<NodeJS.ProcessEnv> = {
  ...process.env,
  PATH: [resolve(ROOT, 'node_modules/.bin'), dirname(process.execPath), process.env['PATH'] ?? ''].join(delimiter),
};

/** Runs a tool to its end and gathers what it prints. A tool that can't be started is an outcome too, not a throw. */
export async function runCommand(
  command: string,
  args: readonly string[],
  { cwd = ROOT }: { readonly cwd?: string } = {},
): Promise<Outcome & { readonly stdout: string }> {
  const child = spawn(command, args, { cwd, env: toolEnvironment, stdio: ['ignore', 'pipe', 'pipe'] });
  let stdout = '';
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    output += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  try {
    const [code] = await once(child, 'close');
    return { ok: code === 0, output: output.trim(), stdout };
  } catch (error) {
    return { ok: false, output: `${command} could not be started: ${String(error)}`, stdout };
  }
}

/** Runs a command with this process's own input and output; answers whether it ended well. */
export async function runInForeground(command: string, args: readonly string[], cwd: string = ROOT): Promise<boolean> {
  const child = spawn(command, args, { cwd, env: toolEnvironment, stdio: 'inherit' });
  const [code] = await once(child, 'exit');
  return code === 0;
}
