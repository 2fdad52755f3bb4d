import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';

import { Problem, send, sendJson } from '../graphql/client.ts';

/** Who is signed in, to which organization, and what they may do there; the server checks each request all the same. */
export interface Session {
  readonly organization: { readonly slug: string; readonly name: string; readonly synthetic: boolean };
  readonly person: { readonly id: string; readonly name: string; readonly email: string };
  readonly roles: readonly string[];
  readonly permissions: readonly string[];
  readonly expiresAt: string;
}

export interface Credentials {
  readonly organization: string;
  readonly email: string;
  readonly password: string;
}

const ADDRESS = '/v1/session';

/** Null when nobody is signed in. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async (): Promise<Session | null> => {
    try {
      return await sendJson<Session>(ADDRESS);
    } catch (error) {
      if (error instanceof Problem && error.code === 'SESSION_NONE') return null;
      throw error;
    }
  },
  staleTime: 60_000,
});

export async function signIn(credentials: Credentials): Promise<Session> {
  return sendJson<Session>(ADDRESS, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(credentials),
  });
}

export async function signOut(): Promise<void> {
  await send(ADDRESS, { method: 'DELETE' });
}

/** Below a route that nobody reaches without a session. */
export function useSession(): Session {
  const { data } = useSuspenseQuery(sessionQuery);
  if (data === null) throw new Problem('SESSION_NONE', 'Your session has ended. Sign in again; nothing was lost.');
  return data;
}

export function useMay(permission: string): boolean {
  return useSession().permissions.includes(permission);
}
