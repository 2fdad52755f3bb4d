import type { EvidenceKind } from '#evidence';

/** A kind of evidence in plain words: what it is, and what it says about what it names. */
export interface KindWords {
  /** Follows "This is". */
  readonly what: string;
  /** What it shows where it is verified; what it never shows. */
  readonly worth: string;
}

const ARTIFACT = 'shows that the signer had this very artifact; it says nothing about how it was made or what is in it';
const DECISION = 'is a decision of people, made through their organization; it is as good as who made it';

/** One entry for each kind, so that a new one cannot be forgotten. */
export const KIND_WORDS: Readonly<Record<EvidenceKind, KindWords>> = {
  'artifact-signature': { what: 'a signature over an artifact', worth: ARTIFACT },
  'commit-signature': {
    what: 'a signed git commit or tag',
    worth: 'shows who signed this state of the source; not that anybody reviewed it',
  },
  'build-provenance': {
    what: 'build provenance',
    worth:
      'shows which builder says that it made the artifact from which source; its SLSA level comes from your trust rule alone',
  },
  'build-verification': {
    what: 'a verification summary of a build',
    worth: 'is the word of another verifier about levels it granted; what it looked at is not here',
  },
  'source-verification': {
    what: 'a verification summary of a source revision',
    worth: 'is the word of another verifier about how the source is kept',
  },
  'source-provenance': {
    what: 'provenance of a source revision',
    worth: 'shows what the keeper of the source says about how a revision came to be',
  },
  sbom: {
    what: 'a bill of materials (SBOM)',
    worth: 'lists what its maker found in the software; it cannot show that the list is complete',
  },
  'vulnerability-scan': {
    what: 'a result of a vulnerability scan',
    worth: 'shows what one scanner found with one state of its database; new findings come every day',
  },
  vex: {
    what: 'statements about vulnerabilities (VEX)',
    worth: 'is the word of its author on which vulnerabilities matter here, and why not',
  },
  'test-result': {
    what: 'a test result',
    worth: 'shows which tests somebody says ran and how they ended; not what they cover',
  },
  'static-analysis': {
    what: 'a result of static analysis',
    worth: 'shows what one tool found by the rules it was given',
  },
  'secret-scan': { what: 'a result of a search for secrets', worth: 'shows what one tool found where it looked' },
  scai: {
    what: 'attributes of software or of its making (SCAI)',
    worth: 'are claims of their author; the evidence they point to is judged apart',
  },
  link: {
    what: 'a record of one supply chain step (in-toto link)',
    worth: 'shows what went into a step and what came out, by the word of who carried it out',
  },
  'supply-chain-layout': {
    what: 'a supply chain layout with its links (in-toto)',
    worth: 'shows that the steps its owner asked for were carried out by whom he named; inspections are never run here',
  },
  'runtime-trace': { what: 'a trace of a running build', worth: 'shows what a monitor saw while a build ran' },
  release: {
    what: 'a record of a publication',
    worth: 'shows that a registry or a release process published this under that name',
  },
  'forge-settings': {
    what: 'settings of a source forge',
    worth: 'shows how a repository or organization was set up at one moment',
  },
  'end-of-life': {
    what: 'a statement on support and its end',
    worth: 'shows until when its author says to support it',
  },
  'security-contact': {
    what: 'a statement on where vulnerabilities can be reported',
    worth: 'shows what the project publishes; not that anybody answers',
  },
  'verification-result': {
    what: 'a result of a verification (SVR)',
    worth: 'is the word of another verifier about properties it found; what it looked at is not here',
  },
  reference: {
    what: 'a reference to documents kept elsewhere',
    worth: 'shows which documents its author means; what they say is not here, and they are never fetched',
  },
  'deployment-policy': {
    what: 'a record of the policies that guard a cluster',
    worth: 'shows what its collector read at one moment; not what runs there since',
  },
  'evidence-keeping': {
    what: 'a record of kept evidence',
    worth: 'shows what its signer found on reading everything back; the same party may hold the evidence and say so',
  },
  'release-manifest': {
    what: 'a release manifest',
    worth: 'says what a release consists of; everything else is judged over what it lists',
  },
  'human-evidence': { what: 'a statement made by a person', worth: DECISION },
  waiver: { what: 'a waiver', worth: DECISION },
  'not-applicable': { what: 'a decision that a task does not apply', worth: DECISION },
  'plan-of-action': { what: 'a plan of how a weakness will be mended', worth: DECISION },
  compromise: { what: 'a notice that something is trusted no longer', worth: DECISION },
  withdrawal: { what: 'a withdrawal', worth: DECISION },
  'ssdf-assessment': {
    what: 'an assessment against SSDF',
    worth: 'can be recomputed from its pack: aver replay; until then it is the word of who signed it',
  },
  'producer-statement': { what: "a producer's statement", worth: 'binds who signed it, no further than its words go' },
  'attestation-status': { what: 'the status of an attestation', worth: 'holds until the date it names' },
  'supplier-decision': { what: 'a decision about a supplier', worth: DECISION },
  other: {
    what: 'a document whose type is not judged here',
    worth: 'is kept byte for byte, and counts for nothing',
  },
};
