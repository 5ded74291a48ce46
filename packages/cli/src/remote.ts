import { problemSchema } from '@kairos/server';

/** Why a command can't be carried out, said so that it can be mended. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}

/** A Kairos that runs somewhere, and the key to an environment of it. */
export interface Remote {
  readonly url: string;
  readonly key: string;
}

const DEFAULT_URL = 'http://localhost:4400';

/** Reads `KAIROS_URL` and `KAIROS_SECRET_KEY`. Throws a `CommandError` that says everything that is wrong with them. */
export function readRemote(variables: Readonly<Record<string, string | undefined>>): Remote {
  const url = (variables['KAIROS_URL'] || DEFAULT_URL).replace(/\/+$/, '');
  const key = variables['KAIROS_SECRET_KEY'] || '';
  const problems = [
    ...(/^https?:\/\/[^/]/.test(url) ? [] : [`KAIROS_URL: expected an address such as ${DEFAULT_URL}, got "${url}"`]),
    ...(/^sk_(?:live|test)_/.test(key) ? [] : [`KAIROS_SECRET_KEY: ${whyNoSecretKey(key)}`]),
  ];
  if (problems.length > 0) throw new CommandError(problems.join('\n'));
  return { url, key };
}

function whyNoSecretKey(key: string): string {
  if (key === '') return 'it is missing; set it to a secret key of the environment: sk_test_… or sk_live_…';
  if (key.startsWith('pk_'))
    return 'this is a publishable key, for browsers; a secret key is needed: sk_test_… or sk_live_…';
  return 'expected a secret key: sk_test_… or sk_live_…';
}

/** Gets what stands at a path of the API, as text. Throws a `CommandError` with the reason where it is not answered. */
export async function getText({ url, key }: Remote, path: string): Promise<string> {
  const response = await fetch(`${url}${path}`, { headers: { authorization: `Bearer ${key}` } }).catch(
    (error: unknown) => {
      throw new CommandError(`Kairos can't be reached at ${url}: ${reasonOf(error)}; start it, or set KAIROS_URL`);
    },
  );
  const text = await response.text();
  if (response.ok) return text;
  const problem = problemSchema.safeParse(jsonOrNull(text));
  const reason = problem.success
    ? problem.data.detail
    : `it answered ${response.status}, and not as Kairos does; check KAIROS_URL`;
  throw new CommandError(`${url} refused: ${reason}`);
}

/** The same, as JSON. */
export async function getJson(remote: Remote, path: string): Promise<unknown> {
  const value = jsonOrNull(await getText(remote, path));
  if (value === null) throw new CommandError(`${remote.url} answered no JSON, so it is no Kairos; check KAIROS_URL`);
  return value;
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** `fetch failed` says nothing; its cause does, and of several attempts at least the code. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  if (!(cause instanceof Error)) return error.message;
  return cause.message || ('code' in cause ? String(cause.code) : error.message);
}
