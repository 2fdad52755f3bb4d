import { Fact, Facts } from '../../ui/facts.tsx';
import { AnchorLink } from '../../ui/links.tsx';
import { Moment } from '../../ui/moment.tsx';
import { Status } from '../../ui/status.tsx';
import { EvidenceLink } from '../recipe/evidence-link.tsx';
import type { Explanation } from './explanation.ts';

const HUMAN: Readonly<Record<string, string>> = {
  COVERED: 'a person stands for it',
  OPEN: 'nobody has spoken to it yet',
  NOT_NEEDED: 'not needed',
};

/** Machine part and human part, and over what: apart, because they are not the same kind of knowing. */
export function ControlFacts({ explanation }: { readonly explanation: Explanation }) {
  const {
    machine,
    human,
    met,
    of,
    populationUnit,
    populationSource,
    manifest,
    grade,
    ceiling,
    teamControlled,
    from,
    until,
  } = explanation;
  return (
    <Facts>
      <Fact name="Machines show">
        <Status status={machine} />
      </Fact>
      <Fact name="People">{HUMAN[human] ?? human}</Fact>
      <Fact name="Met">{`${met} of ${of} (${populationUnit})`}</Fact>
      <Fact name="Who says what they are">
        {populationSource} {manifest !== null && <EvidenceLink digest={manifest} name="manifest" />}
      </Fact>
      <Fact name="At best">{`${ceiling} Grade ${grade}.`}</Fact>
      {teamControlled && (
        <Fact name="Independence">
          The team that is assessed controls a signer; that lowers the ceiling where it matters.
        </Fact>
      )}
      <Fact name="So since">{from === null ? 'ever' : <Since instant={from} />}</Fact>
      <Fact name="So until">{until === null ? 'something new arrives' : <Until instant={until} />}</Fact>
    </Facts>
  );
}

/** Leads to this page as it was a moment before. */
function Since({ instant }: { readonly instant: string }) {
  const before = new Date(Date.parse(instant) - 1).toISOString();
  return (
    <>
      <Moment at={instant} />{' '}
      <AnchorLink
        underline="always"
        from="/controls/$control"
        to="."
        search={(search) => ({ ...search, asOf: before })}
      >
        as it was before
      </AnchorLink>
    </>
  );
}

/** Leads to this page as it will be then, if nothing new arrives. */
function Until({ instant }: { readonly instant: string }) {
  return (
    <>
      <Moment at={instant} />{' '}
      <AnchorLink
        underline="always"
        from="/controls/$control"
        to="."
        search={(search) => ({ ...search, asOf: instant })}
      >
        as it is then
      </AnchorLink>
    </>
  );
}
