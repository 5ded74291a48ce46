import { CommandError } from './remote.ts';

/** Prints what a command has to say; where it can't be carried out, prints why, with exit code 1. */
export async function printing(say: () => Promise<string>): Promise<void> {
  try {
    process.stdout.write(`${(await say()).trimEnd()}\n`);
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
