import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router';

import { sessionQuery } from '../session/session.ts';
import { SignInPage } from '../session/sign-in-page.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { NotFound } from './not-found.tsx';
import { Shell } from './shell.tsx';
import { textOf, viewOf } from './view.ts';

const root = createRootRouteWithContext<{ readonly client: QueryClient }>()({
  component: Outlet,
  notFoundComponent: NotFound,
});

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search: Record<string, unknown>) => {
    const [organization, to] = [textOf(search['organization'], 63), pathWithin(search['to'])];
    return { ...(organization !== undefined && { organization }), ...(to !== undefined && { to }) };
  },
  component: SignInPage,
});

/** Everything else is for whoever is signed in; where they wanted to go is where they arrive. */
const signedIn = createRoute({
  getParentRoute: () => root,
  id: 'signed-in',
  validateSearch: viewOf,
  beforeLoad: async ({ context, location }) => {
    const session = await context.client.query({ ...sessionQuery, staleTime: 'static' });
    // eslint-disable-next-line @typescript-eslint/only-throw-error -- how the router is told to go elsewhere
    if (session === null) throw redirect({ to: '/sign-in', search: { to: location.href } });
  },
  component: Shell,
  errorComponent: ({ error, reset }) => <ProblemNote error={error} again={reset} />,
});

const coverage = createRoute({
  getParentRoute: () => signedIn,
  path: '/coverage',
  component: lazyRouteComponent(() => import('../features/coverage/coverage-page.tsx'), 'CoveragePage'),
});

export function createAppRouter(client: QueryClient) {
  return createRouter({
    routeTree: root.addChildren([signIn, signedIn.addChildren([coverage])]),
    context: { client },
    defaultPreload: 'intent',
    defaultErrorComponent: ({ error, reset }) => <ProblemNote error={error} again={reset} />,
    scrollRestoration: true,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}

/** Only ever a page of our own: a link to the sign-in page must not lead on to somebody else's. */
function pathWithin(value: unknown): string | undefined {
  const path = textOf(value, 2000);
  return path !== undefined && /^\/(?![/\\])/.test(path) ? path : undefined;
}
