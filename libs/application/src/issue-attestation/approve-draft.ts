import { AppError, type Digest } from '#kernel';

import { requirePermission, type Actor } from '../actor.js';
import type { AttestationDraftId } from '../ids.js';
import type { Ports } from '../ports/index.js';
import { requireTenant } from '../tenant.js';
import { requireColleague, requirePerson } from '../two-people.js';
import type { ApprovalRecord } from './draft-record.js';
import { requireDraft, requireYoung } from './require-draft.js';

export interface ApprovalOrder {
  readonly draft: AttestationDraftId;
  /** Digest of the report.json that was read. */
  readonly report: Digest;
}

/** A person who has read the report of a draft agrees that it is signed. It binds to exactly that report. */
export class ApproveDraft {
  constructor(private readonly ports: Pick<Ports, 'unitOfWork' | 'clock'>) {}

  /** Approving twice is approving once. @throws AppError forbidden; not-found DRAFT_UNKNOWN; invalid PERSON_NEEDED, FOUR_EYES; conflict REPORT_DIFFERS, DRAFT_EXPIRED */
  run(actor: Actor, order: ApprovalOrder): Promise<ApprovalRecord> {
    requirePermission(actor, 'report:sign');
    requirePerson(actor);
    const at = this.ports.clock.now();
    return this.ports.unitOfWork.run(actor.organization, async (stores) => {
      const draft = await requireDraft(stores, order.draft);
      if (draft.report !== order.report) {
        throw new AppError(
          'conflict',
          'REPORT_DIFFERS',
          'the report of this draft is another than the one you have read: read it, and approve that',
        );
      }
      requireYoung(draft, at);
      const { twoPersonSigning } = await requireTenant(stores);
      if (twoPersonSigning) await requireColleague(stores, actor, draft.draftedBy);
      const approval: ApprovalRecord = {
        ...{ draft: draft.id, report: draft.report, approvedBy: actor.principal, author: draft.draftedBy },
        ...{ twoPeople: twoPersonSigning, approvedAt: at },
      };
      if ((await stores.drafts.approve(approval)) === 'approved') {
        const entry = { actor: actor.principal, action: 'attestation.approved', target: draft.id, at };
        await stores.audit.append([{ ...entry, details: { report: draft.report } }]);
      }
      const held = (await stores.drafts.approvals([draft.id])).get(draft.id) ?? [];
      return held.find(({ approvedBy }) => approvedBy === actor.principal) ?? approval;
    });
  }
}
