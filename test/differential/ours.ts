import type { Parsed } from '#evidence';
import { AppError, digestOf } from '#kernel';
import { loadTrustRoot, Verifier, type Check, type Expectation, type Rung } from '#verification';

import { keyRules } from '../vectors/rules-of-case.js';
import type { Exhibit } from './exhibits.js';
import type { Opinion } from './opinion.js';

/** Who signed, and whether anybody believes them, is no question here. */
const RULED: readonly Rung[] = ['identity', 'policy'];

/** Our verifier under the trust root alone; a key has to be named by a rule, as there is no other way to name one. */
export function ourOpinion(exhibit: Exhibit): Opinion {
  try {
    return opinionOf(checksOf(exhibit).filter(({ rung }) => isKeyed(exhibit) || !RULED.includes(rung)));
  } catch (error) {
    // A trust root or a key that cannot be read is refused before any bundle is looked at.
    if (error instanceof AppError && error.kind === 'invalid') {
      return { answer: 'refuses', code: error.code, why: error.message };
    }
    throw error;
  }
}

function checksOf({ parsed, trustedRoot, artifact, keys, vector }: Exhibit): readonly Check[] {
  const root = loadTrustRoot({ name: 'case', digest: digestOf(trustedRoot), bytes: trustedRoot, source: 'file' });
  const rules = isKeyed({ parsed }) ? keyRules(keys, vector, root) : [];
  return new Verifier({ trustRoots: [root], rules }).verify(parsed, expectationOf(parsed, artifact)).verdict.checks;
}

/** The window of a key stands in the rule that names it, as it stands in the other verifier's list of keys. */
function isKeyed({ parsed: { content } }: Pick<Exhibit, 'parsed'>): boolean {
  return content.kind === 'signed' && content.entity.key.kind === 'public-key';
}

/** Only signatures over the artifact itself: the other verifier never compares an artifact with a statement. */
function expectationOf({ content }: Parsed, artifact: Uint8Array | undefined): Expectation {
  const overArtifact = content.kind === 'signed' && content.entity.content.kind === 'message';
  return overArtifact && artifact !== undefined ? { artifact: { digests: [], bytes: artifact } } : {};
}

function opinionOf(checks: readonly Check[]): Opinion {
  const internal = checks.find(({ code }) => code === 'INTERNAL');
  if (internal !== undefined) throw new Error(`a bug of ours on ${internal.rung}: ${internal.found ?? ''}`);
  const stop =
    checks.find(({ outcome }) => outcome === 'failed') ?? checks.find(({ outcome }) => outcome === 'could-not-check');
  if (stop === undefined) return { answer: 'accepts' };
  return { answer: 'refuses', code: stop.code ?? 'NONE', why: `${stop.rung}: ${stop.found ?? ''}` };
}
