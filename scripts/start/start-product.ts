import path from 'node:path';
import { pino } from 'pino';
import { startLedgerly } from '../../apps/demo/src/server/start-ledgerly.ts';
import { untilAskedToStop } from '../../packages/cli/src/until-asked-to-stop.ts';
import {
  createKairos,
  DEFAULT_DATA_DIRECTORY,
  KairosError,
  readSettings,
  serve,
  StoreError,
} from '../../packages/server/src/index.ts';
import { buildPages } from './build-pages.ts';
import { demoKey } from './demo-key.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const CONSOLE_PAGES = 'apps/console/dist';
const DEMO_PAGES = 'apps/demo/dist/web';

/** Starts everything and runs until Ctrl-C or SIGTERM. What stops it from starting is said in one message, with exit code 1. */
export async function startProduct(): Promise<void> {
  const settings = readSettings(process.env);
  if (!settings.ok) return refuse(settings.issues.map((issue) => `${issue.path}: ${issue.message}`));
  const { port, database, bootstrapKey } = settings.value;
  const demoPort = Number(process.env['DEMO_PORT'] ?? (port === 0 ? 0 : port + 1));
  if (!Number.isInteger(demoPort) || demoPort < 0 || demoPort > 65_535)
    return refuse([`DEMO_PORT: expected a port from 0 to 65535, got "${process.env['DEMO_PORT']}"`]);
  const directory =
    'directory' in database ? database.directory : path.resolve(process.env['KAIROS_DATA'] ?? DEFAULT_DATA_DIRECTORY);
  try {
    await run({ port, demoPort, database, directory, secretKey: bootstrapKey ?? demoKey(directory) });
  } catch (error) {
    if (error instanceof StoreError || error instanceof KairosError || isPortTaken(error))
      return refuse([error.message]);
    throw error;
  }
}

interface Plan {
  readonly port: number;
  readonly demoPort: number;
  readonly database: { readonly url: string } | { readonly directory: string };
  readonly directory: string;
  readonly secretKey: string;
}

async function run({ port, demoPort, database, directory, secretKey }: Plan): Promise<void> {
  say('Building the pages…');
  await buildPages({ root: ROOT, app: 'apps/console', into: CONSOLE_PAGES });
  await buildPages({ root: ROOT, app: 'apps/demo', into: DEMO_PAGES });
  const consoleDirectory = path.join(ROOT, CONSOLE_PAGES);
  const kairos = await createKairos({
    database,
    bootstrapKey: secretKey,
    consoleDirectory,
    logger: pino({ level: process.env['LOG_LEVEL'] ?? 'warn' }),
  });
  const closers = [() => kairos.close()];
  try {
    const environment = await kairos.environmentOf(secretKey);
    const code = await kairos.consoleCode(secretKey);
    if (environment === null || code === null) {
      throw new KairosError(
        'unauthorized',
        `this database was first started with another key; set KAIROS_BOOTSTRAP_KEY to that one, or set KAIROS_DATA to a new folder`,
      );
    }
    const server = await serve({ handler: kairos.handler, port });
    closers.unshift(async () => {
      const closing = server.close();
      await kairos.endStreams();
      await closing;
    });
    const ledgerly = await startLedgerly({
      port: demoPort,
      kairosUrl: server.url,
      secretKey,
      publishableKey: environment.publishableKey,
      environmentId: environment.id,
      identitySecret: environment.identitySecret,
      webDirectory: path.join(ROOT, DEMO_PAGES),
      dataDirectory: path.join(directory, 'ledgerly'),
      consoleUrl: `${server.url}/console/`,
    });
    closers.unshift(() => ledgerly.close());
    say(`
Kairos is ready.

  Ledgerly, the demo (a fictional product)   ${ledgerly.url}
  Console                                    ${server.url}/console/?code=${code}
  API                                        ${server.url}/openapi.json

  The secret key of this demo is in ${path.join(directory, 'demo-key')}. Ctrl-C stops it.
`);
    await untilAskedToStop();
  } finally {
    for (const close of closers) await close();
  }
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

function refuse(reasons: readonly string[]): void {
  process.stderr.write(`Kairos can't start:\n${reasons.map((reason) => `  ${reason}\n`).join('')}`);
  process.exitCode = 1;
}

function isPortTaken(error: unknown): error is Error {
  return (
    error instanceof Error && (error.message.startsWith('port ') || ('code' in error && error.code === 'EADDRINUSE'))
  );
}
