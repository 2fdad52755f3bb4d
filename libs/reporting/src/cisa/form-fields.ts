import type { Report } from '../report.js';
import type { DraftField } from './cisa-draft.js';

const KNOWN = 'as registered here; the signatory checks it';

/** Section I: kind and scope of the attestation. The software itself is a list of its own. */
export function sectionOne({ scope, supersedes }: Report): readonly DraftField[] {
  const earlier =
    supersedes === undefined
      ? ''
      : `; the assessment stands in the place of ${supersedes}, so this is likely a revised attestation`;
  return [
    open('attestation-kind', 'New attestation, one that follows an extension or waiver, or a revised one', earlier),
    {
      id: 'attestation-scope',
      asks: 'Company-wide, an individual product, or several products or specific versions',
      value: `specific version: ${scope.product} ${scope.release}`,
      note: 'the assessment is about this one release; evidence about others would be needed to say more',
    },
  ];
}

/** Section II: the producer, and whom to ask. */
export function sectionTwo({ scope }: Report): readonly DraftField[] {
  return [
    { id: 'producer-name', asks: 'Name of the software producer', value: scope.organization, note: KNOWN },
    open('producer-address', 'Address, city, state or province, postal code and country'),
    open('producer-website', 'Website'),
    open('contact-name', 'Primary contact: a person, role or group'),
    open('contact-title', 'Title of the contact'),
    open('contact-address', 'Address of the contact'),
    open('contact-phone', 'Telephone of the contact'),
    open('contact-email', 'E-mail address of the contact; it may be a list'),
  ];
}

/** Who signs is the chief executive, or an employee whom he names and who may bind the corporation. */
export function signatureFields(): readonly DraftField[] {
  return [
    open('signature', 'Signature of the chief executive officer, or of a designee who may bind the corporation'),
    open('signatory-name', 'Name of who signs'),
    open('signatory-title', 'Title of who signs'),
    open('signature-date', 'Date'),
  ];
}

/** What the form leaves open besides signing all of it. */
export const OTHER_PATHS: readonly string[] = [
  'Third-party assessment: where an assessor of FedRAMP (3PAO), or another one whom an agency official accepted in writing, has evaluated all elements of the form by NIST guidance, its assessment is attached and the producer need not sign. This draft and the evidence pack may help such an assessor; they are not its assessment, which must not be posted publicly.',
  'A statement that cannot be made: the producer names the practices, says what mitigates the risk meanwhile, and submits a plan of action and milestones to the agency, which may then decide to use the software all the same.',
  'After signing: the producer notifies each agency that received the form when it ceases to make consistent use of the practices. The statement binds for later versions of the named software until then.',
  'Left out by the form: software that federal agencies develop, open-source software that an agency obtains freely and directly, third-party components inside the product, and what is freely obtained and publicly available.',
];

function open(id: string, asks: string, note = ''): DraftField {
  return { id, asks, value: null, note: `to be filled by the signatory${note}` };
}
