import { packEvidenceSet, parse, unpack, type Parsed } from '#evidence';
import { concatBytes, digestOf, fromUtf8, toUtf8, type JsonObject } from '#kernel';
import { Verifier, type TrustRule, type Verdict } from '#verification';

import {
  cosignBundleOf,
  detachedOf,
  layerOf,
  signedEnvelope,
  signedPayload,
  simpleSigning,
} from '../../../libs/verification/src/testing/cosign-forms.js';
import {
  envelope,
  layout,
  LAYOUT_RULE,
  layoutSet,
  metablock,
  OWNER,
} from '../../../libs/verification/src/testing/layouts.js';
import { attestation, DIGEST, NOW, ROOT, RULE, WORKFLOW, WORLD } from '../../../libs/verification/src/testing/world.js';
import { tarOf } from '../tar.js';
import { ParseError, unlessRefused, type Target } from '../target.js';
import { evidenceTarget } from './evidence.js';

const EVERY_KIND: TrustRule = {
  ...RULE,
  kinds: ['build-provenance', 'artifact-signature', 'commit-signature', 'release'],
};
const CERTIFIED = new Verifier({ trustRoots: [ROOT], rules: [EVERY_KIND] });
const OWNED = new Verifier({ trustRoots: [ROOT], rules: [LAYOUT_RULE] });

const COMMIT = toUtf8(
  `tree ${'4'.repeat(40)}\nparent ${'7'.repeat(40)}\nauthor A <a@acme.example> 1700000000 +0100\n` +
    'committer A <a@acme.example> 1700000000 +0100\n\nOne line\n\nand another\n',
);
const TAG = toUtf8(
  `object ${'2d'.repeat(20)}\ntype commit\ntag v1.0.0\ntagger A <a@acme.example> 1700000000 +0100\n\nv1.0.0\n`,
);

/** As git keeps it, as git stores it, and with the log's answer beside it. */
function gitSeeds(): readonly Uint8Array[] {
  const signed = (object: Uint8Array, entry?: 'answer-over-name') =>
    WORLD.signGitObject({ identity: WORKFLOW, object, at: NOW, ...(entry && { entry }) });
  const { object, answer } = signed(COMMIT, 'answer-over-name');
  const embedded = signed(COMMIT).object;
  const set = packEvidenceSet('gitsign-with-entry', new Map(Object.entries({ object, entry: answer })));
  return [embedded, signed(TAG).object, concatBytes(toUtf8(`commit ${embedded.length}\0`), embedded), set];
}

function cosignSeeds(): readonly Uint8Array[] {
  const image = signedPayload(simpleSigning(DIGEST));
  return [layerOf(image), layerOf(signedEnvelope()), detachedOf(image), cosignBundleOf(signedEnvelope())];
}

/**
 * What was signed of a git object. Parts of CMS that nobody signs are part of the object, so another spelling of them
 * is another object by name, with the same tree, parents and words, by the same signer.
 */
function signedObject({ content }: Parsed, { signer, signedAt }: Verdict): string {
  return content.kind === 'signed' ? JSON.stringify([content.entity.content, signer, signedAt]) : '';
}

/** What the owner of a layout signed; links of strangers may stand beside, and count for nothing. */
function signedLayout({ content }: Parsed): string {
  if (content.kind !== 'signed') return '';
  const { content: signed } = content.entity;
  if (signed.kind === 'metablock') return Buffer.from(signed.signed).toString('base64');
  return signed.kind === 'dsse' ? Buffer.from(signed.payload).toString('base64') : '';
}

const BUNDLE = attestation();
const BUNDLE_JSON = JSON.parse(fromUtf8(BUNDLE)) as JsonObject;

/** An image layout with one layer that cosign signed. */
function imageLayout(): ReadonlyMap<string, Uint8Array> {
  const files = new Map<string, Uint8Array>([['oci-layout', toUtf8('{"imageLayoutVersion":"1.0.0"}')]]);
  const blob = (mediaType: string, bytes: Uint8Array, more: JsonObject = {}) => {
    const digest = digestOf(bytes);
    files.set(`blobs/${digest.replace(':', '/')}`, bytes);
    return { mediaType, digest, size: bytes.length, ...more };
  };
  const layer = blob('application/vnd.dev.cosign.simplesigning.v1+json', simpleSigning(DIGEST), {
    annotations: { 'dev.cosignproject.cosign/signature': 'AAAA' },
  });
  const bundle = blob('application/vnd.dev.sigstore.bundle.v0.3+json', BUNDLE);
  const manifest = blob(
    'application/vnd.oci.image.manifest.v1+json',
    toUtf8(JSON.stringify({ schemaVersion: 2, layers: [layer, bundle] })),
  );
  return files.set('index.json', toUtf8(JSON.stringify({ schemaVersion: 2, manifests: [manifest] })));
}

/** Containers are taken apart, and every piece that comes out of them is read. */
const CONTAINER: Target = {
  name: 'container',
  seeds: [
    concatBytes(BUNDLE, toUtf8('\n'), BUNDLE, toUtf8('\n')),
    toUtf8(JSON.stringify({ attestations: [{ bundle: BUNDLE_JSON, repository_id: 1 }] })),
    tarOf(imageLayout()),
  ],
  enter: (input) => {
    const pieces = unlessRefused([ParseError], () => unpack(input)) ?? [];
    for (const { bytes } of pieces) parse(bytes);
  },
};

const LAYOUTS = [layoutSet(metablock(layout(), OWNER)), layoutSet(envelope(layout(), OWNER))];

export const FORM_TARGETS: readonly Target[] = [
  evidenceTarget({ name: 'git-object', seeds: gitSeeds() }, CERTIFIED, { essence: signedObject }),
  evidenceTarget({ name: 'cosign', seeds: cosignSeeds() }, CERTIFIED),
  evidenceTarget({ name: 'layout', seeds: LAYOUTS }, OWNED, { essence: signedLayout, expectation: { at: NOW } }),
  CONTAINER,
];
