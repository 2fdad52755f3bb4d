import { FULCIO_EXTENSION_NAMES, Verifier, type Signer } from '#verification';

import type { Corpus, VectorCase } from '../corpus.js';
import { evidenceOf } from '../evidence-of-case.js';
import type { Judge } from '../outcome.js';
import { trustRootOf } from '../trust-of-case.js';
import { judgeBundle } from './bundle.js';

type Policy = Readonly<Record<string, unknown>>;
type Claims = Readonly<Record<string, string>>;

const GITHUB = 'https://github.com';
const GITLAB = 'https://gitlab.com';

/** PEP 740: who may publish is said by a trusted publisher, or by Fulcio's extensions under their numbers. */
export const judgePypi: Judge = (vector, corpus) => {
  const { publisher, extensions = {}, ...policy } = vector.policy ?? {};
  const named = Object.fromEntries(Object.entries(extensions as Claims).map(([oid, value]) => [fieldOf(oid), value]));
  const own: Policy = { ...policy, ...named };
  if (publisher === undefined) return judgeBundle({ ...vector, policy: own }, corpus);
  const alternatives = policiesOf(publisher as Publisher, claimsOf(vector, corpus));
  if (alternatives.length === 0) return { got: 'skipped', why: 'a publisher of this kind has no translation' };
  return judgeBundle({ ...vector, policy: { any_of: alternatives.map((one) => ({ ...own, ...one })) } }, corpus);
};

interface Publisher {
  readonly kind: string;
  readonly repository?: string;
  readonly workflow?: string;
  readonly workflow_filepath?: string;
  readonly email?: string;
}

/** A publisher does not know the commit or ref it runs on: the certificate's own stand for them, either will do. */
function policiesOf(publisher: Publisher, { sourceRepositoryDigest = '', sourceRepositoryRef = '' }: Claims): Policy[] {
  const { kind, repository = '', workflow = '', workflow_filepath = '', email = '' } = publisher;
  const at = (issuer: string, forge: string, path: string) =>
    [sourceRepositoryDigest, sourceRepositoryRef].map((revision) => ({
      issuer,
      source_repository_uri: `${forge}/${repository}`,
      build_config_uri: `${forge}/${repository}/${path}@${revision}`,
    }));
  if (kind === 'GitHub') {
    return at('https://token.actions.githubusercontent.com', GITHUB, `.github/workflows/${workflow}`);
  }
  if (kind === 'GitLab') return at(GITLAB, GITLAB, `/${workflow_filepath}`);
  return kind === 'Google' ? [{ issuer: 'https://accounts.google.com', identity: email }] : [];
}

function claimsOf(vector: VectorCase, corpus: Corpus): Claims {
  const root = trustRootOf(vector, corpus);
  if (root === undefined) return {};
  const signers = evidenceOf(vector, corpus).map((parsed): Signer | undefined => {
    return new Verifier({ trustRoots: [root], rules: [] }).verify(parsed).verdict.signer;
  });
  const [signer] = signers;
  return signer?.kind === 'certificate' ? signer.extensions : {};
}

/** `1.3.6.1.4.1.57264.1.12` as the field of a policy: 2 to 6 and 9 to 24 are the names in order. */
function fieldOf(oid: string): string {
  const number = Number(oid.split('.').at(-1));
  const name = FULCIO_EXTENSION_NAMES[number < 9 ? number - 2 : number - 4];
  return name?.replace(/([a-z])([A-Z])/g, '$1_$2').toLowerCase() ?? oid;
}
