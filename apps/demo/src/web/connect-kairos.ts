import { createKairos, type Kairos } from '@kairos/client';

/** Connects to Kairos for whoever is signed in; null on pages where nobody is (see `shell` in src/server/site/layout.ts). */
export function connectKairos(): Kairos | null {
  const mount = document.querySelector<HTMLMetaElement>('meta[name="kairos"]');
  if (mount === null) return null;
  const kairos = createKairos({
    host: mount.dataset['host'] ?? '',
    publishableKey: mount.content,
    userToken: fetchUserToken,
  });
  kairos.start();
  return kairos;
}

/** Ledgerly's own server says who this is; it signs the token with a secret that no browser has. */
async function fetchUserToken(): Promise<string> {
  const response = await fetch('/kairos-token', { headers: { accept: 'application/json' } });
  if (!response.ok) throw new Error(`Ledgerly answered ${response.status} instead of a token`);
  const { token } = (await response.json()) as { readonly token: string };
  return token;
}
