import { request } from '../api/request.ts';

/** A URL split into the sign-in code it carries, if any, and itself without it. */
export function takeCode(url: URL): { readonly code: string | null; readonly rest: string } {
  const rest = new URL(url);
  const code = rest.searchParams.get('code');
  rest.searchParams.delete('code');
  return { code, rest: `${rest.pathname}${rest.search}${rest.hash}` };
}

/**
 * Signs in by the one-time code in the page's URL, when there is one, and takes it out of the URL and the history at once. Answers
 * why it did not work, in words for the sign-in page; null when there was no code or it worked.
 */
export async function redeemCode(): Promise<string | null> {
  const { code, rest } = takeCode(new URL(window.location.href));
  if (code === null) return null;
  window.history.replaceState(window.history.state, '', rest);
  try {
    await request<null>('/v1/console/session', { method: 'POST', body: { code } });
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
