import { QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiError, isSignedOut } from '../api/api-error.ts';

/** The cache of answers. Whatever is asked, an answer of 401 means that nobody is signed in any more: `onSignedOut` is told once per answer. */
export function createQueryClient({ onSignedOut }: { readonly onSignedOut: () => void }): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({
      onError: (error) => {
        if (isSignedOut(error)) onSignedOut();
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: 2000,
        retry: (failures, error) => failures < 2 && mayPass(error),
        retryDelay: 400,
        refetchOnWindowFocus: 'always',
      },
    },
  });
}

/** Whether asking again may help: no answer, or a fault of the server's. A refusal stays a refusal. */
function mayPass(error: Error): boolean {
  return !(error instanceof ApiError) || error.status === 0 || error.status >= 500;
}
