import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router';

import { attestationsSearchOf } from '../features/attestations/attestations-search.ts';
import { prepareSearchOf } from '../features/drafts/prepare-search.ts';
import { evidenceSearchOf } from '../features/evidence/evidence-filter.ts';
import { sessionQuery } from '../session/session.ts';
import { SignInPage } from '../session/sign-in-page.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { NotFound } from './not-found.tsx';
import { parseSearch, stringifySearch } from './search.ts';
import { Shell } from './shell.tsx';
import { gapsSearchOf, releaseOf, textOf, viewOf } from './view.ts';

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

const control = createRoute({
  getParentRoute: () => signedIn,
  path: '/controls/$control',
  validateSearch: releaseOf,
  component: lazyRouteComponent(() => import('../features/control/control-page.tsx'), 'ControlPage'),
});

const gaps = createRoute({
  getParentRoute: () => signedIn,
  path: '/gaps',
  validateSearch: gapsSearchOf,
  component: lazyRouteComponent(() => import('../features/gaps/gaps-page.tsx'), 'GapsPage'),
});

const overview = createRoute({
  getParentRoute: () => signedIn,
  path: '/',
  component: lazyRouteComponent(() => import('../features/overview/overview-page.tsx'), 'OverviewPage'),
});

const evidence = createRoute({
  getParentRoute: () => signedIn,
  path: '/evidence',
  validateSearch: evidenceSearchOf,
  component: lazyRouteComponent(() => import('../features/evidence/evidence-page.tsx'), 'EvidencePage'),
});

const oneEvidence = createRoute({
  getParentRoute: () => signedIn,
  path: '/evidence/$digest',
  component: lazyRouteComponent(() => import('../features/evidence/one-evidence-page.tsx'), 'OneEvidencePage'),
});

const ingest = createRoute({
  getParentRoute: () => signedIn,
  path: '/ingest',
  component: lazyRouteComponent(() => import('../features/ingest/ingest-page.tsx'), 'IngestPage'),
});

const search = createRoute({
  getParentRoute: () => signedIn,
  path: '/search',
  validateSearch: (asked: Record<string, unknown>) => {
    const q = textOf(asked['q'], 160);
    return { ...(q !== undefined && { q }) };
  },
  component: lazyRouteComponent(() => import('../features/search/search-page.tsx'), 'SearchPage'),
});

const products = createRoute({
  getParentRoute: () => signedIn,
  path: '/products',
  component: lazyRouteComponent(() => import('../features/products/products-page.tsx'), 'ProductsPage'),
});

const product = createRoute({
  getParentRoute: () => signedIn,
  path: '/products/$product',
  component: lazyRouteComponent(() => import('../features/products/product-page.tsx'), 'ProductPage'),
});

const release = createRoute({
  getParentRoute: () => signedIn,
  path: '/releases/$product/$version',
  component: lazyRouteComponent(() => import('../features/products/release-page.tsx'), 'ReleasePage'),
});

const people = createRoute({
  getParentRoute: () => signedIn,
  path: '/people',
  component: lazyRouteComponent(() => import('../features/people/people-page.tsx'), 'PeoplePage'),
});

const tokens = createRoute({
  getParentRoute: () => signedIn,
  path: '/tokens',
  component: lazyRouteComponent(() => import('../features/tokens/tokens-page.tsx'), 'TokensPage'),
});

const trust = createRoute({
  getParentRoute: () => signedIn,
  path: '/trust',
  component: lazyRouteComponent(() => import('../features/trust/trust-page.tsx'), 'TrustPage'),
});

const putRule = createRoute({
  getParentRoute: () => signedIn,
  path: '/trust/put',
  validateSearch: (search: Record<string, unknown>) => {
    const rule = textOf(search['rule'], 128);
    return { ...(rule !== undefined && { rule }) };
  },
  component: lazyRouteComponent(() => import('../features/trust/put-rule-page.tsx'), 'PutRulePage'),
});

const retireRule = createRoute({
  getParentRoute: () => signedIn,
  path: '/trust/retire/$rule',
  component: lazyRouteComponent(() => import('../features/trust/retire-rule-page.tsx'), 'RetireRulePage'),
});

const invitation = createRoute({
  getParentRoute: () => root,
  path: '/invitation/$token',
  component: lazyRouteComponent(() => import('../features/invitation/invitation-page.tsx'), 'InvitationPage'),
});

const attestations = createRoute({
  getParentRoute: () => signedIn,
  path: '/attestations',
  validateSearch: attestationsSearchOf,
  component: lazyRouteComponent(() => import('../features/attestations/attestations-page.tsx'), 'AttestationsPage'),
});

const attestation = createRoute({
  getParentRoute: () => signedIn,
  path: '/attestations/$digest',
  component: lazyRouteComponent(() => import('../features/attestations/attestation-page.tsx'), 'AttestationPage'),
});

const handOver = createRoute({
  getParentRoute: () => signedIn,
  path: '/attestations/$digest/hand-over',
  component: lazyRouteComponent(() => import('../features/attestations/hand-over-page.tsx'), 'HandOverPage'),
});

const withdraw = createRoute({
  getParentRoute: () => signedIn,
  path: '/attestations/$digest/withdraw',
  component: lazyRouteComponent(() => import('../features/attestations/withdraw-page.tsx'), 'WithdrawPage'),
});

const statement = createRoute({
  getParentRoute: () => signedIn,
  path: '/attestations/$digest/statement',
  component: lazyRouteComponent(() => import('../features/attestations/statement-page.tsx'), 'StatementPage'),
});

const drafts = createRoute({
  getParentRoute: () => signedIn,
  path: '/drafts',
  component: lazyRouteComponent(() => import('../features/drafts/drafts-page.tsx'), 'DraftsPage'),
});

const prepare = createRoute({
  getParentRoute: () => signedIn,
  path: '/drafts/new',
  validateSearch: prepareSearchOf,
  component: lazyRouteComponent(() => import('../features/drafts/prepare-page.tsx'), 'PreparePage'),
});

const readDraft = createRoute({
  getParentRoute: () => signedIn,
  path: '/drafts/$id',
  component: lazyRouteComponent(() => import('../features/drafts/read-page.tsx'), 'ReadPage'),
});

const approveDraft = createRoute({
  getParentRoute: () => signedIn,
  path: '/drafts/$id/approve',
  component: lazyRouteComponent(() => import('../features/drafts/approve-page.tsx'), 'ApprovePage'),
});

const signDraft = createRoute({
  getParentRoute: () => signedIn,
  path: '/drafts/$id/sign',
  component: lazyRouteComponent(() => import('../features/drafts/sign-page.tsx'), 'SignPage'),
});

export function createAppRouter(client: QueryClient) {
  return createRouter({
    routeTree: root.addChildren([
      signIn,
      invitation,
      signedIn.addChildren([
        attestations,
        attestation,
        handOver,
        withdraw,
        statement,
        drafts,
        prepare,
        readDraft,
        approveDraft,
        signDraft,
        overview,
        evidence,
        oneEvidence,
        ingest,
        search,
        products,
        product,
        release,
        people,
        tokens,
        trust,
        putRule,
        retireRule,
        coverage,
        control,
        gaps,
      ]),
    ]),
    context: { client },
    parseSearch,
    stringifySearch,
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
