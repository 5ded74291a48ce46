import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { request } from '../api/request.ts';
import styles from './sign-out.module.css';

/** Ends the session here and on the server, and forgets what was loaded. */
export function SignOut() {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const signOut = useMutation({
    mutationFn: () => request<null>('/v1/console/session', { method: 'DELETE' }),
    onSuccess: async () => {
      await navigate({ to: '/sign-in' });
      queries.clear();
    },
  });
  return (
    <button type="button" className={styles.out} onClick={() => signOut.mutate()}>
      {signOut.isError ? 'Still signed in: try again' : 'Sign out'}
    </button>
  );
}
