import { relative } from 'node:path';

import { ASSESSMENT_PREDICATE_TYPE, type Pack } from '#attestation';
import type { AssessmentInput } from '#compliance';
import { fromUtf8 } from '#kernel';
import { visibleText } from '#reporting';

import type { Terminal } from '../terminal/terminal.js';

/** Commands that work as they stand, in the folder where the demo was started. */
export function printNextSteps(
  terminal: Terminal,
  pack: Pack,
  at: { readonly output: string; readonly url: string },
): void {
  const folder = visibleText(relative('.', at.output) || '.');
  const roots = pack.trustRoots.map(
    ({ name }) => `--trusted-root ${folder}/anchors/${name}.trusted_root.json \\\n    `,
  );
  terminal.out(`
Written to ${folder}/:
  attestation.sigstore.json, attestation.pub, report.html, pack/, anchors/

Now you. Edit anything in ${folder}/pack and run:
  npx aver replay ${folder}/pack \\
    --signer ${folder}/anchors/signer.pub \\
    ${roots.join('')}--rules ${folder}/anchors/rules.json
(anchors/ stands for what a buyer holds from elsewhere;
anchors that came with the pack prove nothing.)

Check the signature with cosign 3:
  cosign verify-blob-attestation --key ${folder}/attestation.pub \\
    --type ${ASSESSMENT_PREDICATE_TYPE} \\
    --insecure-ignore-tlog --bundle ${folder}/attestation.sigstore.json \\
    ${subjectOptions(pack)}

Ask in GraphQL: ${at.url}/graphiql`);
}

/** One subject by its digest, so that the command works as it stands. */
function subjectOptions({ input }: Pack): string {
  const { population } = JSON.parse(fromUtf8(input)) as AssessmentInput;
  const [algorithm, digest] = population.artifacts[0]?.digests[0]?.split(':') ?? [];
  return digest === undefined ? 'FILE' : `--digestAlg ${algorithm ?? ''} --digest ${digest}`;
}
