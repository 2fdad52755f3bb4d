import {
  Anchor,
  AppShell,
  Box,
  Burger,
  Button,
  Group,
  NavLink,
  Text,
  useComputedColorScheme,
  useMantineColorScheme,
} from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, Outlet, useNavigate, useRouterState } from '@tanstack/react-router';

import { SearchBox } from '../features/search/search-box.tsx';
import { sessionQuery, signOut, useSession } from '../session/session.ts';
import classes from './shell.module.css';

const PAGES = [
  { to: '/', name: 'Overview' },
  { to: '/products', name: 'Products' },
  { to: '/coverage', name: 'Coverage' },
  { to: '/gaps', name: 'Gaps' },
  { to: '/attestations', name: 'Attestations' },
  { to: '/evidence', name: 'Evidence' },
  { to: '/ingest', name: 'Ingest' },
  { to: '/trust', name: 'Trust' },
  { to: '/people', name: 'People' },
  { to: '/tokens', name: 'Tokens' },
] as const;

/** Name of the organization, pages, and who is signed in; around every page but the sign-in. */
export function Shell() {
  const { organization, person } = useSession();
  const [open, { toggle, close }] = useDisclosure();
  return (
    <AppShell
      header={{ height: 56 }}
      navbar={{ width: 220, breakpoint: 'sm', collapsed: { mobile: !open } }}
      padding="lg"
    >
      <a className={classes['skip']} href="#content">
        Skip to the content
      </a>
      <AppShell.Header>
        <Group h="100%" px="md" justify="space-between" wrap="nowrap">
          <Group gap="sm" wrap="nowrap" miw={0}>
            <Burger opened={open} onClick={toggle} hiddenFrom="sm" size="sm" aria-label="Pages" />
            <Anchor component={Link} to="/" fw={700} underline="never" c="inherit">
              Averment
            </Anchor>
            <Text c="dimmed" truncate>
              {organization.name}
            </Text>
          </Group>
          <Group gap="sm" wrap="nowrap" flex="none">
            <Box visibleFrom="sm">
              <SearchBox />
            </Box>
            <Text size="sm" visibleFrom="md">
              {person.name}
            </Text>
            <ColorScheme />
            <SignOut />
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="sm" aria-label="Pages">
        <Box hiddenFrom="sm" mb="sm">
          <SearchBox onFollow={close} />
        </Box>
        <Pages onFollow={close} />
      </AppShell.Navbar>
      <AppShell.Main id="content" tabIndex={-1}>
        {organization.synthetic && (
          <Text className={classes['synthetic']}>SYNTHETIC: a sample organization with made-up evidence</Text>
        )}
        <Outlet />
      </AppShell.Main>
    </AppShell>
  );
}

function Pages({ onFollow }: { readonly onFollow: () => void }) {
  const path = useRouterState({ select: ({ location }) => location.pathname });
  return PAGES.map(({ to, name }) => (
    <NavLink
      key={to}
      component={Link}
      to={to}
      label={name}
      active={isWithin(path, to)}
      aria-current={isWithin(path, to) ? 'page' : undefined}
      onClick={onFollow}
    />
  ));
}

function isWithin(path: string, page: string): boolean {
  return path === page || (page !== '/' && path.startsWith(`${page}/`));
}

function ColorScheme() {
  const { setColorScheme } = useMantineColorScheme();
  const other = useComputedColorScheme('light') === 'light' ? 'dark' : 'light';
  return (
    <Button variant="default" size="compact-sm" onClick={() => setColorScheme(other)}>
      {other === 'dark' ? 'Dark' : 'Light'}
    </Button>
  );
}

function SignOut() {
  const client = useQueryClient();
  const navigate = useNavigate();
  const signingOut = useMutation({
    mutationFn: signOut,
    onSuccess: async () => {
      client.clear();
      client.setQueryData(sessionQuery.queryKey, null);
      await navigate({ to: '/sign-in' });
    },
  });
  return (
    <Button variant="default" size="compact-sm" loading={signingOut.isPending} onClick={() => signingOut.mutate()}>
      Sign out
    </Button>
  );
}
