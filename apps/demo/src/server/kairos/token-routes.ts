import { Hono } from 'hono';
import type { Services, SignedIn } from '../site/services.ts';
import { mintUserToken } from './user-token.ts';

/** Gives a signed-in browser the token by which Kairos knows whom it speaks for. */
export function tokenRoutes({ issuer, clock }: Pick<Services, 'issuer' | 'clock'>): Hono<SignedIn> {
  const routes = new Hono<SignedIn>();
  routes.get('/kairos-token', async (context) =>
    context.json({ token: await mintUserToken(context.var.visitor.person, issuer, clock()) }),
  );
  return routes;
}
