import { Container, Group, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams, useSearch } from '@tanstack/react-router';

import type { ReleaseName } from '../../app/addresses.ts';
import type { ViewSearch } from '../../app/view.ts';
import { ask } from '../../graphql/client.ts';
import { ExplainControlDocument } from '../../graphql/generated.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { AnchorLink } from '../../ui/links.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { Section } from '../../ui/section.tsx';
import { Status } from '../../ui/status.tsx';
import { mappingNameQuery, useOutline } from '../framework/frameworks.ts';
import { ViewBar } from '../framework/view-bar.tsx';
import { CitedEvidence } from './cited-evidence.tsx';
import { ControlLink } from './control-link.tsx';
import classes from './control.module.css';
import { ControlFacts } from './control-facts.tsx';
import type { Explanation } from './explanation.ts';
import { Members } from './members.tsx';
import { Better } from './better.tsx';
import { RuleLines } from './rule-lines.tsx';
import { RuleChanges } from './rule-changes.tsx';

/** From requirement to signature: what is asked, who meets it, by which evidence, and what would make it better. */
export function ControlPage() {
  const { control } = useParams({ from: '/signed-in/controls/$control' });
  const { product, version, framework, asOf } = useSearch({ from: '/signed-in/controls/$control' });
  const view = { ...(framework && { framework }), ...(asOf && { asOf }) };
  return (
    <Container size="lg" p={0} mx={0}>
      <Text size="sm">
        <AnchorLink to="/coverage" search={view}>
          Coverage
        </AnchorLink>
      </Text>
      {product === undefined || version === undefined ? (
        <>
          <PageHead title={control} />
          <EmptyState title="A control is explained for one release">
            Follow a cell of the coverage matrix: it names the release.
          </EmptyState>
        </>
      ) : (
        <ControlOf control={control} release={{ product, version }} view={view} />
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
      <PageHead title={`${control} · ${release.product} ${release.version}`} />
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
      <Stack gap="sm" mb="lg">
        <Text size="lg" maw="65ch">
          {summary}
        </Text>
        <Group gap="sm">
          <Status status={status} />
          <Text size="sm" c="dimmed">
            {reason}
          </Text>
        </Group>
        <div className={classes['why']}>
          <Text>{explanation.explanation}</Text>
          <Text fw={600}>{explanation.nextAction}</Text>
        </div>
        <Group gap="lg">
          <AnchorLink to="/gaps" search={{ ...release, ...view }}>
            What to do for the whole release
          </AnchorLink>
          <AnchorLink to="/releases/$product/$version" params={{ ...release }} search={view}>
            The release
          </AnchorLink>
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
          <Text size="sm" maw="75ch" mt="md">
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
    <Group component="nav" mt="xl" justify="space-between" aria-label="Other controls of this release">
      {before === undefined ? (
        <span />
      ) : (
        <ControlLink control={before} release={release} view={view}>
          ← {before}
        </ControlLink>
      )}
      {after !== undefined && (
        <ControlLink control={after} release={release} view={view}>
          {after} →
        </ControlLink>
      )}
    </Group>
  );
}
