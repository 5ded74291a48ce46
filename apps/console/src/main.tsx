// The style sheets come first, so that every component's own rules come after them.
import './app/styles.ts';
import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { ApiError } from './api/api-error.ts';
import { createQueryClient } from './app/query-client.ts';
import { createConsoleRouter } from './app/router.tsx';
import { colorSchemes, theme } from './app/theme.ts';
import { redeemCode } from './sign-in/redeem-code.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no element with the id "root".');

const linkRefused = await redeemCode();
const queries = createQueryClient({ onSignedOut: () => void goToSignIn() });
const router = createConsoleRouter({ queries, linkRefused });

createRoot(root, { onCaughtError: report }).render(
  <StrictMode>
    <MantineProvider
      theme={theme}
      defaultColorScheme="auto"
      colorSchemeManager={colorSchemes}
      withCssVariables={false}
      withGlobalClasses={false}
    >
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);

/** What the API refused is told on the page itself; what broke belongs on the browser's console too. */
function report(error: unknown): void {
  if (!(error instanceof ApiError)) console.error(error);
}

async function goToSignIn(): Promise<void> {
  const { pathname, href } = router.state.location;
  if (pathname === '/sign-in') return;
  await router.navigate({ to: '/sign-in', search: { next: href }, replace: true });
}
