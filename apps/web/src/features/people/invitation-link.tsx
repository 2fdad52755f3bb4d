import type { InvitationFragment } from '../../graphql/generated.ts';
import { Moment } from '../../ui/moment.tsx';
import { Once } from '../../ui/once.tsx';

/** The link is the only authority there is: it goes to this person and nobody else. */
export function InvitationLink({
  invitation: { person, token, expiresAt },
}: {
  readonly invitation: InvitationFragment;
}) {
  return (
    <Once
      title={`Link for ${person.name}`}
      secret={`${window.location.origin}/invitation/${encodeURIComponent(token)}`}
      what={`link for ${person.name}`}
    >
      Send it to {person.email} yourself, by a way that only they read. Whoever has it sets their password. It is shown
      this once, works once, and ends <Moment at={expiresAt} />.
    </Once>
  );
}
