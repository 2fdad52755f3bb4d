import { Alert, Anchor, Container, Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams, useSearch } from '@tanstack/react-router';

import { controlAddress, gapsAddress, releaseAddress, type ReleaseName } from '../../app/addresses.ts';
import { stringifySearch } from '../../app/search.ts';
import type { ViewSearch } from '../../app/view.ts';
import { ask } from '../../graphql/client.ts';
import { ExplainControlDocument, type ExplainControlQuery } from '../../graphql/generated.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { Section } from '../../ui/section.tsx';
import { Status } from '../../ui/status.tsx';
import { mappingNameQuery, useOutline } from '../framework/frameworks.ts';
import { ViewBar } from '../framework/view-bar.tsx';
import { CitedEvidence } from './cited-evidence.tsx';
import { ControlFacts } from './control-facts.tsx';
import { Members } from './members.tsx';
import { Better } from './better.tsx';
import { RuleLines } from './rule-lines.tsx';
import { RuleChanges } from './rule-changes.tsx';

export type Explanation = NonNullable<ExplainControlQuery['explainControl']>;

/** From requirement to signature: what is asked, who meets it, by which evidence, and what would make it better. */
export function ControlPage() {
  const { control } = useParams({ from: '/signed-in/controls/$control' });
  const { product, version, framework, asOf } = useSearch({ from: '/signed-in/controls/$control' });
  return (
    <Container size="lg" p={0}>
      <Text size="sm">
        <Anchor component={Link} to={`/coverage${stringifySearch({ framework, asOf })}`}>
          Coverage
        </Anchor>
      </Text>
      {product === undefined || version === undefined ? (
        <>
          <Title order={1}>{control}</Title>
          <EmptyState title="A control is explained for one release">
            Follow a cell of the coverage matrix: it names the release.
          </EmptyState>
        </>
      ) : (
        <ControlOf
          control={control}
          release={{ product, version }}
          view={{ ...(framework && { framework }), ...(asOf && { asOf }) }}
        />
      )}
    </Container>
  );
}

interface Asked {
  readonly control: string;
  readonly release: ReleaseName;
  readonly view: ViewSearch;
}

function ControlOf({ control, release, view }: Asked) {
  const answer = useQuery({
    queryKey: ['control', control, release.product, release.version, view.framework, view.asOf],
    queryFn: async () =>
      (await ask(ExplainControlDocument, { control, release: { ...release, ...view } })).explainControl,
  });
  return (
    <>
      <Title order={1}>
        {control} · {release.product} {release.version}
      </Title>
      <ViewBar />
      {answer.isPending && <Skeleton height={480} />}
      {answer.isError && <ProblemNote error={answer.error} again={() => void answer.refetch()} />}
      {answer.data === null && (
        <EmptyState title="Nothing to explain">
          There is no such control in this framework, no such release, or the release was not judged by then. Look at
          the coverage matrix for what there is.
        </EmptyState>
      )}
      {answer.data && <Explained explanation={answer.data} release={release} view={view} />}
    </>
  );
}

interface ExplainedProps {
  readonly explanation: Explanation;
  readonly release: ReleaseName;
  readonly view: ViewSearch;
}

function Explained({ explanation, release, view }: ExplainedProps) {
  const { summary, status, reason, rule, rationale, beyondPartial, staysHuman, layers } = explanation;
  return (
    <div>
      <Stack gap="sm">
        <Text size="lg" maw="65ch">
          {summary}
        </Text>
        <Group gap="sm">
          <Status status={status} />
          <Text size="sm" c="dimmed">
            {reason}
          </Text>
        </Group>
        <Alert variant="light" title={explanation.explanation}>
          {explanation.nextAction}
        </Alert>
        <Group gap="lg">
          <Anchor component={Link} to={gapsAddress(release, view)}>
            What to do for the whole release
          </Anchor>
          <Anchor component={Link} to={releaseAddress(release)}>
            The release
          </Anchor>
        </Group>
      </Stack>
      <ControlFacts explanation={explanation} />
      <Section title="What is asked" note={rationale}>
        <RuleLines lines={rule} none="Machines cannot show this control: a person speaks to it." />
        {beyondPartial.length > 0 && (
          <>
            <Text fw={600}>The organization has to show, before it may rise above partial:</Text>
            <RuleLines lines={beyondPartial} none="" />
          </>
        )}
        {staysHuman !== '' && (
          <Text size="sm" maw="75ch">
            <strong>Stays with people:</strong> {staysHuman}
          </Text>
        )}
        {layers.length > 0 && <RuleChanges layers={layers} />}
      </Section>
      <Members explanation={explanation} />
      <CitedEvidence explanation={explanation} />
      <Better explanation={explanation} />
      <OtherControls explanation={explanation} release={release} view={view} />
    </div>
  );
}

/** The control before and after it, so that one can read on without the matrix. */
function OtherControls({ explanation: { control }, release, view }: ExplainedProps) {
  const framework = useQuery(mappingNameQuery(view.framework)).data?.framework;
  const { data: outline } = useOutline(framework);
  const practices = (outline?.groups ?? []).flatMap((group) => group.practices);
  const ids = practices.flatMap(({ controls }) => controls.map(({ id }) => id));
  const here = ids.indexOf(control);
  const [before, after] = [ids[here - 1], ids[here + 1]];
  if (here === -1) return null;
  return (
    <Group component="nav" justify="space-between" aria-label="Other controls of this release">
      {before === undefined ? (
        <span />
      ) : (
        <Anchor component={Link} to={controlAddress(before, release, view)}>
          ← {before}
        </Anchor>
      )}
      {after !== undefined && (
        <Anchor component={Link} to={controlAddress(after, release, view)}>
          {after} →
        </Anchor>
      )}
    </Group>
  );
}
