import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type Outcome, toolEnvironment } from './run-command.ts';

/** From nothing to ready takes seconds, the embedded database included; on a busy machine more. */
const READY_WITHIN_MS = 120_000;

/** Starts the installed `kairos serve` with its embedded database, asks whether it is ready, and stops it again. */
export async function serveInstalled(installed: string): Promise<Outcome> {
  const { DATABASE_URL: _, ...inherited } = toolEnvironment;
  const server = spawn('node', [join(installed, 'node_modules/@kairos/cli/dist/main.js'), 'serve'], {
    cwd: installed,
    env: { ...inherited, PORT: '0', KAIROS_DATA: join(installed, 'data') },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(server, 'close');
  const patience = setTimeout(() => server.kill('SIGKILL'), READY_WITHIN_MS);
  const said: string[] = [];
  let ready: number | null = null;
  createInterface(server.stderr).on('line', (line) => said.push(line));
  for await (const line of createInterface(server.stdout)) {
    said.push(line);
    const url = /^Kairos is ready at (\S+),/.exec(line)?.[1];
    if (url === undefined) continue;
    ready = (await fetch(`${url}/ready`)).status;
    server.kill('SIGTERM');
  }
  const [code] = await ended;
  clearTimeout(patience);
  const ok = ready === 200 && code === 0;
  return { ok, output: ok ? '' : [...said, `GET /ready answered ${ready}; the process ended with ${code}`].join('\n') };
}
