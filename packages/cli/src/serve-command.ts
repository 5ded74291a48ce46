import { createKairos, KairosError, readSettings, serve, type Settings, StoreError } from '@kairos/server';
import { defineCommand } from 'citty';
import { pino } from 'pino';
import { untilAskedToStop } from './until-asked-to-stop.ts';

/** `kairos serve`: the server alone, on the settings of its environment variables, until Ctrl-C or SIGTERM. */
export const serveCommand = defineCommand({
  meta: { name: 'serve', description: 'Start the server: PORT, DATABASE_URL, KAIROS_DATA, KAIROS_BOOTSTRAP_KEY' },
  async run() {
    const settings = readSettings(process.env);
    if (!settings.ok) {
      return fail(
        "Kairos can't start with these settings:",
        settings.issues.map((issue) => `${issue.path}: ${issue.message}`),
      );
    }
    try {
      await serveUntilStopped(settings.value);
    } catch (error) {
      if (error instanceof StoreError || error instanceof KairosError || isListenError(error))
        return fail("Kairos can't start:", [error.message]);
      throw error;
    }
  },
});

async function serveUntilStopped({ port, database, bootstrapKey, logLevel }: Settings): Promise<void> {
  const logger = pino({ level: logLevel });
  const kairos = await createKairos({ database, logger, ...(bootstrapKey === null ? {} : { bootstrapKey }) });
  const server = await serve({ handler: kairos.handler, port }).catch(async (error: unknown) => {
    await kairos.close();
    throw error;
  });
  const where = 'url' in database ? 'PostgreSQL' : database.directory;
  process.stdout.write(`Kairos is ready at ${server.url}, its data in ${where}\n`);
  if (kairos.created !== null && bootstrapKey === null) {
    process.stdout.write(
      `A new ${kairos.created.environment.kind} environment was made. Its secret key, shown this once: ${kairos.created.secretKey}\n`,
    );
  }
  await untilAskedToStop();
  const closing = server.close();
  await kairos.endStreams();
  await closing;
  await kairos.close();
}

function isListenError(error: unknown): error is Error {
  return error instanceof Error && (error.message.startsWith('port ') || 'syscall' in error);
}

function fail(title: string, reasons: readonly string[]): void {
  process.stderr.write(`${title}\n${reasons.map((reason) => `  ${reason}\n`).join('')}`);
  process.exitCode = 1;
}
