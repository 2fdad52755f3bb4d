import { parseRekorAnswer } from '../../rekor/rekor-answer.js';
import type { SetFormat } from '../format.js';
import { parseGitObject } from './git-object.js';
import { withSignature } from './git-signature.js';
import { gitShape } from './git-shape.js';

/** `body`: a commit or tag as it was signed; `signature`: the armoured signature. Together they are the object. */
export const GITSIGN_DETACHED: SetFormat = {
  name: 'gitsign-detached',
  read: (parts) => {
    parts.only(['body', 'signature']);
    return gitShape(withSignature(parseGitObject(parts.get('body')), parts.get('signature')));
  },
};

/** `object`: a signed commit or tag; `entry`: what Rekor's API answered when it was asked for its entry. */
export const GITSIGN_WITH_ENTRY: SetFormat = {
  name: 'gitsign-with-entry',
  read: (parts) => {
    parts.only(['object', 'entry']);
    return gitShape(parts.get('object'), parseRekorAnswer(parts.get('entry')));
  },
};
