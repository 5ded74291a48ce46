import { ApiError, readProblem } from './api-error.ts';

export interface RequestOptions {
  readonly method?: 'GET' | 'POST' | 'DELETE';
  /** What is left out, `undefined` or null isn't sent. */
  readonly query?: Readonly<Record<string, string | number | boolean | null | undefined>>;
  readonly body?: unknown;
  readonly signal?: AbortSignal;
}

/** Asks the API on this origin, signed in by cookie. Throws an `ApiError` for every answer that isn't a success. */
export async function request<Answer>(path: string, options: RequestOptions = {}): Promise<Answer> {
  const { method = 'GET', query = {}, body, signal } = options;
  const response = await reach(`${path}${queryText(query)}`, {
    method,
    credentials: 'same-origin',
    headers: { accept: 'application/json', ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal === undefined ? {} : { signal }),
  });
  if (!response.ok) throw await readProblem(response);
  const text = await response.text();
  return (text === '' ? null : JSON.parse(text)) as Answer;
}

async function reach(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ApiError({
      status: 0,
      code: 'unreachable',
      detail: 'Kairos does not answer. It may be restarting, or this machine may be offline.',
    });
  }
}

function queryText(query: NonNullable<RequestOptions['query']>): string {
  const sent = Object.entries(query).flatMap(([name, value]) =>
    value === undefined || value === null ? [] : [[name, String(value)]],
  );
  return sent.length === 0 ? '' : `?${new URLSearchParams(sent).toString()}`;
}
